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
 * whoever lost the claim meanwhile is told when the token is stored. Nor is each token stored at
 * once, where a {@link TokenLag} allows it: who waits for a projection is told all the same, and a
 * segment that is given up or idle stores what it has.
 */
public final class ObservedTokenStore implements TokenStore {

    private final TokenStore store;
    private final ProjectionProgress progress;
    private final long freshNanos;
    private final LongSupplier nanos;
    private final WaitingTokens waiting;
    private final Map<Claim, Long> confirmed = new ConcurrentHashMap<>();

    /**
     * @param fresh for how long a claim counts as confirmed; well below the store's claim timeout
     */
    public ObservedTokenStore(
            TokenStore store, ProjectionProgress progress, Duration fresh, TokenLag lag) {
        this(store, progress, fresh, lag, System::nanoTime);
    }

    ObservedTokenStore(
            TokenStore store,
            ProjectionProgress progress,
            Duration fresh,
            TokenLag lag,
            LongSupplier nanos) {
        this.store = store;
        this.progress = progress;
        this.freshNanos = fresh.toNanos();
        this.nanos = nanos;
        this.waiting = new WaitingTokens(lag);
    }

    @Override
    public void storeToken(@Nullable TrackingToken token, String processorName, int segment) {
        var claim = new Claim(processorName, segment);
        if (!waiting.holds(claim, token, nanos.getAsLong())) {
            stored(claim, token);
        }
        progress.moved(processorName, segment, Positions.of(token));
    }

    private void stored(Claim claim, @Nullable TrackingToken token) {
        whileOwned(
                claim,
                () -> {
                    store.storeToken(token, claim.processor(), claim.segment());
                    return token;
                });
        waiting.stored(claim, nanos.getAsLong());
    }

    private void storeWaiting(Claim claim) {
        waiting.of(claim).ifPresent(token -> stored(claim, token));
    }

    @Override
    public @Nullable TrackingToken fetchToken(String processorName, int segment) {
        return fetched(
                new Claim(processorName, segment), () -> store.fetchToken(processorName, segment));
    }

    @Override
    public @Nullable TrackingToken fetchToken(String processorName, Segment segment) {
        return fetched(
                new Claim(processorName, segment.getSegmentId()),
                () -> store.fetchToken(processorName, segment));
    }

    private @Nullable TrackingToken fetched(Claim claim, Supplier<@Nullable TrackingToken> fetch) {
        storeWaiting(claim);
        var token = whileOwned(claim, fetch);
        progress.claimed(claim.processor(), claim.segment(), Positions.of(token));
        return token;
    }

    private @Nullable TrackingToken whileOwned(
            Claim claim, Supplier<@Nullable TrackingToken> work) {
        try {
            var begun = nanos.getAsLong();
            var token = work.get();
            confirmed.put(claim, begun);
            return token;
        } catch (UnableToClaimTokenException lost) {
            released(claim);
            throw lost;
        }
    }

    private void released(Claim claim) {
        confirmed.remove(claim);
        waiting.forget(claim);
        progress.released(claim.processor(), claim.segment());
    }

    @Override
    public void extendClaim(String processorName, int segment) {
        var claim = new Claim(processorName, segment);
        var now = nanos.getAsLong();
        var due = waiting.due(claim, now);
        if (due.isPresent()) {
            stored(claim, due.get());
            return;
        }
        var last = confirmed.get(claim);
        if (last != null && now - last < freshNanos) {
            return;
        }
        whileOwned(
                claim,
                () -> {
                    store.extendClaim(processorName, segment);
                    return null;
                });
    }

    @Override
    public void releaseClaim(String processorName, int segment) {
        var claim = new Claim(processorName, segment);
        try {
            storeWaiting(claim);
        } finally {
            released(claim);
            store.releaseClaim(processorName, segment);
        }
    }

    @Override
    public void deleteToken(String processorName, int segment) {
        released(new Claim(processorName, segment));
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
        waiting.forget(new Claim(processorName, segment));
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
