package almanac.simulated.microsoft;

import almanac.simulated.Simulator.Request;
import almanac.simulated.Simulator.Response;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/** {@code events}: read, create, change, delete, answer. */
final class EventCalls {

    private static final Pattern MARKED =
            Pattern.compile(
                    "singleValueExtendedProperties/any\\((\\w+): ?\\1/id eq '([^']*)' and \\1/value eq '([^']*)'\\)");

    private static final Pattern UID = Pattern.compile("iCalUId eq '((?:[^']|'')*)'");

    private static final Pattern SINCE = Pattern.compile("lastModifiedDateTime ge (\\S+)");

    private final Mailbox person;
    private final Writes writes;
    private final Preferences preferences;
    private final Rendering rendering;

    EventCalls(Mailbox person, Writes writes, Preferences preferences) {
        this.person = person;
        this.writes = writes;
        this.preferences = preferences;
        this.rendering = new Rendering(preferences, person.address);
    }

    /** The same transaction id again answers what the first attempt made. */
    Response create(String calendar, ObjectNode sent) {
        var made = writes.made(Json.text(sent, "transactionId"));
        var event = made.orElseGet(() -> writes.create(calendar, sent));
        return Response.json(201, rendering.whole(event).toString());
    }

    ObjectNode list(Request request, String calendar) {
        var answer = Json.object();
        var value = answer.putArray("value");
        var wanted = request.parameter("$filter").map(this::filter);
        person.events.values().stream()
                .filter(event -> event.calendar.equals(calendar))
                .filter(event -> wanted.map(each -> each.test(event)).orElse(true))
                .forEach(event -> value.add(Graph.selected(request, full(request, event))));
        return answer;
    }

    /** Those that are understood: by an extended property, the last change, and the UID. */
    private Predicate<StoredEvent> filter(String text) {
        var marker = MARKED.matcher(text);
        if (marker.matches()) {
            return event -> marked(event, marker.group(2), marker.group(3));
        }
        var since = SINCE.matcher(text);
        if (since.matches()) {
            return event -> !event.modified.isBefore(Instant.parse(since.group(1)));
        }
        var named = UID.matcher(text);
        if (named.matches()) {
            var uid = named.group(1).replace("''", "'");
            return event -> rendering.whole(event).path("iCalUId").asString("").equals(uid);
        }
        throw new Refusal(
                400,
                "ErrorInvalidUrlQueryFilter",
                "The query filter contains one or more invalid nodes.");
    }

    private static boolean marked(StoredEvent event, String id, String value) {
        for (var property : event.fields.path("singleValueExtendedProperties")) {
            if (property.path("id").asString("").equals(id)
                    && property.path("value").asString("").equals(value)) {
                return true;
            }
        }
        return false;
    }

    /**
     * @param parts the event's id, and what of it
     */
    Response event(Request request, List<String> parts) {
        if (parts.isEmpty()) {
            throw Graph.unknown();
        }
        var id = Preferences.stored(parts.getFirst());
        var occurrence = StoredEvent.parse(id);
        var event = person.event(occurrence.map(StoredEvent.Occurrence::master).orElse(id));
        var original = occurrence.map(StoredEvent.Occurrence::original);
        if (original.filter(start -> !event.series() || !event.occursAt(start)).isPresent()) {
            throw Refusal.notFound();
        }
        if (parts.size() > 1) {
            return of(request, event, original, parts.get(1));
        }
        return switch (request.method()) {
            case "GET" -> Graph.ok(Graph.selected(request, shown(request, event, original)));
            case "PATCH" -> {
                requireMatch(request, event, original);
                requireEditable(event);
                var patch = Json.parse(request.body());
                original.ifPresentOrElse(
                        start -> writes.update(event, start, patch),
                        () -> writes.update(event, patch));
                yield Graph.ok(shown(request, event, original));
            }
            case "DELETE" -> {
                requireMatch(request, event, original);
                requireEditable(event);
                original.ifPresentOrElse(
                        start -> writes.delete(event, start), () -> writes.delete(event));
                yield new Response(204, List.of(), "", false);
            }
            default -> throw Graph.unknown();
        };
    }

    private void requireEditable(StoredEvent event) {
        if (!person.calendar(event.calendar).editable()) {
            throw Refusal.denied();
        }
    }

    private void requireMatch(
            Request request, StoredEvent event, Optional<LocalDateTime> original) {
        var tag = shown(request, event, original).path("@odata.etag").asString("");
        if (request.header("if-match")
                .filter(wanted -> !wanted.equals("*") && !wanted.equals(tag))
                .isPresent()) {
            throw new Refusal(
                    412,
                    "ErrorIrresolvableConflict",
                    "The send or update operation could not be performed because the change key passed in the request does not match the current change key for the item.");
        }
    }

    private ObjectNode shown(Request request, StoredEvent event, Optional<LocalDateTime> original) {
        return original.map(start -> rendering.occurrence(event, start))
                .orElseGet(() -> full(request, event));
    }

    private ObjectNode full(Request request, StoredEvent event) {
        var json = rendering.whole(event);
        var selected = request.parameter("$select").orElse("");
        var expanded = request.parameter("$expand").orElse("");
        if (event.series() && selected.contains("cancelledOccurrences")) {
            var cancelled = json.putArray("cancelledOccurrences");
            event.cancelled.keySet().forEach(start -> cancelled.add(rendering.oid(event, start)));
        }
        if (event.series()
                && selected.contains("exceptionOccurrences")
                && expanded.contains("exceptionOccurrences")) {
            var exceptions = json.putArray("exceptionOccurrences");
            event.exceptions
                    .keySet()
                    .forEach(start -> exceptions.add(rendering.occurrence(event, start)));
        }
        if (expanded.contains("singleValueExtendedProperties")
                && event.fields.has("singleValueExtendedProperties")) {
            json.set(
                    "singleValueExtendedProperties",
                    event.fields.path("singleValueExtendedProperties"));
        }
        return json;
    }

    private Response of(
            Request request, StoredEvent event, Optional<LocalDateTime> original, String what) {
        return switch (what) {
            case "instances" -> instances(request, event);
            case "accept", "tentativelyAccept", "decline" -> {
                new Answers(person, writes)
                        .answer(event, original, what, Json.parse(request.body()));
                yield new Response(202, List.of(), "", false);
            }
            default -> throw Graph.unknown();
        };
    }

    private Response instances(Request request, StoredEvent event) {
        if (!event.series()) {
            throw new Refusal(400, "ErrorInvalidRequest", "The event is not a series master.");
        }
        var answer = Json.object();
        var value = answer.putArray("value");
        event.within(Graph.instant(request, "startDateTime"), Graph.instant(request, "endDateTime"))
                .forEach(start ->
                        value.add(Graph.selected(request, rendering.occurrence(event, start))));
        return Graph.ok(answer);
    }
}
