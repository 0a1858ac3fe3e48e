package almanac.query.past;

import java.time.Instant;
import java.util.stream.Stream;

/** All facts that were ever stored; the assembly supplies it. Positions count them from 0. */
public interface FactLog {

    /** The facts of one stream in order. */
    Stream<Recorded> of(String stream);

    /**
     * The position of the last fact of the longest beginning of history in which every fact is
     * older than the limit; -1 where not even the first is. So all streams are cut at one point of
     * the global order, as a reader of that time saw them.
     */
    long lastBefore(Instant limit);

    /** The position of the last fact; -1 while there is none. */
    long head();

    /**
     * Returns when the read models of entries, of the directory and of history have passed the
     * position.
     *
     * @throws almanac.message.Rejected with NotYetVisible when that takes too long
     */
    void awaitProjected(long position);
}
