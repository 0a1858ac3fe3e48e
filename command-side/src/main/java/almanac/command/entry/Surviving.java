package almanac.command.entry;

import almanac.entry.Numbering;
import almanac.entry.OccurrenceKey;
import almanac.entry.Series;
import almanac.entry.SingleEntry;
import almanac.message.Rejected;
import almanac.recurrence.BudgetExceeded;
import almanac.time.Span;
import almanac.time.Window;
import java.time.ZoneOffset;
import java.util.Optional;

/** Which occurrence of a series is left as a single entry, and still is it (docs/adr/0033). */
final class Surviving {

    private static final int MOST_AT_ONCE = 100;

    private Surviving() {}

    /** The occurrence that begins when what a file or a provider left of the series does. */
    static Optional<OccurrenceKey> of(Series series, Span left) {
        var start = left.startsAt(ZoneOffset.UTC);
        var window = new Window(start, start.plusSeconds(1), ZoneOffset.UTC);
        try {
            return series.within(window, MOST_AT_ONCE).stream()
                    .filter(there -> there.span().startsAt(ZoneOffset.UTC).equals(start))
                    .findFirst()
                    .flatMap(there -> there.key());
        } catch (BudgetExceeded tooFar) {
            return Optional.empty();
        }
    }

    /** How a single entry that begins to repeat counts: as its series did, where steps allow. */
    static Numbering numbering(SingleEntry single, Numbering anew) {
        return single.survivor()
                .map(SingleEntry.Survivor::numbering)
                .filter(old -> anew.stepSeconds() % old.stepSeconds() == 0)
                .orElse(anew);
    }

    /**
     * @throws Rejected when it is asked for an occurrence that it was not
     */
    static void requireIs(SingleEntry single, Optional<OccurrenceKey> occurrence) {
        if (occurrence.filter(key -> single.occurrence(key).isEmpty()).isPresent()) {
            throw new Rejected(Deleting.noSuchOccurrence());
        }
    }
}
