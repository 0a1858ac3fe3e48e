package almanac.simulated.google;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** The fields of an event, as the server minds them. */
final class Fields {

    /** What a guest may change of what another organizes. */
    static final Set<String> GUESTS_OWN =
            Set.of("attendees", "attendeesOmitted", "reminders", "colorId", "extendedProperties");

    private static final List<String> SERVERS_OWN =
            List.of(
                    "kind",
                    "etag",
                    "id",
                    "created",
                    "updated",
                    "creator",
                    "recurringEventId",
                    "originalStartTime",
                    "htmlLink");

    private Fields() {}

    /** Gives a new event what the server adds. */
    static void complete(ObjectNode fields, Shelf shelf, String id, Instant at) {
        var now = at.toString();
        putIfAbsent(fields, "status", "confirmed");
        putIfAbsent(fields, "eventType", "default");
        putIfAbsent(fields, "iCalUID", id + "@google.com");
        putIfAbsent(fields, "created", now);
        fields.put("updated", now);
        if (!fields.has("sequence")) {
            fields.put("sequence", 0);
        }
        if (!fields.has("organizer")) {
            fields.putObject("organizer").put("email", shelf.id());
        }
        if (!fields.has("creator")) {
            fields.putObject("creator").put("email", shelf.id());
        }
    }

    private static void putIfAbsent(ObjectNode fields, String name, String value) {
        if (!fields.has(name)) {
            fields.put(name, value);
        }
    }

    /** What a client may say. */
    static ObjectNode withoutServersOwn(ObjectNode body) {
        var rest = body.deepCopy();
        rest.remove(SERVERS_OWN);
        return rest;
    }

    /** Of a patch that says it omits guests, those that it does not name stay. */
    static ObjectNode withGuests(ObjectNode before, ObjectNode change) {
        if (!change.path("attendeesOmitted").asBoolean(false)) {
            return change;
        }
        var named = change.path("attendees");
        var all = Json.object().putArray("attendees");
        for (var guest : before.path("attendees")) {
            var email = Json.text(guest, "email");
            all.add(
                    named.valueStream()
                            .filter(each -> Json.text(each, "email").equals(email))
                            .findFirst()
                            .orElse(guest));
        }
        return change.deepCopy().set("attendees", all);
    }

    /** Refuses fields that make no event. */
    static void check(Shelf shelf, ObjectNode fields) {
        var start = Mark.read("start", fields.path("start"), shelf.zone());
        var end = Mark.read("end", fields.path("end"), shelf.zone());
        var days = start instanceof Mark.Day;
        if (days != end instanceof Mark.Day) {
            throw Refusal.invalid("Invalid end time.");
        }
        var from = start.local().atZone(start.zone()).toInstant();
        var to = end.local().atZone(end.zone()).toInstant();
        if (to.isBefore(from) || days && to.equals(from)) {
            throw new Refusal(400, "timeRangeEmpty", "The specified time range is empty.");
        }
        if (Series.recurs(fields)) {
            Series.of(fields, shelf.zone());
        }
    }

    /** Counts a change; a change of time makes a new version of the invitation. */
    static void touch(ObjectNode before, ObjectNode after, Instant now) {
        if (after.path("sequence").asInt(0) < before.path("sequence").asInt(0)) {
            throw Refusal.invalid("Invalid sequence value.");
        }
        after.put("updated", now.toString());
        for (var field : List.of("start", "end", "recurrence", "status")) {
            if (!before.path(field).equals(after.path(field))) {
                after.put("sequence", before.path("sequence").asInt(0) + 1);
                return;
            }
        }
    }
}
