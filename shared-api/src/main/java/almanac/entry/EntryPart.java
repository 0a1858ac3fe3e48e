package almanac.entry;

import almanac.entry.ImportedEntry.ImportedOverride;
import almanac.recurrence.Budget;
import almanac.recurrence.Rule;
import almanac.recurrence.RuleSet;
import almanac.recurrence.Until;
import almanac.time.Span;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

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
                                    ImportedEntry.single(
                                            single.uid(), single.details(), single.span())));
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
        if (segment.gone()) {
            return Optional.empty();
        }
        var end = series.endOf(segment);
        var later = !segment.from().equals(OccurrenceKey.FIRST);
        return begun(segment, segment.begins(series.numbering()), ends(series, segment))
                .map(part ->
                        new EntryPart(
                                segment.from(),
                                new ImportedEntry(
                                        later ? uid(series.uid(), segment.from()) : series.uid(),
                                        segment.details(),
                                        part.first(),
                                        Optional.of(part.recurrence()),
                                        exclusions(series, segment, end),
                                        overrides(series, segment))));
    }

    /** Where a segment was planned to begin; with its rule where no start lies within it. */
    static Span begin(Series series, Segment segment) {
        var lower = segment.begins(series.numbering());
        var upper = ends(series, segment);
        return first(segment.ruled(), lower, upper)
                .or(() -> first(segment.starts(), lower, upper))
                .map(start -> at(segment, start))
                .orElse(segment.first());
    }

    private static LocalDateTime ends(Series series, Segment segment) {
        return series.endOf(segment)
                .map(key -> segment.startOf(key, series.numbering()))
                .orElse(LocalDateTime.MAX);
    }

    /** Rules know whole seconds only; the first start keeps what it has besides. */
    private static Span at(Segment segment, LocalDateTime start) {
        return start.equals(segment.ruled().start()) ? segment.first() : segment.at(start);
    }

    /**
     * What an object says of its starts from one on and before another, in the words of a part that
     * is so; empty where nothing takes place then.
     */
    public static Optional<ImportedEntry> stretch(
            ImportedEntry content, LocalDateTime from, LocalDateTime before) {
        Predicate<LocalDateTime> within = at -> !at.isBefore(from) && at.isBefore(before);
        if (content.recurrence().isEmpty()) {
            return Optional.of(content).filter(each -> within.test(each.span().localStart()));
        }
        var recurrence = content.recurrence().get();
        var whole =
                new Segment(
                        OccurrenceKey.FIRST,
                        content.details(),
                        content.span(),
                        recurrence.rule(),
                        recurrence.additions(),
                        0);
        return begun(whole, from, before)
                .map(part ->
                        new ImportedEntry(
                                content.uid(),
                                content.details(),
                                part.first(),
                                Optional.of(part.recurrence()),
                                content.exclusions().stream().filter(within).toList(),
                                content.overrides().stream()
                                        .filter(own -> within.test(own.originalStart()))
                                        .toList()));
    }

    /** How a part begins and repeats. */
    private record Begun(Span first, Recurrence recurrence) {}

    private static Optional<Begun> begun(
            Segment segment, LocalDateTime lower, LocalDateTime upper) {
        var ruled = first(segment.ruled(), lower, upper);
        return ruled.or(() -> first(segment.starts(), lower, upper))
                .map(first ->
                        new Begun(
                                at(segment, first),
                                recurrence(
                                        segment,
                                        first,
                                        segment.rule()
                                                .filter(each -> ruled.isPresent())
                                                .map(each -> cut(segment, each, first, upper)),
                                        lower,
                                        upper)));
    }

    /** The UID of the part of a series that begins at a later key. */
    public static String uid(String series, OccurrenceKey from) {
        return series + "-from-" + from.slot();
    }

    /**
     * A part begins with a start of its rule, which then goes on as it did. Only where the rule is
     * silent a date that was added begins it, and no rule follows.
     */
    private static Optional<LocalDateTime> first(
            RuleSet starts, LocalDateTime lower, LocalDateTime upper) {
        var within = starts.startsBetween(lower, upper, Budget.usual());
        return within.hasNext() ? Optional.of(within.next()) : Optional.empty();
    }

    private static Recurrence recurrence(
            Segment segment,
            LocalDateTime first,
            Optional<Rule> rule,
            LocalDateTime lower,
            LocalDateTime upper) {
        var additions =
                segment.additions().stream()
                        .filter(start -> !start.isBefore(lower) && start.isBefore(upper))
                        .toList();
        return rule.isEmpty() && additions.isEmpty()
                ? new Recurrence(rule, List.of(first))
                : new Recurrence(rule, additions);
    }

    /**
     * An end that lies within the part is said as it was written. COUNT counts from the part's own
     * start, so it becomes UNTIL.
     */
    private static Rule cut(Segment segment, Rule rule, LocalDateTime first, LocalDateTime upper) {
        if (reaches(segment, upper)) {
            return until(rule, last(segment, first, upper), segment);
        }
        if (rule.count().isPresent() && first.isAfter(segment.first().localStart())) {
            return segment.ruled().last().map(last -> until(rule, last, segment)).orElse(rule);
        }
        return rule;
    }

    private static boolean reaches(Segment segment, LocalDateTime limit) {
        var ruled = segment.ruled();
        return !limit.equals(LocalDateTime.MAX)
                && (!ruled.isFinite() || ruled.startsFrom(limit).hasNext());
    }

    private static LocalDateTime last(Segment segment, LocalDateTime first, LocalDateTime upper) {
        var last = first;
        var starts = segment.ruled().startsBetween(first, upper, Budget.usual());
        while (starts.hasNext()) {
            last = starts.next();
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

    /** Only what a rule or date gives can be taken away; what lost its own is said no more. */
    private static List<LocalDateTime> exclusions(
            Series series, Segment segment, Optional<OccurrenceKey> end) {
        var within =
                series.exclusions().stream()
                        .filter(key ->
                                series.segmentOf(key).equals(segment)
                                        && end.map(e -> key.compareTo(e) < 0).orElse(true))
                        .toList();
        return series.ruled(within).values().stream().map(Occurrence::originalStart).toList();
    }

    /** One that differs in nothing from what its rule says is not said: no provider holds it. */
    private static List<ImportedOverride> overrides(Series series, Segment segment) {
        var within =
                series.overrides().stream()
                        .map(Series.Override::key)
                        .filter(key -> series.segmentOf(key).equals(segment))
                        .toList();
        var plain = series.ruled(within);
        return series.occurrences(within).values().stream()
                .filter(own -> own.key().map(plain::get).filter(own::saysTheSameAs).isEmpty())
                .map(occurrence ->
                        new ImportedOverride(
                                occurrence.originalStart(),
                                occurrence.details(),
                                occurrence.span()))
                .toList();
    }
}
