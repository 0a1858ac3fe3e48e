package almanac.feed;

/**
 * Up to where a copy has been told what is there no more.
 *
 * @param since position up to which all of it was told; -1 before all
 * @param position up to which the entries were looked at that changed since; the same where nothing
 *     is left to look at. An entry that is written meanwhile moves behind, so what is asked of each
 *     is everything that happened since {@code since}
 */
public record GonePlace(long since, long position) {

    /** All told up to that position. */
    public static GonePlace at(long position) {
        return new GonePlace(position, position);
    }
}
