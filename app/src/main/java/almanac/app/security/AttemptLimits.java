package almanac.app.security;

import almanac.message.Rejected;
import almanac.message.Rejection;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** So many attempts a minute for each key, taken as it is, counted on this node. */
final class AttemptLimits {

    private final int perMinute;
    private final Clock clock;
    private final Cache<String, Bucket> buckets =
            Caffeine.newBuilder()
                    .maximumSize(100_000)
                    .expireAfterAccess(Duration.ofMinutes(5))
                    .build();

    /**
     * @param clock tells when a limit is free again; how much of it is used it does not tell
     */
    AttemptLimits(int perMinute, Clock clock) {
        this.perMinute = perMinute;
        this.clock = clock;
    }

    /** Counts one attempt; refuses with the time to wait when there were too many. */
    void attempt(String key) {
        count(key)
                .delay()
                .ifPresent(wait -> {
                    throw new Rejected(new Rejection.TooManyRequests(wait));
                });
    }

    /** Refuses as {@link #attempt} would, and counts nothing. */
    void require(String key) {
        var probe = bucket(key).estimateAbilityToConsume(1);
        if (!probe.canBeConsumed()) {
            throw new Rejected(
                    new Rejection.TooManyRequests(
                            Duration.ofNanos(probe.getNanosToWaitForRefill())));
        }
    }

    /** Counts one attempt, if there were not too many, and tells what is left. */
    Quota count(String key) {
        var probe = bucket(key).tryConsumeAndReturnRemaining(1);
        return new Quota(
                perMinute,
                probe.getRemainingTokens(),
                clock.instant().plusNanos(probe.getNanosToWaitForReset()),
                probe.isConsumed()
                        ? Optional.empty()
                        : Optional.of(Duration.ofNanos(probe.getNanosToWaitForRefill())));
    }

    private Bucket bucket(String key) {
        return buckets.get(key, fresh -> bucket());
    }

    private Bucket bucket() {
        return Bucket.builder()
                .addLimit(limit ->
                        limit.capacity(perMinute).refillGreedy(perMinute, Duration.ofMinutes(1)))
                .build();
    }
}
