package almanac.app.api.academic;

import almanac.calendar.CalendarDetails;
import almanac.entry.Change;
import almanac.entry.Details;
import almanac.entry.EntryKind;
import almanac.entry.Priority;
import java.util.Optional;

/** What an event is shown with where nobody said so, and nothing is stored (contract R12). */
record ShownDefaults(EntryKind kind, Priority.Level priority, String color) {

    static ShownDefaults on(CalendarDetails calendar) {
        return new ShownDefaults(EntryKind.UNLESS_SAID, Priority.Level.MEDIUM, calendar.color());
    }

    /** Whether a change only sends back what was shown of these details without being stored. */
    boolean echoedBy(Change change, Details standing) {
        return switch (change) {
            case Change.Kind(var to) -> standing.kind().isEmpty() && to.equals(Optional.of(kind));
            case Change.PriorityTo(var to) ->
                    standing.priority().isEmpty()
                            && to.map(Priority::level).equals(Optional.of(priority));
            case Change.Color(var to) ->
                    standing.color().isEmpty() && to.equals(Optional.of(color));
            default -> false;
        };
    }
}
