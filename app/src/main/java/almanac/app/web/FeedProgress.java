package almanac.app.web;

import java.time.Duration;

/** How far one can read the changes of calendars. */
public interface FeedProgress {

    /**
     * The position that all read models have passed which a reader of changes needs.
     *
     * @throws almanac.app.error.Unavailable while one of them is made again in place: what it shows
     *     is older than what it showed before
     */
    long reached();

    /** Whether that is near the last fact. */
    boolean ready();

    /** Waits until that is beyond the position; false when it is not within the bound. */
    boolean awaitBeyond(long position, Duration bound);
}
