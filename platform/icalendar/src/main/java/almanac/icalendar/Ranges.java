package almanac.icalendar;

import almanac.entry.ImportedEntry;
import almanac.entry.ImportedEntry.ImportedOverride;
import almanac.entry.OccurrenceKey;
import almanac.entry.Recurrence;
import almanac.entry.Segment;
import almanac.recurrence.BudgetExceeded;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;

/**
 * What RECURRENCE-ID;RANGE=THISANDFUTURE says, said by an exception for each occurrence that
 * follows: it moves by the same time, lasts as long, and is otherwise what the exception is, up to
 * the next such one (RFC 5545 3.2.13, 3.8.4.4). An exception of its own comes before it.
 */
final class Ranges {

    /** The only range that RFC 5545 has. */
    static final String FOLLOWING = "THISANDFUTURE";

    private static final int MOST = 1000;

    /** How many characters may be added. */
    private static final long LONGEST = 1 << 22;

    private Ranges() {}

    /**
     * The series with what follows.
     *
     * @param reaching the exceptions with a range, by original start
     * @throws Unusable with the reason why single exceptions cannot say it
     */
    static ImportedEntry spelledOut(
            ImportedEntry series, NavigableMap<LocalDateTime, ImportedOverride> reaching)
            throws Unusable {
        var whole = segment(series);
        if (!whole.starts().isFinite()) {
            throw new Unusable("the series has no end");
        }
        var own = new HashSet<>(series.exclusions());
        series.overrides().forEach(override -> own.add(override.originalStart()));
        var overrides = new ArrayList<>(series.overrides());
        var room = LONGEST;
        try {
            var starts = whole.starts().startsFrom(reaching.firstKey());
            while (starts.hasNext()) {
                var start = starts.next();
                if (own.add(start)) {
                    var following =
                            following(Objects.requireNonNull(reaching.lowerEntry(start)), start);
                    overrides.add(following);
                    room -= size(following);
                }
                if (room < 0 || overrides.size() - series.overrides().size() > MOST) {
                    throw tooMany();
                }
            }
        } catch (BudgetExceeded tooSparse) {
            throw tooMany();
        }
        return series.withOverrides(overrides);
    }

    private static Segment segment(ImportedEntry series) {
        var rule = series.recurrence().flatMap(Recurrence::rule);
        var additions = series.recurrence().map(Recurrence::additions).orElse(List.of());
        return new Segment(
                OccurrenceKey.FIRST, series.details(), series.span(), rule, additions, 0);
    }

    private static ImportedOverride following(
            Map.Entry<LocalDateTime, ImportedOverride> from, LocalDateTime start) throws Unusable {
        var changed = from.getValue();
        var by = Duration.between(from.getKey(), start);
        var one =
                new Segment(
                        OccurrenceKey.FIRST,
                        changed.details(),
                        changed.span(),
                        Optional.empty(),
                        List.of(),
                        0);
        var span = one.at(changed.span().localStart().plus(by));
        return new ImportedOverride(start, changed.details(), Years.within(span));
    }

    private static long size(ImportedOverride override) {
        var details = override.details();
        return details.title().length()
                + details.description().map(String::length).orElse(0)
                + details.location().map(String::length).orElse(0)
                + details.notes().map(String::length).orElse(0)
                + details.extras().stream().mapToLong(String::length).sum();
    }

    private static Unusable tooMany() {
        return new Unusable("more follows than can be kept");
    }
}
