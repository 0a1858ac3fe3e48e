package almanac.icalendar;

import almanac.entry.Occurrence;
import almanac.entry.OccurrenceKey;
import almanac.entry.Segment;
import almanac.entry.Series;
import almanac.entry.SingleEntry;
import almanac.recurrence.Rule;
import almanac.time.End;
import almanac.time.Span;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Writes the VEVENTs of one entry. Each segment of a split series is a master of its own: the
 * earlier one ends before the cut, a later one has its own UID and is related to the first.
 */
final class ComponentWriter {

    private final ContentLines lines;
    private final Instant updatedAt;
    private final DetailsWriter details;

    ComponentWriter(ContentLines lines, Instant updatedAt) {
        this.lines = lines;
        this.updatedAt = updatedAt;
        this.details = new DetailsWriter(lines);
    }

    void single(SingleEntry single) throws IOException {
        begin(single.uid());
        span(single.span());
        details.write(single.details());
        lines.line("END:VEVENT");
    }

    void series(Series series) throws IOException {
        for (var i = 0; i < series.segments().size(); i++) {
            var segment = series.segments().get(i);
            var end =
                    i + 1 < series.segments().size()
                            ? Optional.of(series.segments().get(i + 1).from())
                            : series.endBefore();
            segment(series, segment, end);
        }
    }

    private void segment(Series series, Segment segment, Optional<OccurrenceKey> end)
            throws IOException {
        var numbering = series.numbering();
        var lower =
                segment.from().equals(OccurrenceKey.FIRST)
                        ? segment.first().localStart()
                        : segment.startOf(segment.from(), numbering);
        var upper = end.map(key -> segment.startOf(key, numbering));
        var starts = segment.starts().startsFrom(lower);
        if (!starts.hasNext()) {
            return;
        }
        var first = starts.next();
        if (upper.isPresent() && !first.isBefore(upper.get())) {
            return;
        }
        var later = !segment.from().equals(OccurrenceKey.FIRST);
        var uid = later ? series.uid() + "-from-" + segment.from().slot() : series.uid();
        begin(uid);
        span(segment.at(first));
        if (segment.rule().isPresent()) {
            lines.line("RRULE:" + rule(segment, segment.rule().get(), first, upper).text());
        }
        dates(
                "RDATE",
                segment.additions().stream()
                        .filter(start ->
                                !start.isBefore(first) && upper.map(start::isBefore).orElse(true))
                        .toList(),
                segment);
        exclusions(series, segment, end);
        details.write(segment.details());
        if (later) {
            lines.text("RELATED-TO", series.uid());
        }
        lines.line("END:VEVENT");
        for (var override : series.overrides()) {
            if (series.segmentOf(override.key()).equals(segment)) {
                var occurrence = series.occurrence(override.key());
                if (occurrence.isPresent()) {
                    exception(uid, segment, occurrence.get());
                }
            }
        }
    }

    /**
     * The rule of a part of a series: COUNT counts from the part's own start, so it becomes UNTIL.
     */
    private static Rule rule(
            Segment segment, Rule rule, LocalDateTime first, Optional<LocalDateTime> upper) {
        if (upper.isPresent()) {
            var last = last(segment, upper.get()).orElse(first);
            return until(rule, last, segment);
        }
        if (rule.count().isPresent() && first.isAfter(segment.first().localStart())) {
            return segment.starts().last().map(last -> until(rule, last, segment)).orElse(rule);
        }
        return rule;
    }

    private static Optional<LocalDateTime> last(Segment segment, LocalDateTime upper) {
        Optional<LocalDateTime> last = Optional.empty();
        var starts =
                segment.starts()
                        .startsBetween(
                                segment.first().localStart(),
                                upper,
                                almanac.recurrence.Budget.usual());
        while (starts.hasNext()) {
            last = Optional.of(starts.next());
        }
        return last;
    }

    private static Rule until(Rule rule, LocalDateTime last, Segment segment) {
        var end =
                switch (segment.first()) {
                    case Span.AllDay allDay -> Moment.DAY.format(last);
                    case Span.Timed timed -> Moment.utc(last, timed.zone());
                };
        return Rule.parse(rule.withoutEnd().text() + ";UNTIL=" + end);
    }

    private void exclusions(Series series, Segment segment, Optional<OccurrenceKey> end)
            throws IOException {
        var starts =
                series.exclusions().stream()
                        .filter(key ->
                                series.segmentOf(key).equals(segment)
                                        && end.map(e -> key.compareTo(e) < 0).orElse(true))
                        .map(key -> segment.startOf(key, series.numbering()))
                        .toList();
        dates("EXDATE", starts, segment);
    }

    private void dates(String name, java.util.List<LocalDateTime> starts, Segment segment)
            throws IOException {
        if (!starts.isEmpty()) {
            var zone = zone(segment);
            lines.line(
                    name
                            + parameters(segment.first(), zone)
                            + ":"
                            + starts.stream()
                                    .map(start -> value(segment.first(), start, zone))
                                    .collect(Collectors.joining(",")));
        }
    }

    private void exception(String uid, Segment segment, Occurrence occurrence) throws IOException {
        begin(uid);
        var zone = zone(segment);
        lines.line(
                "RECURRENCE-ID"
                        + parameters(segment.first(), zone)
                        + ":"
                        + value(segment.first(), occurrence.originalStart(), zone));
        span(occurrence.span());
        details.write(occurrence.details());
        lines.line("END:VEVENT");
    }

    private static ZoneId zone(Segment segment) {
        return segment.first() instanceof Span.Timed timed ? timed.zone() : ZoneOffset.UTC;
    }

    private void begin(String uid) throws IOException {
        lines.line("BEGIN:VEVENT");
        lines.text("UID", uid);
        lines.line("DTSTAMP:" + Moment.TIME.format(updatedAt.atOffset(ZoneOffset.UTC)) + "Z");
    }

    private void span(Span span) throws IOException {
        switch (span) {
            case Span.AllDay(LocalDate start, LocalDate end, boolean untimed) -> {
                lines.line("DTSTART;VALUE=DATE:" + Moment.DAY.format(start));
                lines.line("DTEND;VALUE=DATE:" + Moment.DAY.format(end));
            }
            case Span.Timed(var start, var zone, var end) -> {
                lines.line("DTSTART" + parameters(span, zone) + ":" + value(span, start, zone));
                var last =
                        switch (end) {
                            case End.None() -> Optional.<LocalDateTime>empty();
                            case End.OnDay(var day) when day.equals(start.toLocalDate()) ->
                                    Optional.<LocalDateTime>empty();
                            case End.OnDay(var day) -> Optional.of(day.plusDays(1).atStartOfDay());
                            case End.At(var time) -> Optional.of(time);
                        };
                if (last.isPresent()) {
                    lines.line(
                            "DTEND" + parameters(span, zone) + ":" + value(span, last.get(), zone));
                }
            }
        }
    }

    private static String parameters(Span kind, ZoneId zone) {
        if (kind instanceof Span.AllDay) {
            return ";VALUE=DATE";
        }
        return zone.equals(Moment.UTC) ? "" : ";TZID=" + zone.getId();
    }

    private static String value(Span kind, LocalDateTime local, ZoneId zone) {
        if (kind instanceof Span.AllDay) {
            return Moment.DAY.format(local);
        }
        return Moment.TIME.format(local) + (zone.equals(Moment.UTC) ? "Z" : "");
    }
}
