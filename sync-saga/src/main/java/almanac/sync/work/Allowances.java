package almanac.sync.work;

import io.github.bucket4j.Bucket;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How often this node does something for somebody: so many times at once, and as many in a time.
 */
public final class Allowances {

    private final Map<String, Bucket> buckets = new ConcurrentHashMap<>();
    private final int most;
    private final Duration time;
    private final ClockMeter meter;

    public Allowances(int most, Duration time, Clock clock) {
        this.most = most;
        this.time = time;
        this.meter = new ClockMeter(clock);
    }

    /** Takes one; else answers how long to wait for the next. */
    public Optional<Duration> take(String who) {
        var taken = buckets.computeIfAbsent(who, id -> full()).tryConsumeAndReturnRemaining(1);
        return taken.isConsumed()
                ? Optional.empty()
                : Optional.of(Duration.ofNanos(taken.getNanosToWaitForRefill()));
    }

    private Bucket full() {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(most).refillGreedy(most, time))
                .withCustomTimePrecision(meter)
                .build();
    }

    /** Forgets those who have all of theirs. */
    public void sweep() {
        buckets.values().removeIf(bucket -> bucket.getAvailableTokens() >= most);
    }
}
