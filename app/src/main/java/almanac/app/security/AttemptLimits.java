package almanac.app.security;

import almanac.message.Rejected;
import almanac.message.Rejection;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.Locale;

/** Slows down guessing: so many attempts a minute for each key, counted on this node. */
final class AttemptLimits {

    private final int perMinute;
    private final Cache<String, Bucket> buckets =
            Caffeine.newBuilder()
                    .maximumSize(100_000)
                    .expireAfterAccess(Duration.ofMinutes(5))
                    .build();

    AttemptLimits(int perMinute) {
        this.perMinute = perMinute;
    }

    /** Counts one attempt; refuses with the time to wait when there were too many. */
    void attempt(String key) {
        var bucket = buckets.get(key.strip().toLowerCase(Locale.ROOT), fresh -> bucket());
        var probe = bucket.tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            var wait = Duration.ofNanos(probe.getNanosToWaitForRefill());
            throw new Rejected(new Rejection.TooManyRequests(wait));
        }
    }

    private Bucket bucket() {
        return Bucket.builder()
                .addLimit(limit ->
                        limit.capacity(perMinute).refillGreedy(perMinute, Duration.ofMinutes(1)))
                .build();
    }
}
