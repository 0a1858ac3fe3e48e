package almanac.simulated.google;

import almanac.simulated.Faults;
import java.time.Duration;
import java.util.Optional;

/** What Google answers when it does not want to (guide "Handle API errors"). */
public final class GoogleFaults {

    private static final String PROJECT =
            "Quota exceeded for quota metric 'Queries' and limit 'Queries per minute' of service"
                    + " 'calendar-json.googleapis.com' for consumer 'project_number:7'.";

    private GoogleFaults() {}

    /** 403 {@code userRateLimitExceeded}. */
    public static Faults.Fault userRateLimit() {
        return status(403, "userRateLimitExceeded", "User Rate Limit Exceeded");
    }

    /** 403 {@code rateLimitExceeded} of all accounts together. */
    public static Faults.Fault projectRateLimit() {
        return status(403, "rateLimitExceeded", PROJECT);
    }

    /** 429. */
    public static Faults.Fault tooManyRequests(Optional<Duration> retryAfter) {
        return new Faults.Status(429, retryAfter, Refusal.body(429, "rateLimitExceeded", PROJECT));
    }

    /** 403 {@code quotaExceeded}. */
    public static Faults.Fault quotaExceeded() {
        return status(403, "quotaExceeded", "Calendar usage limits exceeded.");
    }

    /** 500, 502, 503 or 504. */
    public static Faults.Fault backendError(int status) {
        return status(status, "backendError", "Backend Error");
    }

    /** Any status, with a body as Google writes it. */
    public static Faults.Fault status(int status, String reason, String message) {
        return new Faults.Status(status, Optional.empty(), Refusal.body(status, reason, message));
    }
}
