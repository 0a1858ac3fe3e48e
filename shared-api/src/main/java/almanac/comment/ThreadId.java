package almanac.comment;

import almanac.entry.EntryId;
import almanac.entry.EntryState;
import almanac.entry.Numbering;
import almanac.entry.OccurrenceKey;
import almanac.entry.Series;
import almanac.entry.SingleEntry;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Names the thread of a whole entry or of one occurrence; {@link #toString()} is the stream's name.
 *
 * @param offsetSeconds of an occurrence, the seconds from its series' anchor to its original start.
 *     Unlike the slot of its {@link OccurrenceKey} that stays when the series gets finer steps
 */
public record ThreadId(EntryId entry, OptionalLong offsetSeconds) {

    /** The thread of a single entry, or of a series as a whole. */
    public static ThreadId of(EntryId entry) {
        return new ThreadId(entry, OptionalLong.empty());
    }

    /** The thread of what the number addresses; empty when there is no such occurrence. */
    public static Optional<ThreadId> of(EntryState.Live entry, Optional<OccurrenceKey> occurrence) {
        return occurrence
                .map(key -> ofOccurrence(entry, key))
                .orElseGet(() -> Optional.of(of(entry.entry())));
    }

    /**
     * Every thread that is read where this one is. A single entry that was an occurrence is read
     * with what was said of that, under either number; each comment stays in its own thread.
     */
    public List<ThreadId> readWith(EntryState.Live entry) {
        return switch (entry) {
            case SingleEntry single ->
                    single.survivor()
                            .flatMap(was -> of(single, Optional.of(was.key())))
                            .map(was -> List.of(of(single.entry()), was))
                            .orElse(List.of(this));
            case Series series -> List.of(this);
        };
    }

    private static Optional<ThreadId> ofOccurrence(EntryState.Live entry, OccurrenceKey key) {
        return entry.occurrence(key)
                .flatMap(there -> numbering(entry))
                .map(by ->
                        new ThreadId(
                                entry.entry(), OptionalLong.of(key.slot() * by.stepSeconds())));
    }

    private static Optional<Numbering> numbering(EntryState.Live entry) {
        return switch (entry) {
            case SingleEntry single -> single.survivor().map(SingleEntry.Survivor::numbering);
            case Series series -> Optional.of(series.numbering());
        };
    }

    @Override
    public String toString() {
        var whole = "thread-" + entry.value();
        return offsetSeconds.isPresent() ? whole + "@" + offsetSeconds.getAsLong() : whole;
    }
}
