package almanac.sync.work;

import java.time.Duration;

/**
 * How long one who finds nothing to do rests before looking again: the longer there was nothing,
 * the longer, so that what falls due is late by little of the time for which it was waited.
 */
final class Idling {

    static final Duration SHORTEST = Duration.ofMillis(200);
    static final Duration LONGEST = Duration.ofSeconds(1);

    private static final int PART = 8;

    private long busyAt;

    /**
     * @param now by {@link System#nanoTime}, as in the other methods
     */
    Idling(long now) {
        this.busyAt = now;
    }

    /** There was something to do. */
    void busy(long now) {
        busyAt = now;
    }

    /** There was nothing. */
    Duration pause(long now) {
        return Duration.ofNanos(
                Math.clamp((now - busyAt) / PART, SHORTEST.toNanos(), LONGEST.toNanos()));
    }
}
