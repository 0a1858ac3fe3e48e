package almanac.sync.local;

import java.time.Instant;
import java.util.List;

/** All facts in the order in which they were stored. */
public interface FactLog {

    /** Those after a position, at most so many; fewer only at the end. */
    List<Logged> after(long position, int limit);

    /** Where the last one lies; -1 before the first. */
    long head();

    /**
     * One fact in its place.
     *
     * @param sequence its number within its stream
     */
    record Logged(long position, Object fact, long sequence, Instant at) {}
}
