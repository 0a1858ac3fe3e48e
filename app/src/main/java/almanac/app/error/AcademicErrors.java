package almanac.app.error;

import almanac.app.error.Failure.Kind;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The academic envelope (contract.md 5.4): two strings, and a list of strings for validation. */
final class AcademicErrors implements ErrorRenderer {

    private static final Pattern EVENTS = Pattern.compile("/api/calendar/events(/[^/]*)?/?");

    @Override
    public Rendering render(Failure told, Request request) {
        var failure = told.hiding();
        var body = new LinkedHashMap<String, Object>();
        body.put("success", false);
        body.put("error", text(failure, request));
        body.put("code", code(failure, request));
        if (failure.kind() == Kind.RATE_LIMITED || failure.kind() == Kind.UNAVAILABLE) {
            body.put("action", "RETRY_LATER");
        }
        if (!failure.fields().isEmpty()) {
            body.put(
                    "details",
                    failure.fields().stream()
                            .map(field -> field.field() + ": " + field.reason())
                            .toList());
        }
        return new Rendering(failure.kind().status(), body);
    }

    private static String text(Failure failure, Request request) {
        return switch (failure.kind()) {
            case UNAUTHENTICATED ->
                    request.path().equals("/api/auth/signin")
                            ? failure.message()
                            : "Authentication required";
            case INTERNAL -> failedText(request);
            default -> failure.message();
        };
    }

    private static String code(Failure failure, Request request) {
        return switch (failure.kind()) {
            case INVALID, MALFORMED, TOO_MUCH -> "VALIDATION_ERROR";
            case UNAUTHENTICATED -> "UNAUTHORIZED";
            case FORBIDDEN -> "FORBIDDEN";
            case NOT_FOUND, NOT_PERMITTED -> missing(failure, request);
            case NO_ROUTE, GONE, EXPIRED -> "NOT_FOUND";
            case METHOD_NOT_ALLOWED -> "METHOD_NOT_ALLOWED";
            case NOT_ACCEPTABLE -> "NOT_ACCEPTABLE";
            case CONFLICT, STALE, REVOKED -> "CONFLICT";
            case KEY_IN_USE -> "IDEMPOTENCY_KEY_IN_USE";
            case TOO_LARGE -> "PAYLOAD_TOO_LARGE";
            case UNSUPPORTED_TYPE -> "UNSUPPORTED_MEDIA_TYPE";
            case RATE_LIMITED, PROVIDER_BUSY -> "RATE_LIMIT_EXCEEDED";
            case INTERNAL -> failed(request).orElse("CALENDAR_SERVICE_ERROR");
            case UNAVAILABLE -> "CALENDAR_SERVICE_ERROR";
        };
    }

    /** What could not be done, for the writes of events. */
    private static Optional<String> failed(Request request) {
        if (!EVENTS.matcher(request.path()).matches()) {
            return Optional.empty();
        }
        return switch (request.method()) {
            case "POST" -> Optional.of("CALENDAR_EVENT_CREATE_ERROR");
            case "PATCH" -> Optional.of("CALENDAR_EVENT_UPDATE_ERROR");
            case "DELETE" -> Optional.of("CALENDAR_EVENT_DELETE_ERROR");
            default -> Optional.empty();
        };
    }

    private static String failedText(Request request) {
        return failed(request)
                .map(code -> code.replaceFirst("CALENDAR_EVENT_(.*)_ERROR", "$1"))
                .map(verb -> "Failed to " + verb.toLowerCase(Locale.ROOT) + " calendar event")
                .orElse("An unexpected error occurred.");
    }

    private static String missing(Failure failure, Request request) {
        if (request.path().startsWith("/api/calendar/")) {
            return "CALENDAR_EVENT_NOT_FOUND";
        }
        return failure.subject().isEmpty()
                ? "NOT_FOUND"
                : failure.subject().toUpperCase(Locale.ROOT).replace(' ', '_') + "_NOT_FOUND";
    }
}
