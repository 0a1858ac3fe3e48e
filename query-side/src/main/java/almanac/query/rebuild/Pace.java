package almanac.query.rebuild;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;

/** How fast facts go by: measured, and held down to a bound. */
final class Pace {

    /** So long a claim goes unkept, and an operator unheard, at most. */
    static final long SLICE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private static final double REMEMBERED = Duration.ofSeconds(5).toNanos();

    private final Time time;
    private long since;
    private double rate;

    /** What passes, and what waits for it to. */
    interface Time {
        long nanos();

        void await(long nanos);
    }

    Pace() {
        this(new Real());
    }

    Pace(Time time) {
        this.time = time;
        this.since = time.nanos();
    }

    /**
     * Facts went by; returns when as many more may, or when nobody wants them any more.
     *
     * @param keep keeps the claim of the job, and answers it with what operators want by then
     * @return the job as it was kept last
     */
    Job passed(Job job, long facts, UnaryOperator<Job> keep) {
        var known = job;
        for (var left = left(known, facts);
                left > 0 && !known.cancelled() && !Thread.currentThread().isInterrupted();
                left = left(known, facts)) {
            time.await(Math.min(left, SLICE_NANOS));
            if (left > SLICE_NANOS) {
                known = keep.apply(known);
            }
        }
        measure(facts);
        return known;
    }

    private long left(Job job, long facts) {
        return job.mostPerSecond().isPresent()
                ? since + (long) (facts * 1e9 / job.mostPerSecond().getAsInt()) - time.nanos()
                : 0;
    }

    private void measure(long facts) {
        var now = time.nanos();
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

    private static final class Real implements Time {

        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public void await(long nanos) {
            LockSupport.parkNanos(nanos);
        }
    }
}
