package almanac.simulated.google;

import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Copies of events on their guests' calendars. */
final class Invitations {

    private Invitations() {}

    /** As a guest's calendar has it: the organiser's, with the series only named. */
    static ObjectNode copy(ObjectNode event) {
        var copy = event.deepCopy();
        copy.remove(List.of("kind", "etag", "id", "extendedProperties"));
        for (var field : List.of("organizer", "creator")) {
            if (copy.path(field) instanceof ObjectNode person) {
                person.remove("self");
            }
        }
        return copy;
    }
}
