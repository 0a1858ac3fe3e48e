package almanac.time;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * An instant to which history is folded. Times are shown to the millisecond, so one that is no
 * finer stands for its whole millisecond: what shows that time as its last change is in. A finer
 * one is taken as it is, and includes what happened at it.
 */
public record AsOf(Instant instant) {

    /** The first instant that is not included. */
    public Instant limit() {
        return instant.truncatedTo(ChronoUnit.MILLIS).equals(instant)
                ? instant.plus(Duration.ofMillis(1))
                : instant.plusNanos(1);
    }
}
