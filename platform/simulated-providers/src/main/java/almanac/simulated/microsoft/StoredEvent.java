package almanac.simulated.microsoft;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A single event, or a series with its exceptions, as the mailbox keeps it. Times lie in {@code
 * fields} as they were sent, in the event's own zone.
 */
final class StoredEvent {

    private static final String OCCURRENCE = "AAkO";

    final String id;
    String calendar;
    final ObjectNode fields;
    final Instant created;
    final SortedMap<LocalDateTime, Part> exceptions = new TreeMap<>();
    final SortedMap<LocalDateTime, Long> cancelled = new TreeMap<>();
    Instant modified;
    long changed;

    /** What an exception says otherwise than its series. */
    record Part(ObjectNode fields, long changed) {}

    StoredEvent(String id, String calendar, ObjectNode fields, Instant created, long changed) {
        this.id = id;
        this.calendar = calendar;
        this.fields = fields;
        this.created = created;
        this.modified = created;
        this.changed = changed;
    }

    boolean series() {
        return fields.path("recurrence").isObject();
    }

    boolean allDay() {
        return fields.path("isAllDay").asBoolean(false);
    }

    /** Every change of any part counts. */
    long latest() {
        var latest = changed;
        for (var part : exceptions.values()) {
            latest = Math.max(latest, part.changed());
        }
        for (var time : cancelled.values()) {
            latest = Math.max(latest, time);
        }
        return latest;
    }

    LocalDateTime start() {
        return Times.local(fields.path("start"));
    }

    String zone() {
        return Times.zoneName(fields.path("start"));
    }

    /** The wall-clock starts that the pattern gives at or after a time, cancelled ones too. */
    Iterator<LocalDateTime> starts(LocalDateTime from) {
        return Pattern.starts(fields.path("recurrence"), start()).startsFrom(from);
    }

    boolean occursAt(LocalDateTime start) {
        var starts = starts(start);
        return starts.hasNext() && starts.next().equals(start) && !cancelled.containsKey(start);
    }

    /** The fields of one occurrence, an exception or not. */
    ObjectNode occurrence(LocalDateTime original) {
        var result = fields.deepCopy();
        result.remove("recurrence");
        var length = java.time.Duration.between(start(), Times.local(fields.path("end")));
        result.set("start", Times.moment(original, zone()));
        result.set("end", Times.moment(original.plus(length), Times.zoneName(fields.path("end"))));
        Optional.ofNullable(exceptions.get(original))
                .ifPresent(part -> Json.merge(result, part.fields()));
        return result;
    }

    /** The original starts of occurrences that touch the window, exceptions where they are now. */
    List<LocalDateTime> within(Instant from, Instant to) {
        var found = new ArrayList<LocalDateTime>();
        var starts = starts(LocalDateTime.ofInstant(from, ZoneOffset.UTC).minusDays(40));
        var last = LocalDateTime.ofInstant(to, ZoneOffset.UTC).plusDays(40);
        while (starts.hasNext()) {
            var start = starts.next();
            if (start.isAfter(last)) {
                break;
            }
            if (!cancelled.containsKey(start) && touches(occurrence(start), from, to)) {
                found.add(start);
            }
        }
        return found;
    }

    boolean touches(JsonNode one, Instant from, Instant to) {
        var start = begins(one);
        var end =
                days(one)
                        ? Times.local(one.path("end")).toInstant(ZoneOffset.UTC)
                        : Times.instant(one.path("end"));
        return start.isBefore(to)
                && (end.isAfter(from) || start.equals(end) && !start.isBefore(from));
    }

    /** Whole days are days, wherever they are looked at. */
    private boolean days(JsonNode one) {
        return one.path("isAllDay").asBoolean(allDay());
    }

    private Instant begins(JsonNode one) {
        return days(one)
                ? Times.local(one.path("start")).toInstant(ZoneOffset.UTC)
                : Times.instant(one.path("start"));
    }

    String occurrenceId(LocalDateTime original) {
        var name = (id + "|" + original).getBytes(StandardCharsets.UTF_8);
        return OCCURRENCE + Base64.getUrlEncoder().withoutPadding().encodeToString(name);
    }

    /** The master and the original start that an occurrence's id stands for. */
    static Optional<Occurrence> parse(String id) {
        if (!id.startsWith(OCCURRENCE)) {
            return Optional.empty();
        }
        try {
            var name =
                    new String(
                            Base64.getUrlDecoder().decode(id.substring(4)), StandardCharsets.UTF_8);
            var bar = name.indexOf('|');
            return Optional.of(
                    new Occurrence(
                            name.substring(0, bar), LocalDateTime.parse(name.substring(bar + 1))));
        } catch (RuntimeException foreign) {
            return Optional.empty();
        }
    }

    record Occurrence(String master, LocalDateTime original) {}
}
