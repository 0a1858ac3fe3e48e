package almanac.feed;

import almanac.entry.EntryId;
import almanac.entry.EntryNumber;
import almanac.entry.OccurrenceKey;
import java.util.Optional;

/**
 * Names one record: a single entry, the master of a series, the master of a later part of a split
 * series, or one occurrence.
 *
 * @param part whether the number's occurrence is where a part begins, rather than itself
 */
public record FeedId(EntryNumber number, boolean part) {

    public static FeedId of(EntryNumber number) {
        return new FeedId(number, false);
    }

    public static FeedId entry(EntryId entry) {
        return of(EntryNumber.of(entry));
    }

    public static FeedId part(EntryId entry, OccurrenceKey from) {
        return new FeedId(EntryNumber.of(entry, from), true);
    }

    /** The master of the part that begins there; of the entry itself where none is named. */
    public static FeedId master(EntryId entry, Optional<OccurrenceKey> part) {
        return part.map(from -> part(entry, from)).orElseGet(() -> entry(entry));
    }

    /** Whether it names the whole entry. */
    public boolean whole() {
        return number.occurrence().isEmpty();
    }

    /**
     * As the Aurinko API writes it: the number, and for a later part of a split series {@code
     * 42.17}, the number of the series and the occurrence with which the part begins.
     */
    public String text() {
        return part
                ? number.entry().value() + "." + number.occurrence().orElseThrow().slot()
                : Long.toString(number.value());
    }
}
