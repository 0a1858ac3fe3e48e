package almanac.store;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.jspecify.annotations.Nullable;

/**
 * A token store that tells {@link ProjectionProgress} what the processors of this node store.
 *
 * <p>A processor extends its claim before each batch and stores its token after it. A claim that
 * was confirmed a moment ago is not extended again: small batches would write twice as often, and
 * whoever lost the claim meanwhile is told when the token is stored.
 */
public final class ObservedTokenStore implements TokenStore {

    private final TokenStore store;
    private final ProjectionProgress progress;
    private final long freshNanos;
    private final LongSupplier nanos;
    private final Map<Claim, Long> confirmed = new ConcurrentHashMap<>();

    /**
     * @param fresh for how long a claim counts as confirmed; well below the store's claim timeout
     */
    public ObservedTokenStore(TokenStore store, ProjectionProgress progress, Duration fresh) {
        this(store, progress, fresh, System::nanoTime);
    }

    ObservedTokenStore(
            TokenStore store, ProjectionProgress progress, Duration fresh, LongSupplier nanos) {
        this.store = store;
        this.progress = progress;
        this.freshNanos = fresh.toNanos();
        this.nanos = nanos;
    }

    private record Claim(String processor, int segment) {}

    @Override
    public void storeToken(@Nullable TrackingToken token, String processorName, int segment) {
        whileOwned(
                processorName,
                segment,
                () -> {
                    store.storeToken(token, processorName, segment);
                    return token;
                });
        progress.moved(processorName, segment, Positions.of(token));
    }

    @Override
    public @Nullable TrackingToken fetchToken(String processorName, int segment) {
        return claimed(
                processorName,
                segment,
                whileOwned(processorName, segment, () -> store.fetchToken(processorName, segment)));
    }

    @Override
    public @Nullable TrackingToken fetchToken(String processorName, Segment segment) {
        return claimed(
                processorName,
                segment.getSegmentId(),
                whileOwned(
                        processorName,
                        segment.getSegmentId(),
                        () -> store.fetchToken(processorName, segment)));
    }

    private @Nullable TrackingToken claimed(
            String processorName, int segment, @Nullable TrackingToken token) {
        progress.claimed(processorName, segment, Positions.of(token));
        return token;
    }

    private @Nullable TrackingToken whileOwned(
            String processorName, int segment, Supplier<@Nullable TrackingToken> work) {
        try {
            var begun = nanos.getAsLong();
            var token = work.get();
            confirmed.put(new Claim(processorName, segment), begun);
            return token;
        } catch (UnableToClaimTokenException lost) {
            released(processorName, segment);
            throw lost;
        }
    }

    private void released(String processorName, int segment) {
        confirmed.remove(new Claim(processorName, segment));
        progress.released(processorName, segment);
    }

    @Override
    public void extendClaim(String processorName, int segment) {
        var last = confirmed.get(new Claim(processorName, segment));
        if (last != null && nanos.getAsLong() - last < freshNanos) {
            return;
        }
        whileOwned(
                processorName,
                segment,
                () -> {
                    store.extendClaim(processorName, segment);
                    return null;
                });
    }

    @Override
    public void releaseClaim(String processorName, int segment) {
        released(processorName, segment);
        store.releaseClaim(processorName, segment);
    }

    @Override
    public void deleteToken(String processorName, int segment) {
        released(processorName, segment);
        store.deleteToken(processorName, segment);
    }

    @Override
    public void initializeTokenSegments(String processorName, int segmentCount) {
        store.initializeTokenSegments(processorName, segmentCount);
    }

    @Override
    public void initializeTokenSegments(
            String processorName, int segmentCount, @Nullable TrackingToken initialToken) {
        store.initializeTokenSegments(processorName, segmentCount, initialToken);
    }

    @Override
    public void initializeSegment(
            @Nullable TrackingToken token, String processorName, int segment) {
        store.initializeSegment(token, processorName, segment);
    }

    @Override
    public boolean requiresExplicitSegmentInitialization() {
        return store.requiresExplicitSegmentInitialization();
    }

    @Override
    public int[] fetchSegments(String processorName) {
        return store.fetchSegments(processorName);
    }

    @Override
    public List<Segment> fetchAvailableSegments(String processorName) {
        return store.fetchAvailableSegments(processorName);
    }

    @Override
    public Optional<String> retrieveStorageIdentifier() {
        return store.retrieveStorageIdentifier();
    }
}
