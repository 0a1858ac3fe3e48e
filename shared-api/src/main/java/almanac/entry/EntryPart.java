package almanac.entry;

import almanac.entry.ImportedEntry.ImportedOverride;
import almanac.recurrence.Budget;
import almanac.recurrence.Rule;
import almanac.recurrence.Until;
import almanac.time.Span;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A stretch of an entry that iCalendar and the providers can hold as one object. A single entry is
 * one part; each segment of a split series is a part with a UID of its own (docs/adr/0005).
 *
 * @param from the key at which the part begins, {@link OccurrenceKey#FIRST} for the first
 */
public record EntryPart(OccurrenceKey from, ImportedEntry content) {

    /** The parts of an entry in order; those in which nothing takes place are left out. */
    public static List<EntryPart> of(EntryState.Live entry) {
        return switch (entry) {
            case SingleEntry single ->
                    List.of(
                            new EntryPart(
                                    OccurrenceKey.FIRST,
                                    new ImportedEntry(
                                            single.uid(),
                                            single.details(),
                                            single.span(),
                                            Optional.empty(),
                                            List.of(),
                                            List.of())));
            case Series series -> of(series);
        };
    }

    private static List<EntryPart> of(Series series) {
        var parts = new ArrayList<EntryPart>();
        for (var segment : series.segments()) {
            of(series, segment).ifPresent(parts::add);
        }
        return parts;
    }

    /** Whether it is the first part, which carries the entry's own UID. */
    public boolean first() {
        return from.equals(OccurrenceKey.FIRST);
    }

    /** The part that a segment is; empty where nothing takes place in it. */
    public static Optional<EntryPart> of(Series series, Segment segment) {
        var end = series.endOf(segment);
        var later = !segment.from().equals(OccurrenceKey.FIRST);
        var lower =
                later
                        ? segment.startOf(segment.from(), series.numbering())
                        : segment.first().localStart();
        var upper = end.map(key -> segment.startOf(key, series.numbering()));
        var starts = begin(segment, lower, upper);
        if (segment.gone() || starts.isEmpty()) {
            return Optional.empty();
        }
        var first = starts.get();
        var uid = later ? uid(series.uid(), segment.from()) : series.uid();
        return Optional.of(
                new EntryPart(
                        segment.from(),
                        new ImportedEntry(
                                uid,
                                segment.details(),
                                segment.at(first),
                                Optional.of(recurrence(segment, first, upper)),
                                exclusions(series, segment, end),
                                overrides(series, segment))));
    }

    /** The UID of the part of a series that begins at a later key. */
    public static String uid(String series, OccurrenceKey from) {
        return series + "-from-" + from.slot();
    }

    /** Where its rule begins, if that lies within; else the first of its starts that does. */
    private static Optional<LocalDateTime> begin(
            Segment segment, LocalDateTime lower, Optional<LocalDateTime> upper) {
        var ruled = segment.first().localStart();
        if (!ruled.isBefore(lower) && upper.map(ruled::isBefore).orElse(true)) {
            return Optional.of(ruled);
        }
        var starts = segment.starts().startsFrom(lower);
        return starts.hasNext()
                ? Optional.of(starts.next())
                        .filter(start -> upper.map(start::isBefore).orElse(true))
                : Optional.empty();
    }

    private static Recurrence recurrence(
            Segment segment, LocalDateTime first, Optional<LocalDateTime> upper) {
        // before the first start of a rule that begins here an addition stands as it was given
        var whole = first.equals(segment.first().localStart());
        var additions =
                segment.additions().stream()
                        .filter(start ->
                                (whole || !start.isBefore(first))
                                        && upper.map(start::isBefore).orElse(true))
                        .toList();
        var rule = segment.rule().map(each -> cut(segment, each, first, upper));
        return rule.isEmpty() && additions.isEmpty()
                ? new Recurrence(rule, List.of(first))
                : new Recurrence(rule, additions);
    }

    /**
     * An end that lies within the part is said as it was written. COUNT counts from the part's own
     * start, so it becomes UNTIL.
     */
    private static Rule cut(
            Segment segment, Rule rule, LocalDateTime first, Optional<LocalDateTime> upper) {
        if (upper.filter(limit -> reaches(segment, limit)).isPresent()) {
            return until(rule, last(segment, upper.get()).orElse(first), segment);
        }
        if (rule.count().isPresent() && first.isAfter(segment.first().localStart())) {
            return segment.starts().last().map(last -> until(rule, last, segment)).orElse(rule);
        }
        return rule;
    }

    private static boolean reaches(Segment segment, LocalDateTime limit) {
        var rule = segment.starts().withAdditions(List.of());
        return !rule.isFinite() || rule.startsFrom(limit).hasNext();
    }

    private static Optional<LocalDateTime> last(Segment segment, LocalDateTime upper) {
        Optional<LocalDateTime> last = Optional.empty();
        var starts =
                segment.starts().startsBetween(segment.first().localStart(), upper, Budget.usual());
        while (starts.hasNext()) {
            last = Optional.of(starts.next());
        }
        return last;
    }

    private static Rule until(Rule rule, LocalDateTime last, Segment segment) {
        return rule.withoutEnd()
                .withUntil(
                        switch (segment.first()) {
                            case Span.AllDay allDay -> new Until.OnDate(last.toLocalDate());
                            case Span.Timed timed ->
                                    new Until.AtUtc(
                                            last.atZone(timed.zone())
                                                    .withZoneSameInstant(ZoneOffset.UTC)
                                                    .toLocalDateTime());
                        });
    }

    private static List<LocalDateTime> exclusions(
            Series series, Segment segment, Optional<OccurrenceKey> end) {
        return series.exclusions().stream()
                .filter(key ->
                        series.segmentOf(key).equals(segment)
                                && end.map(e -> key.compareTo(e) < 0).orElse(true))
                .map(key -> segment.startOf(key, series.numbering()))
                .toList();
    }

    private static List<ImportedOverride> overrides(Series series, Segment segment) {
        return series.overrides().stream()
                .filter(override -> series.segmentOf(override.key()).equals(segment))
                .flatMap(override -> series.occurrence(override.key()).stream())
                .map(occurrence ->
                        new ImportedOverride(
                                occurrence.originalStart(),
                                occurrence.details(),
                                occurrence.span()))
                .toList();
    }
}
