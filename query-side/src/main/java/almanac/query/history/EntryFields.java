package almanac.query.history;

import almanac.entry.Attendee;
import almanac.entry.Details;
import almanac.entry.EntryFact;
import almanac.entry.EntryNumber;
import almanac.entry.EntryState;
import almanac.entry.Occurrence;
import almanac.entry.OccurrenceKey;
import almanac.entry.Priority;
import almanac.entry.Recurrence;
import almanac.entry.Scope;
import almanac.entry.Segment;
import almanac.entry.Series;
import almanac.entry.SingleEntry;
import almanac.history.PartChange;
import almanac.recurrence.Rule;
import almanac.time.Span;
import almanac.time.SpanFields;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An entry, or a part of it, as named fields. */
final class EntryFields {

    private final Map<String, Object> fields = new LinkedHashMap<>();

    private EntryFields() {}

    /** Which part of an entry a fact is about. */
    sealed interface Part {
        record Whole() implements Part {}

        record One(OccurrenceKey key) implements Part {}

        /** The occurrence and those after it. */
        record From(OccurrenceKey key) implements Part {}
    }

    static Part part(EntryFact fact) {
        return switch (fact) {
            case EntryFact.OccurrenceUpdated updated -> new Part.One(updated.occurrence());
            case EntryFact.OccurrenceDeleted deleted -> new Part.One(deleted.occurrence());
            case EntryFact.OccurrenceRestored restored -> new Part.One(restored.occurrence());
            case EntryFact.FollowingUpdated updated -> new Part.From(updated.from());
            case EntryFact.FollowingDeleted deleted -> new Part.From(deleted.from());
            case EntryFact.SegmentUpdated updated -> new Part.From(updated.from());
            case EntryFact.SegmentRescheduled rescheduled -> new Part.From(rescheduled.from());
            case EntryFact.SegmentDeleted deleted -> new Part.From(deleted.from());
            case EntryFact.EntryCreated created -> new Part.Whole();
            case EntryFact.EntryUpdated updated -> new Part.Whole();
            case EntryFact.EntryMoved moved -> new Part.Whole();
            case EntryFact.EntryDeleted deleted -> new Part.Whole();
            case EntryFact.EntryRestored restored -> new Part.Whole();
        };
    }

    /** The number that the part has. */
    static EntryNumber number(EntryFact fact) {
        return switch (part(fact)) {
            case Part.Whole() -> EntryNumber.of(fact.entry());
            case Part.One(var key) -> EntryNumber.of(fact.entry(), key);
            case Part.From(var key) ->
                    key.equals(OccurrenceKey.FIRST)
                            ? EntryNumber.of(fact.entry())
                            : EntryNumber.of(fact.entry(), key);
        };
    }

    /** Whether what the part itself says tells that too. */
    static boolean told(Part part, PartChange change) {
        var key = change.number().occurrence();
        return switch (part) {
            case Part.Whole() -> false;
            case Part.One(var one) -> change.scope() == Scope.THIS && key.equals(Optional.of(one));
            case Part.From(var from) ->
                    change.scope() == Scope.FUTURE && key.equals(Optional.of(from));
        };
    }

    /** The fields of that part; none where it is not there. */
    static Map<String, Object> of(EntryState state, Part part) {
        return switch (state) {
            case SingleEntry single -> single(single);
            case Series series -> of(series, part);
            case EntryState.Absent absent -> Map.of();
            case EntryState.Deleted deleted -> Map.of();
        };
    }

    private static Map<String, Object> single(SingleEntry single) {
        var made = new EntryFields();
        made.details(single.details());
        made.span(single.span());
        made.put("calendarId", single.calendar().value());
        return made.fields;
    }

    private static Map<String, Object> of(Series series, Part part) {
        return switch (part) {
            case Part.Whole() -> segment(series, series.master());
            case Part.One(var key) -> occurrence(series, key);
            case Part.From(var key) -> from(series, key);
        };
    }

    /** Nothing takes place from an end on, nor in a segment that is gone. */
    private static Map<String, Object> from(Series series, OccurrenceKey key) {
        var ended = series.endBefore().filter(end -> end.compareTo(key) <= 0).isPresent();
        var ruling = series.segmentOf(key);
        return ended || ruling.gone() ? Map.of() : segment(series, ruling);
    }

    private static Map<String, Object> segment(Series series, Segment segment) {
        var made = new EntryFields();
        made.details(segment.details());
        made.span(segment.first());
        made.recurrence(new Recurrence(segment.rule(), segment.additions()));
        made.put("calendarId", series.calendar().value());
        return made.fields;
    }

    private static Map<String, Object> occurrence(Series series, OccurrenceKey key) {
        return series.occurrence(key).map(EntryFields::of).orElse(Map.of());
    }

    static Map<String, Object> of(Occurrence occurrence) {
        var made = new EntryFields();
        made.details(occurrence.details());
        made.span(occurrence.span());
        return made.fields;
    }

    private void details(Details details) {
        put("title", details.title());
        put("description", details.description());
        put("location", details.location());
        put("status", Words.of(details.status()));
        put("color", details.color());
        put("icon", details.icon());
        put("notes", details.notes());
        put("tags", details.tags());
        put("extras", details.extras());
        put("eventType", details.kind().map(Words::of));
        put("priority", details.priority().map(Priority::number));
        put("courseId", details.course());
        put("organizer", details.people().organizer().map(it -> it.address().text()));
        put("attendees", details.people().attendees().stream().map(EntryFields::attendee).toList());
        if (details.people().sequence() > 0) {
            put("invitation", (long) details.people().sequence());
        }
    }

    private static Map<String, Object> attendee(Attendee attendee) {
        var shown = new EntryFields();
        shown.put("email", attendee.address().text());
        shown.put("name", attendee.invitee().name());
        shown.put("role", Words.of(attendee.invitee().role()));
        shown.put("response", Words.of(attendee.answer().response()));
        shown.put("comment", attendee.answer().comment());
        return shown.fields;
    }

    private void span(Span span) {
        var when = SpanFields.of(span);
        put("startDate", when.startDate().toString());
        put("startTime", when.startTime().map(Object::toString));
        put("endDate", when.endDate().map(Object::toString));
        put("endTime", when.endTime().map(Object::toString));
        put("isAllDay", when.allDay());
        put("timezone", when.zone().map(Object::toString));
    }

    private void recurrence(Recurrence recurrence) {
        put("recurrence", recurrence.rule().map(Rule::text));
        put("additionalDates", recurrence.additions().stream().map(Object::toString).toList());
    }

    private void put(String name, Optional<?> value) {
        value.ifPresent(present -> fields.put(name, present));
    }

    private void put(String name, List<?> values) {
        if (!values.isEmpty()) {
            fields.put(name, values);
        }
    }

    private void put(String name, Object value) {
        fields.put(name, value);
    }
}
