package almanac.app.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import java.time.Duration;

/** Counts requests by the second for each credential, on this node. */
public final class RequestRates {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final int perSecond;
    private final Cache<String, Bucket> buckets =
            Caffeine.newBuilder()
                    .maximumSize(100_000)
                    .expireAfterAccess(Duration.ofMinutes(1))
                    .build();

    public RequestRates(int perSecond) {
        this.perSecond = perSecond;
    }

    /**
     * What became of one request.
     *
     * @param remaining how many more may follow at once
     * @param reset until all may be used again where it was granted, else until the next is
     */
    public record Taken(boolean granted, long remaining, Duration reset) {}

    public int perSecond() {
        return perSecond;
    }

    /**
     * Takes one request of a second's.
     *
     * @param credential kept only as a hash
     */
    public Taken take(String credential) {
        var bucket = buckets.get(Secrets.hash(credential), fresh -> bucket());
        var probe = bucket.tryConsumeAndReturnRemaining(1);
        return new Taken(
                probe.isConsumed(),
                probe.getRemainingTokens(),
                Duration.ofNanos(
                        probe.isConsumed()
                                ? probe.getNanosToWaitForReset()
                                : probe.getNanosToWaitForRefill()));
    }

    private Bucket bucket() {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(perSecond).refillGreedy(perSecond, SECOND))
                .build();
    }
}
