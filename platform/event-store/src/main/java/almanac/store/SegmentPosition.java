package almanac.store;

import java.util.Optional;

/**
 * One segment of a processor as the token store has it.
 *
 * @param mask which part of the work it is, together with its number
 * @param position of the last fact that was handled or skipped, as far as this node knows; -1 for
 *     none
 * @param node which holds the claim; empty for none
 */
public record SegmentPosition(int segment, int mask, long position, Optional<String> node) {

    /** The same, where it is known to be that far. */
    SegmentPosition atLeast(long known) {
        return new SegmentPosition(segment, mask, Math.max(position, known), node);
    }
}
