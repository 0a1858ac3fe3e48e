package almanac.sync.microsoft;

import almanac.sync.provider.ProviderFailure;
import almanac.sync.provider.ProviderFailure.CalendarGone;
import almanac.sync.provider.ProviderFailure.Changed;
import almanac.sync.provider.ProviderFailure.CursorExpired;
import almanac.sync.provider.ProviderFailure.Extent;
import almanac.sync.provider.ProviderFailure.Forbidden;
import almanac.sync.provider.ProviderFailure.Gone;
import almanac.sync.provider.ProviderFailure.Reauthorize;
import almanac.sync.provider.ProviderFailure.Refused;
import almanac.sync.provider.ProviderFailure.Throttled;
import almanac.sync.provider.ProviderFailure.Unreachable;
import com.microsoft.graph.models.odataerrors.ODataError;
import com.microsoft.kiota.ApiException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What Graph's refusals mean; codes are compared in any case, messages are not read. */
final class MicrosoftFailures {

    /** What was asked for, since 404 means different things. */
    enum Target {
        ACCOUNT,
        CALENDAR,
        OBJECT
    }

    private static final Set<String> LOST =
            Set.of(
                    "syncstatenotfound",
                    "syncstateinvalid",
                    "resyncrequired",
                    "resyncchangesapplydifferences");

    /**
     * Of a mailbox that has no licence just now, or is being moved: MailboxNotEnabledForRESTAPI and
     * the like. What is in it stands.
     */
    private static final String AWAY = "mailboxnot";

    private static final String CROSSING = "erroroccurrencecrossingboundary";
    private static final String TOUCHES =
            "an occurrence may not touch the day of the one before or after it";

    private final Clock clock;

    MicrosoftFailures(Clock clock) {
        this.clock = clock;
    }

    ProviderFailure of(RuntimeException thrown, Target target) {
        if (!(thrown instanceof ApiException api) || api.getResponseStatusCode() == 0) {
            return new Unreachable("no usable answer from Microsoft");
        }
        return of(api.getResponseStatusCode(), code(api), retryAfter(api), target);
    }

    /**
     * @param code Graph's own, in lower case
     */
    static ProviderFailure of(int status, String code, Optional<Duration> after, Target target) {
        var said = "Microsoft says " + status + (code.isEmpty() ? "" : " " + code);
        var detail = code.equals(CROSSING) ? TOUCHES + " (" + said + ")" : said;
        if (LOST.contains(code)) {
            return new CursorExpired(detail);
        }
        return switch (status) {
            case 401 -> new Reauthorize(detail);
            case 403 -> new Forbidden(detail);
            case 404 -> missing(code, detail, target);
            case 409 ->
                    code.equals("errorirresolvableconflict")
                            ? new Changed(detail)
                            : new Unreachable(detail);
            case 410 -> target == Target.OBJECT ? new Gone(detail) : new CursorExpired(detail);
            case 412 -> new Changed(detail);
            case 423 -> new Unreachable(detail);
            case 429 -> new Throttled(after, Extent.ACCOUNT, detail);
            case 507 -> new Throttled(after, Extent.QUOTA, detail);
            default -> other(status, after, detail);
        };
    }

    private static ProviderFailure other(int status, Optional<Duration> after, String detail) {
        if (status >= 400 && status < 500) {
            return new Refused(detail);
        }
        return status == 503 && after.isPresent()
                ? new Throttled(after, Extent.ACCOUNT, detail)
                : new Unreachable(detail);
    }

    private static ProviderFailure missing(String code, String detail, Target target) {
        if (code.startsWith(AWAY)) {
            return target == Target.ACCOUNT ? new Forbidden(detail) : new Unreachable(detail);
        }
        return switch (target) {
            case ACCOUNT -> new Gone(detail);
            case CALENDAR -> new CalendarGone(detail);
            case OBJECT -> new Gone(detail);
        };
    }

    /** For the token endpoint, whose errors have a form of their own. */
    static ProviderFailure ofTokenStatus(int status) {
        var detail = "Microsoft's sign-in says " + status;
        return status == 429
                ? new Throttled(Optional.empty(), Extent.PROJECT, detail)
                : new Unreachable(detail);
    }

    private static String code(ApiException api) {
        return api instanceof ODataError error && error.getError() != null
                ? Optional.ofNullable(error.getError().getCode())
                        .map(code -> code.toLowerCase(Locale.ROOT))
                        .orElse("")
                : "";
    }

    private Optional<Duration> retryAfter(ApiException api) {
        return Optional.ofNullable(api.getResponseHeaders())
                .map(headers -> headers.get("Retry-After"))
                .flatMap(values -> values.stream().findFirst())
                .flatMap(this::wait);
    }

    /** Seconds or a date (RFC 9110, 10.2.3). */
    private Optional<Duration> wait(String value) {
        try {
            return Optional.of(Duration.ofSeconds(Long.parseLong(value.strip())));
        } catch (NumberFormatException date) {
            try {
                var at = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME);
                var wait = Duration.between(clock.instant(), at.toInstant());
                return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
            } catch (DateTimeException neither) {
                return Optional.empty();
            }
        }
    }
}
