package almanac.command.entry;

import almanac.entry.OccurrenceKey;
import almanac.entry.Recurrence;
import almanac.entry.Segment;
import almanac.entry.Series;
import almanac.time.Span;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** Dates that were added to a series, where a new recurrence comes from who cannot name them. */
final class AddedDates {

    private AddedDates() {}

    /** Beside a recurrence of the whole series, moved as its first day is. */
    static Recurrence ofAll(Series series, Span first, Recurrence wanted) {
        return with(
                wanted,
                standing(series, series.master(), OccurrenceKey.FIRST),
                series.begin().localStart(),
                first.localStart());
    }

    /** Beside a recurrence from a key on, moved as that is. */
    static Recurrence from(Series series, OccurrenceKey key, Span first, Recurrence wanted) {
        var ruling = series.segmentOf(key);
        return with(
                wanted,
                standing(series, ruling, key),
                ruling.startOf(key, series.numbering()),
                first.localStart());
    }

    /** What a later recurrence has taken away does not come back. */
    private static List<LocalDateTime> standing(
            Series series, Segment segment, OccurrenceKey from) {
        return segment.additions().stream()
                .filter(date -> {
                    var key = segment.keyOf(date, series.numbering());
                    return key.compareTo(from) >= 0 && !series.ruled(List.of(key)).isEmpty();
                })
                .toList();
    }

    private static Recurrence with(
            Recurrence wanted, List<LocalDateTime> dates, LocalDateTime was, LocalDateTime is) {
        var by =
                Duration.between(
                        was.truncatedTo(ChronoUnit.SECONDS), is.truncatedTo(ChronoUnit.SECONDS));
        var all = new ArrayList<>(wanted.additions());
        dates.forEach(date -> all.add(date.plus(by)));
        return new Recurrence(wanted.rule(), all);
    }
}
