package almanac.entry;

import almanac.recurrence.BudgetExceeded;
import java.util.List;
import java.util.Optional;

/**
 * What the parts of an entry are called. The first in which anything takes place stands for the
 * entry itself; an entry whose parts take too many steps to tell apart is called as a whole.
 */
public final class PartNames {

    private final EntryState.Live entry;
    private final List<EntryPart> parts;

    private PartNames(EntryState.Live entry, List<EntryPart> parts) {
        this.entry = entry;
        this.parts = parts;
    }

    /**
     * The name of one part.
     *
     * @param from where a later part begins; empty for what stands for the entry itself
     * @param uid that exports and providers know
     */
    public record PartName(Optional<OccurrenceKey> from, String uid) {}

    /** The parts of an entry are looked for only where there can be more than one. */
    public static PartNames of(EntryState.Live entry) {
        return switch (entry) {
            case SingleEntry single -> new PartNames(single, List.of());
            case Series series ->
                    new PartNames(series, series.segments().size() > 1 ? parts(series) : List.of());
        };
    }

    /** The parts of a series in order; none where they take too many steps to tell apart. */
    public static List<EntryPart> parts(Series series) {
        try {
            return EntryPart.of(series);
        } catch (BudgetExceeded tooFine) {
            return List.of();
        }
    }

    /** The part that an occurrence of this entry is in. */
    public PartName of(Occurrence occurrence) {
        return switch (entry) {
            case SingleEntry single -> itself();
            case Series series -> occurrence.key().map(key -> of(series, key)).orElse(itself());
        };
    }

    /** What stands alone in a part in which its rule gives nothing is of the entry itself. */
    private PartName of(Series series, OccurrenceKey key) {
        var from = series.segmentOf(key).from();
        return parts.stream()
                .filter(part -> part.from().equals(from))
                .findFirst()
                .map(part -> name(part, part.equals(parts.getFirst())))
                .orElse(itself());
    }

    private PartName itself() {
        return parts.stream()
                .findFirst()
                .map(first -> name(first, true))
                .orElseGet(() -> new PartName(Optional.empty(), entry.uid()));
    }

    /** What a part is called. */
    public static PartName name(EntryPart part, boolean first) {
        return new PartName(
                first ? Optional.empty() : Optional.of(part.from()), part.content().uid());
    }
}
