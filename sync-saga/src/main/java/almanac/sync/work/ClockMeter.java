package almanac.sync.work;

import io.github.bucket4j.TimeMeter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** Lets budgets fill as a clock says. */
record ClockMeter(Clock clock) implements TimeMeter {

    @Override
    public long currentTimeNanos() {
        return TimeUnit.MILLISECONDS.toNanos(
                Duration.between(Instant.EPOCH, clock.instant()).toMillis());
    }

    @Override
    public boolean isWallClockBased() {
        return true;
    }
}
