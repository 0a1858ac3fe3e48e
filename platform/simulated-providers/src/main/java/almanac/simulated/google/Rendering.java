package almanac.simulated.google;

import java.time.LocalDateTime;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Events as the API shows them. */
final class Rendering {

    private Rendering() {}

    /** All of it. */
    static ObjectNode whole(Shelf shelf, Item item) {
        var json = plain(shelf, item);
        json.put("etag", item.etag());
        return json;
    }

    private static ObjectNode plain(Shelf shelf, Item item) {
        if (item.origin().isEmpty()) {
            return dressed(shelf, item.id(), item.fields().deepCopy());
        }
        var origin = item.origin().get();
        var master = shelf.item(origin.master()).orElseThrow();
        var json = master.fields().deepCopy();
        var original = inherited(shelf, master, origin.suffix(), json);
        for (var own : item.fields().properties()) {
            if (own.getValue().isNull()) {
                json.remove(own.getKey());
            } else {
                json.set(own.getKey(), own.getValue().deepCopy());
            }
        }
        json.put("recurringEventId", origin.master());
        json.set("originalStartTime", original);
        return dressed(shelf, item.id(), json);
    }

    /** Gives a copy of the series' fields the times of one instance; answers its original start. */
    private static ObjectNode inherited(Shelf shelf, Item master, String suffix, ObjectNode json) {
        json.remove("recurrence");
        var original = Json.object();
        if (master.recurs()) {
            var series = Series.of(master.fields(), shelf.zone());
            series.original(suffix)
                    .ifPresent(start -> {
                        json.set("start", series.startOf(start).json(shelf.zone()));
                        json.set("end", series.endOf(start).json(shelf.zone()));
                        original.setAll(series.startOf(start).json(shelf.zone()));
                    });
        }
        if (original.isEmpty()) {
            original.setAll(Suffixes.start(suffix));
        }
        return original;
    }

    /** What a list shows: of something deleted only what is guaranteed. */
    static ObjectNode listed(Shelf shelf, Item item) {
        var whole = whole(shelf, item);
        return item.cancelled()
                ? whole.retain(
                        "kind", "etag", "id", "status", "recurringEventId", "originalStartTime")
                : whole;
    }

    /** What somebody sees who may only know when the owner is busy. */
    static ObjectNode busy(Shelf shelf, Item item) {
        var seen =
                whole(shelf, item)
                        .retain(
                                "kind",
                                "etag",
                                "id",
                                "status",
                                "start",
                                "end",
                                "recurrence",
                                "recurringEventId",
                                "originalStartTime",
                                "iCalUID",
                                "eventType");
        seen.put("visibility", "private");
        return seen;
    }

    /** An instance that nobody changed. */
    static ObjectNode instance(Shelf shelf, Item master, LocalDateTime original) {
        var series = Series.of(master.fields(), shelf.zone());
        var json = master.fields().deepCopy();
        json.remove("recurrence");
        json.set("start", series.startOf(original).json(shelf.zone()));
        json.set("end", series.endOf(original).json(shelf.zone()));
        json.put("recurringEventId", master.id());
        json.set("originalStartTime", series.startOf(original).json(shelf.zone()));
        var shown = dressed(shelf, master.id() + "_" + series.suffix(original), json);
        shown.put("etag", master.etag());
        return shown;
    }

    private static ObjectNode dressed(Shelf shelf, String id, ObjectNode json) {
        json.put("kind", "calendar#event");
        json.put("id", id);
        for (var field : new String[] {"start", "end"}) {
            if (json.has(field)) {
                json.set(
                        field, Mark.read(field, json.path(field), shelf.zone()).json(shelf.zone()));
            }
        }
        for (var field : new String[] {"organizer", "creator"}) {
            markSelf(shelf, json.path(field));
        }
        json.path("attendees").forEach(attendee -> markSelf(shelf, attendee));
        if (json.path("attendeesOmitted").asBoolean(false)
                && json.path("attendees") instanceof ArrayNode guests) {
            guests.removeIf(guest -> !guest.path("self").asBoolean(false));
        }
        return json;
    }

    private static void markSelf(Shelf shelf, tools.jackson.databind.JsonNode person) {
        if (person instanceof ObjectNode object
                && Json.text(object, "email").equalsIgnoreCase(shelf.id())) {
            object.put("self", true);
        }
    }
}
