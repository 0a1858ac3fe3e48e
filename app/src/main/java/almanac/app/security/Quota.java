package almanac.app.security;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What is left of a limit after one more use.
 *
 * @param limit uses a minute
 * @param resetAt when all of them are free again, if nobody uses any
 * @param delay before the next use; empty when this one was free
 */
record Quota(long limit, long remaining, Instant resetAt, Optional<Duration> delay) {

    /** In the words of contract.md 4.4: the reset in seconds since 1970. */
    void show(HttpServletResponse response) {
        response.setHeader("X-RateLimit-Limit", Long.toString(limit));
        response.setHeader("X-RateLimit-Remaining", Long.toString(remaining));
        response.setHeader("X-RateLimit-Reset", Long.toString(resetAt.getEpochSecond()));
    }
}
