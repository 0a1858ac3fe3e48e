package almanac.command.entry;

import almanac.entry.EntryFact;
import almanac.entry.EntryPart;
import almanac.entry.OccurrenceKey;
import almanac.entry.Recurrence;
import almanac.entry.Segment;
import almanac.entry.Series;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Letting a series have one occurrence where it ended or has a gap: as a date of a part without a
 * rule, which files and providers can hold, so that nothing else of what was cut off comes along.
 */
final class Reopening {

    private Reopening() {}

    /** Empty where it stands, and where a rule takes place beside which it can. */
    static Optional<EntryFact> at(Series series, OccurrenceKey key) {
        var end = series.endBefore().filter(limit -> limit.compareTo(key) <= 0);
        if (end.isPresent()) {
            var last = series.segments().getLast();
            return Optional.of(dates(series, end.get(), last, key, new TreeSet<>()));
        }
        var ruling = series.segmentOf(key);
        if (series.occurrence(key).isPresent()) {
            return Optional.empty();
        }
        if (EntryPart.of(series, ruling).isEmpty()) {
            return Optional.of(dates(series, ruling.from(), ruling, key, new TreeSet<>()));
        }
        return ruling.rule().isEmpty()
                ? Optional.of(dates(series, ruling.from(), ruling, key, standing(series, ruling)))
                : Optional.empty();
    }

    /** What lies behind its end must not come back when it ends with its last date. */
    private static SortedSet<LocalDateTime> standing(Series series, Segment segment) {
        var starts = new TreeSet<>(segment.additions());
        starts.add(segment.starts().start());
        return series.endOf(segment)
                .map(end -> starts.headSet(segment.startOf(end, series.numbering())))
                .orElse(starts);
    }

    private static EntryFact dates(
            Series series,
            OccurrenceKey from,
            Segment like,
            OccurrenceKey key,
            SortedSet<LocalDateTime> others) {
        var starts = new TreeSet<>(others);
        starts.add(like.startOf(key, series.numbering()));
        return new EntryFact.SegmentRescheduled(
                series.entry(),
                from,
                like.at(starts.first()),
                new Recurrence(Optional.empty(), starts.stream().toList()),
                like.shiftSeconds());
    }
}
