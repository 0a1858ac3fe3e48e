package almanac.store;

import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.WrappedToken;
import org.jspecify.annotations.Nullable;

/** The global position a token stands for. */
final class Positions {

    /** The position of a processor that has seen nothing. */
    static final long NONE = -1;

    private Positions() {}

    /** All facts up to the result, inclusive, have been seen. */
    static long of(@Nullable TrackingToken token) {
        TrackingToken lower = token == null ? null : WrappedToken.unwrapLowerBound(token);
        if (lower == null) {
            return NONE;
        }
        return lower.position()
                .orElseThrow(
                        () -> new IllegalArgumentException("Not a token of this store: " + lower));
    }
}
