package almanac.app.error;

import java.time.Duration;

/** This node cannot serve the request now, another one or a later try may: 503 in every API. */
public final class Unavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Duration retryAfter;

    public Unavailable(String message, Duration retryAfter) {
        super(message, null, false, false);
        this.retryAfter = retryAfter;
    }

    public Duration retryAfter() {
        return retryAfter;
    }
}
