package almanac.sync.work;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait after failures in a row: twice as long each time, and anything from nothing to
 * that, so that those who failed together do not come back together.
 *
 * @param limit after how many failures in a row it is given up
 */
public record Backoff(Duration first, Duration most, int limit, RandomGenerator random) {

    private static final int DOUBLINGS = 20;

    public static Backoff usual(RandomGenerator random) {
        return new Backoff(Duration.ofSeconds(2), Duration.ofMinutes(15), 12, random);
    }

    /**
     * @param failures before this one
     */
    public Duration pause(int failures) {
        var widest = first.toMillis() << Math.min(failures, DOUBLINGS);
        var bound = Math.min(Math.max(widest, 1), most.toMillis());
        return Duration.ofMillis(random.nextLong(bound + 1));
    }

    /** Whether this was the last attempt. */
    public boolean exhausted(int failures) {
        return failures + 1 >= limit;
    }
}
