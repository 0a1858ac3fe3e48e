package almanac.sync.work;

import almanac.connection.ConnectionId;
import almanac.sync.provider.ProviderFailed;
import almanac.sync.provider.ProviderFailure;
import io.github.bucket4j.Bucket;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How many requests this node makes for an account: as many a minute as the provider likes, and the
 * last fifth is for what somebody waits for.
 */
public final class Budgets {

    private static final int RESERVED_PART = 5;

    private final Map<ConnectionId, Bucket> buckets = new ConcurrentHashMap<>();
    private final ClockMeter time;

    public Budgets(Clock clock) {
        this.time = new ClockMeter(clock);
    }

    /**
     * Takes one request out of the account's budget.
     *
     * @throws ProviderFailed Throttled with the time to wait, where nothing is left
     */
    public void take(ConnectionId account, int perMinute, Lane lane) {
        var bucket = buckets.computeIfAbsent(account, id -> bucket(perMinute));
        var needed = lane == Lane.INTERACTIVE ? 1 : perMinute / RESERVED_PART + 1;
        var possible = bucket.estimateAbilityToConsume(needed);
        if (!possible.canBeConsumed()) {
            throw throttled(possible.getNanosToWaitForRefill());
        }
        var taken = bucket.tryConsumeAndReturnRemaining(1);
        if (!taken.isConsumed()) {
            throw throttled(taken.getNanosToWaitForRefill());
        }
    }

    private static ProviderFailed throttled(long nanos) {
        return new ProviderFailed(
                new ProviderFailure.Throttled(
                        Optional.of(Duration.ofNanos(nanos)),
                        ProviderFailure.Extent.ACCOUNT,
                        "our own budget for the account is used up"));
    }

    private Bucket bucket(int perMinute) {
        return Bucket.builder()
                .addLimit(limit ->
                        limit.capacity(perMinute).refillGreedy(perMinute, Duration.ofMinutes(1)))
                .withCustomTimePrecision(time)
                .build();
    }
}
