package almanac.query.rebuild;

import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.locks.LockSupport;

/** How fast facts go by: measured, and held down to a bound. */
final class Pace {

    private static final double REMEMBERED = Duration.ofSeconds(5).toNanos();

    private long since = System.nanoTime();
    private double rate;

    /** Facts went by; returns when as many more may. */
    void passed(long facts, OptionalInt mostPerSecond) {
        if (mostPerSecond.isPresent()) {
            var due = since + (long) (facts * 1e9 / mostPerSecond.getAsInt());
            for (var left = due - System.nanoTime();
                    left > 0 && !Thread.currentThread().isInterrupted();
                    left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
        }
        var now = System.nanoTime();
        var took = Math.max(1, now - since);
        var weight = Math.min(1, took / REMEMBERED);
        var latest = facts * 1e9 / took;
        rate = rate == 0 ? latest : rate + weight * (latest - rate);
        since = now;
    }

    /** Facts a second, over the last few seconds. */
    double rate() {
        return rate;
    }
}
