package almanac.icalendar;

import almanac.entry.Details;
import almanac.entry.Recurrence;
import almanac.recurrence.InvalidRule;
import almanac.recurrence.Rule;
import almanac.time.End;
import almanac.time.Span;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Reads one VEVENT, property by property. */
final class ComponentReader {

    private final Properties properties;
    private final Zones zones;
    private final boolean guessed;
    private final long bytes;
    private final List<String> notes = new ArrayList<>();

    private ComponentReader(Properties properties, Zones zones, boolean guessed, long bytes) {
        this.properties = properties;
        this.zones = zones;
        this.guessed = guessed;
        this.bytes = bytes;
    }

    static ComponentReader of(Chunks.Chunk chunk, Zones zones) throws Unusable {
        return new ComponentReader(
                Properties.of(chunk.lines()), zones, chunk.guessed(), chunk.bytes());
    }

    /** What was decided about it and its calendar's zones since the last call. */
    List<String> takeNotes() {
        var taken = new ArrayList<>(zones.takeNotes());
        taken.addAll(notes);
        notes.clear();
        return taken;
    }

    /** Whether some of it is no UTF-8. */
    boolean guessed() {
        return guessed;
    }

    /** How long it is, in UTF-8. */
    long bytes() {
        return bytes;
    }

    Optional<String> uid() {
        return text("UID").map(String::strip).filter(uid -> !uid.isEmpty());
    }

    Optional<String> summary() {
        return text("SUMMARY");
    }

    private Optional<String> text(String name) {
        return properties.first(name).map(Properties.Property::text);
    }

    Details details() throws Unusable {
        return new DetailsReader(properties).details();
    }

    Moment start() throws Unusable {
        var start =
                properties.first("DTSTART").orElseThrow(() -> new Unusable("DTSTART is missing"));
        return Moment.of("DTSTART", start.value(), start.parameter("TZID"), zones);
    }

    Span span() throws Unusable {
        var span =
                switch (start()) {
                    case Moment.Day(var date) -> allDay(date);
                    case Moment.Clock(var time, var zone) -> timed(time, zone);
                };
        return Years.within(SpanLines.read(span, properties));
    }

    private Span allDay(java.time.LocalDate start) throws Unusable {
        var end = start.plusDays(1);
        var dtend = properties.first("DTEND");
        if (dtend.isPresent()) {
            end =
                    switch (Moment.of(
                            "DTEND", dtend.get().value(), dtend.get().parameter("TZID"), zones)) {
                        case Moment.Day(var date) -> date;
                        case Moment.Clock(var time, var zone) -> time.toLocalDate();
                    };
        } else if (properties.first("DURATION").isPresent()) {
            end = start.plusDays(duration().wholeDays());
        }
        if (end.isBefore(start)) {
            throw new Unusable("DTEND is before DTSTART");
        }
        // some programs write the same day for both
        return new Span.AllDay(start, end.equals(start) ? start.plusDays(1) : end);
    }

    private Span timed(LocalDateTime start, ZoneId zone) throws Unusable {
        var dtend = properties.first("DTEND");
        if (dtend.isEmpty() && properties.first("DURATION").isEmpty()) {
            return new Span.Timed(start, zone, new End.None());
        }
        var end = dtend.isPresent() ? end(dtend.get(), start, zone) : end(duration(), start, zone);
        if (end.isBefore(start)) {
            throw new Unusable("DTEND is before DTSTART");
        }
        return new Span.Timed(start, zone, new End.At(end));
    }

    private LocalDateTime end(Properties.Property dtend, LocalDateTime start, ZoneId zone)
            throws Unusable {
        return switch (Moment.of("DTEND", dtend.value(), dtend.parameter("TZID"), zones)) {
            case Moment.Clock(var time, var other) when !other.equals(zone) ->
                    end(time.atZone(other).toInstant(), start, zone);
            case Moment moment -> moment.in(zone, start);
        };
    }

    private LocalDateTime end(Length length, LocalDateTime start, ZoneId zone) throws Unusable {
        return length.ofDays()
                ? start.plus(length.days())
                : end(length.after(start, zone).toInstant(), start, zone);
    }

    /** In an hour that the clock has twice, wall-clock times are in the first of the two. */
    private LocalDateTime end(Instant end, LocalDateTime start, ZoneId zone) throws Unusable {
        var time = end.atZone(zone).toLocalDateTime();
        if (time.isBefore(start) && end.isBefore(start.atZone(zone).toInstant())) {
            throw new Unusable("DTEND is before DTSTART");
        }
        if (time.atZone(zone).toInstant().equals(end)) {
            return time;
        }
        var after = Objects.requireNonNull(zone.getRules().getTransition(time)).getDateTimeBefore();
        notes.add(
                "the end lies in an hour that "
                        + zone
                        + " has twice, and is read as the end of that hour: "
                        + after);
        return after;
    }

    private Length duration() throws Unusable {
        return Length.of(properties.first("DURATION").orElseThrow().value());
    }

    Optional<Recurrence> recurrence(Span span) throws Unusable {
        if (properties.all("RRULE").size() > 1 || properties.first("EXRULE").isPresent()) {
            throw new Unusable("more than one RRULE, or an EXRULE, cannot be kept");
        }
        var rule =
                properties
                        .first("RRULE")
                        .map(Properties.Property::value)
                        .filter(value -> !value.isBlank());
        var additions = starts("RDATE", span);
        if (rule.isEmpty() && additions.isEmpty()) {
            return Optional.empty();
        }
        try {
            var parsed = rule.map(Rule::parse);
            if (parsed.isPresent()) {
                Years.within(parsed.get());
            }
            return Optional.of(new Recurrence(parsed, additions));
        } catch (InvalidRule invalid) {
            throw new Unusable("RRULE: " + invalid.getMessage());
        }
    }

    /** Local starts in the zone of the span. */
    List<LocalDateTime> starts(String name, Span span) throws Unusable {
        var starts = new ArrayList<LocalDateTime>();
        for (var property : properties.all(name)) {
            for (var value : property.value().split(",", -1)) {
                if (!value.isBlank()) {
                    // of a PERIOD the start counts
                    var start = value.split("/", 2)[0];
                    var moment = Moment.of(name, start, property.parameter("TZID"), zones);
                    starts.add(Years.within(name, moment.startIn(span)));
                }
            }
        }
        return starts;
    }

    /** Whether an occurrence is added with an end of its own (RFC 5545 3.8.5.2). */
    boolean addsPeriods() {
        return properties.all("RDATE").stream().anyMatch(added -> added.value().contains("/"));
    }

    Optional<LocalDateTime> recurrenceId(Span master) throws Unusable {
        var start = namedStart().map(moment -> moment.startIn(master));
        return start.isEmpty() ? start : Optional.of(Years.within("RECURRENCE-ID", start.get()));
    }

    /** The start that an exception names; empty for a master. */
    Optional<Moment> namedStart() throws Unusable {
        var property = properties.first("RECURRENCE-ID");
        if (property.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                Moment.of(
                        "RECURRENCE-ID",
                        property.get().value(),
                        property.get().parameter("TZID"),
                        zones));
    }

    boolean isException() {
        return properties.first("RECURRENCE-ID").isPresent();
    }

    /** Which others an exception stands for beside its own occurrence. */
    Optional<String> range() {
        return properties.first("RECURRENCE-ID").flatMap(p -> p.parameter("RANGE"));
    }

    String recurrenceIdText() {
        return properties.first("RECURRENCE-ID").map(Properties.Property::value).orElse("");
    }
}
