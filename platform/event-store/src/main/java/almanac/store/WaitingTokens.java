package almanac.store;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.WrappedToken;
import org.jspecify.annotations.Nullable;

/** The tokens that {@link TokenLag} lets wait, each until another takes its place or it is due. */
final class WaitingTokens {

    private final TokenLag lag;
    private final Map<Claim, Long> stored = new ConcurrentHashMap<>();
    private final Map<Claim, TrackingToken> waiting = new ConcurrentHashMap<>();

    WaitingTokens(TokenLag lag) {
        this.lag = lag;
    }

    /** Whether it waits from now on. A replay's token never does: that one began is to be known. */
    boolean holds(Claim claim, @Nullable TrackingToken token, long now) {
        if (token == null || token instanceof WrappedToken || isDue(claim, now)) {
            return false;
        }
        waiting.put(claim, token);
        return true;
    }

    /** The one that has waited long enough, if there is one. */
    Optional<TrackingToken> due(Claim claim, long now) {
        return isDue(claim, now) ? of(claim) : Optional.empty();
    }

    Optional<TrackingToken> of(Claim claim) {
        return Optional.ofNullable(waiting.get(claim));
    }

    /** One was stored, in the place of what waited. */
    void stored(Claim claim, long now) {
        waiting.remove(claim);
        if (lag.processors().contains(claim.processor())) {
            stored.put(claim, now);
        }
    }

    void forget(Claim claim) {
        waiting.remove(claim);
        stored.remove(claim);
    }

    private boolean isDue(Claim claim, long now) {
        var last = stored.get(claim);
        return last == null || now - last >= lag.most().toNanos();
    }
}
