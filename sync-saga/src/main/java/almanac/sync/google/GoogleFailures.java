package almanac.sync.google;

import almanac.sync.provider.ProviderFailure;
import almanac.sync.provider.ProviderFailure.Extent;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** What Google's answers mean (guide "Handle API errors"). */
final class GoogleFailures {

    /** What was asked, since the same status means different things. */
    enum Asked {
        /** Of the account. */
        ACCOUNT,
        /** Of a calendar. */
        CALENDAR,
        /** To go on with a list: a sync or page token was sent. */
        CONTINUATION,
        /** Of one event. */
        EVENT
    }

    /** "... and limit 'Queries per minute' of service ...", without "per user". */
    private static final Pattern LIMIT = Pattern.compile("limit '([^']*)'");

    private GoogleFailures() {}

    private static boolean ofAll(String message) {
        var limit = LIMIT.matcher(message);
        return limit.find() && !limit.group(1).contains("user");
    }

    /**
     * @param reason Google's word for it; empty where the body had none
     * @param message Google's sentence, likewise
     */
    static ProviderFailure of(
            Asked asked, int status, String reason, String message, Optional<Duration> retryAfter) {
        var detail = "Google answered " + status + (reason.isEmpty() ? "" : " " + reason);
        return switch (status) {
            case 400 ->
                    asked == Asked.CONTINUATION
                            ? new ProviderFailure.CursorExpired(detail)
                            : new ProviderFailure.Refused(detail);
            case 401 -> new ProviderFailure.Reauthorize(detail);
            case 403 -> forbidden(reason, message, retryAfter, detail);
            case 404 ->
                    asked == Asked.EVENT
                            ? new ProviderFailure.Gone(detail)
                            : new ProviderFailure.CalendarGone(detail);
            case 409, 412 -> new ProviderFailure.Changed(detail);
            case 410 ->
                    asked == Asked.EVENT
                            ? new ProviderFailure.Gone(detail)
                            : new ProviderFailure.CursorExpired(detail);
            case 429 -> new ProviderFailure.Throttled(retryAfter, extent(reason, message), detail);
            default ->
                    status >= 500 || status < 400 || status == 408
                            ? new ProviderFailure.Unreachable(detail)
                            : new ProviderFailure.Refused(detail);
        };
    }

    private static ProviderFailure forbidden(
            String reason, String message, Optional<Duration> retryAfter, String detail) {
        return switch (reason) {
            case "rateLimitExceeded",
                    "userRateLimitExceeded",
                    "quotaExceeded",
                    "dailyLimitExceeded" ->
                    new ProviderFailure.Throttled(retryAfter, extent(reason, message), detail);
            default -> new ProviderFailure.Forbidden(detail);
        };
    }

    /**
     * {@code rateLimitExceeded} is said of a calendar and of a user as well (guide "Handle API
     * errors"); of all accounts together only with the name of that limit.
     */
    private static Extent extent(String reason, String message) {
        return switch (reason) {
            case "rateLimitExceeded" -> ofAll(message) ? Extent.PROJECT : Extent.ACCOUNT;
            case "quotaExceeded", "dailyLimitExceeded" -> Extent.QUOTA;
            default -> Extent.ACCOUNT;
        };
    }
}
