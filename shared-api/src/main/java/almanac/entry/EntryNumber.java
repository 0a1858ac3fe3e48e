package almanac.entry;

import java.util.Optional;

/**
 * The number under which clients address an entry or one occurrence of it. Entries have small
 * numbers; from 2^31 on a number holds the entry and the occurrence's slot, so that every
 * occurrence has a stable number without a stored fact (docs/adr/0004). Always below 2^53.
 */
public record EntryNumber(EntryId entry, Optional<OccurrenceKey> occurrence) {

    /** The largest entry id that numbers can hold. */
    public static final long MAX_ENTRY = (1L << 31) - 1;

    private static final int SLOT_BITS = 21;
    private static final long SLOTS = 1L << SLOT_BITS;
    private static final long BIAS = 1L << 19;
    private static final long MIN_SLOT = -BIAS;
    private static final long MAX_SLOT = SLOTS - BIAS - 1;

    public static EntryNumber of(EntryId entry) {
        return new EntryNumber(entry, Optional.empty());
    }

    public static EntryNumber of(EntryId entry, OccurrenceKey key) {
        return new EntryNumber(entry, Optional.of(key));
    }

    /** Whether an occurrence so far from its anchor still has a number. */
    public static boolean reaches(OccurrenceKey key) {
        return key.slot() >= MIN_SLOT && key.slot() <= MAX_SLOT;
    }

    /** The entry or occurrence of a client's number; empty when no number of ours looks like it. */
    public static Optional<EntryNumber> parse(long number) {
        if (number < 1 || number >= 1L << 53) {
            return Optional.empty();
        }
        if (number <= MAX_ENTRY) {
            return Optional.of(of(new EntryId(number)));
        }
        var packed = number - (MAX_ENTRY + 1);
        var key = new OccurrenceKey((packed & (SLOTS - 1)) - BIAS);
        return Optional.of(of(new EntryId((packed >> SLOT_BITS) + 1), key));
    }

    /** The number itself, 1 to 2^53-1. */
    public long value() {
        return occurrence
                .map(key -> MAX_ENTRY + 1 + ((entry.value() - 1) << SLOT_BITS) + key.slot() + BIAS)
                .orElse(entry.value());
    }
}
