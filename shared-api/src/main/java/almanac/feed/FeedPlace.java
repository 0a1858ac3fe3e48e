package almanac.feed;

import java.util.Optional;

/**
 * Up to where a copy has been told what is there.
 *
 * @param position of the last fact that is in it; -1 before all
 * @param hours by how many the end of its window had moved when it was told
 * @param entering set while it is told what came into the window by time alone
 */
public record FeedPlace(long position, long hours, Optional<Entering> entering) {

    /** Nothing told yet. */
    public static final FeedPlace START = new FeedPlace(-1, 0, Optional.empty());

    /**
     * What a moved end of the window brings, by entry number.
     *
     * @param hours by how many the end moves
     * @param after the last entry that was told
     */
    public record Entering(long hours, long after) {}
}
