package almanac.sync.caldav;

import almanac.sync.provider.ProviderFailed;
import almanac.sync.provider.ProviderFailure;
import almanac.sync.provider.ProviderFailure.Extent;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What an answer that is no success means. */
final class DavFailures {

    /** What was asked for. */
    enum Subject {
        SERVER,
        CALENDAR,
        OBJECT
    }

    /** Conditions of RFC 4791 5.3.2.1 that say something of what was sent. */
    private static final Set<String> OF_CONTENT =
            Set.of(
                    "supported-calendar-data",
                    "valid-calendar-data",
                    "valid-calendar-object-resource",
                    "supported-calendar-component",
                    "no-uid-conflict",
                    "max-resource-size",
                    "min-date-time",
                    "max-date-time",
                    "max-instances",
                    "max-attendees-per-instance",
                    "calendar-collection-location-ok",
                    "same-organizer-in-all-components",
                    "unique-scheduling-object-resource");

    private static final Pattern SECONDS = Pattern.compile("\\d{1,9}");
    private static final Pattern PLAIN_NAME = Pattern.compile("[a-z-]{1,60}");

    private DavFailures() {}

    static ProviderFailed of(Subject subject, String method, DavAnswer answer, Clock clock) {
        var after = answer.header("Retry-After").flatMap(text -> retryAfter(text, clock));
        return of(subject, method, answer.status(), conditions(answer.body()), after);
    }

    static ProviderFailed of(
            Subject subject,
            String method,
            int status,
            Collection<String> conditions,
            Optional<Duration> after) {
        var detail = detail(method, status, conditions);
        return new ProviderFailed(failure(subject, status, conditions, after, detail));
    }

    private static ProviderFailure failure(
            Subject subject,
            int status,
            Collection<String> conditions,
            Optional<Duration> after,
            String detail) {
        return switch (status) {
            case 401 ->
                    new ProviderFailure.Reauthorize(
                            "the password is not accepted; a new app-specific password is needed");
            case 403 ->
                    conditions.stream().anyMatch(OF_CONTENT::contains)
                            ? new ProviderFailure.Refused(detail)
                            : new ProviderFailure.Forbidden(detail);
            case 404, 410 -> missing(subject, detail);
            case 412 -> new ProviderFailure.Changed(detail);
            case 429 -> new ProviderFailure.Throttled(after, Extent.ACCOUNT, detail);
            case 503 ->
                    after.isPresent()
                            ? new ProviderFailure.Throttled(after, Extent.ACCOUNT, detail)
                            : new ProviderFailure.Unreachable(detail);
            case 507 -> new ProviderFailure.Throttled(after, Extent.QUOTA, detail);
            case 408, 423, 425 -> new ProviderFailure.Unreachable(detail);
            default ->
                    status >= 300 && status < 500
                            ? new ProviderFailure.Refused(detail)
                            : new ProviderFailure.Unreachable(detail);
        };
    }

    private static ProviderFailure missing(Subject subject, String detail) {
        return switch (subject) {
            case SERVER -> new ProviderFailure.Refused("no calendars are found there: " + detail);
            case CALENDAR -> new ProviderFailure.CalendarGone(detail);
            case OBJECT -> new ProviderFailure.Gone(detail);
        };
    }

    private static String detail(String method, int status, Collection<String> conditions) {
        var named =
                conditions.stream()
                        .filter(name -> PLAIN_NAME.matcher(name).matches())
                        .limit(3)
                        .collect(Collectors.joining(", "));
        return method + " was answered with " + status + (named.isEmpty() ? "" : ": " + named);
    }

    /** The names of what was not met, where the body is a DAV:error (RFC 4918 16). */
    static List<String> conditions(byte[] body) {
        try {
            var error = Xml.parse(body);
            return error.is(Xml.DAV, "error")
                    ? error.children().stream().map(Xml::name).toList()
                    : List.of();
        } catch (Xml.Unreadable noXml) {
            return List.of();
        }
    }

    /** Seconds or a date (RFC 9110 10.2.3). */
    static Optional<Duration> retryAfter(String text, Clock clock) {
        if (SECONDS.matcher(text).matches()) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
        }
        try {
            var date = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME);
            var wait = Duration.between(clock.instant(), date.toInstant());
            return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
        } catch (DateTimeException neither) {
            return Optional.empty();
        }
    }
}
