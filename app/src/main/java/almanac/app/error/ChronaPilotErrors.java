package almanac.app.error;

import almanac.app.error.Failure.Kind;
import java.util.LinkedHashMap;
import java.util.Map;

/** The ChronaPilot envelope (contract.md 4.4). */
final class ChronaPilotErrors implements ErrorRenderer {

    private static final String DOCS = "/docs/errors/";

    @Override
    public Rendering render(Failure told, Request request) {
        var failure = told.hiding();
        var code = code(failure);
        var error = new LinkedHashMap<String, Object>();
        error.put("type", type(failure.kind()));
        error.put("code", code);
        error.put("message", failure.message());
        failure.fields().stream().findFirst().ifPresent(f -> error.put("param", f.field()));
        var wait = failure.headers().get("Retry-After");
        if (wait != null) {
            error.put("retry_after_seconds", Long.parseLong(wait));
        }
        error.put("doc_url", DOCS + code);
        error.put("request_id", request.id());
        return new Rendering(failure.kind().status(), Map.of("error", error));
    }

    private static String type(Kind kind) {
        return switch (kind) {
            case UNAUTHENTICATED -> "authentication_error";
            case FORBIDDEN -> "authorization_error";
            case KEY_IN_USE -> "idempotency_error";
            case GONE, REVOKED, EXPIRED -> "connection_error";
            case RATE_LIMITED, PROVIDER_BUSY -> "rate_limit_error";
            case INTERNAL, UNAVAILABLE -> "api_error";
            case INVALID,
                    MALFORMED,
                    NOT_PERMITTED,
                    NOT_FOUND,
                    NO_ROUTE,
                    METHOD_NOT_ALLOWED,
                    NOT_ACCEPTABLE,
                    CONFLICT,
                    STALE,
                    TOO_LARGE,
                    UNSUPPORTED_TYPE,
                    TOO_MUCH ->
                    "invalid_request_error";
        };
    }

    private static String code(Failure failure) {
        return switch (failure.kind()) {
            case INVALID -> missing(failure) ? "missing_required_field" : "invalid_parameter";
            case MALFORMED -> "invalid_request";
            case UNAUTHENTICATED -> "authentication_failed";
            case FORBIDDEN -> "authorization_failed";
            case NOT_PERMITTED, NOT_FOUND, NO_ROUTE -> "resource_not_found";
            case METHOD_NOT_ALLOWED -> "method_not_allowed";
            case NOT_ACCEPTABLE -> "not_acceptable";
            case CONFLICT -> "resource_conflict";
            case KEY_IN_USE -> "idempotency_key_in_use";
            case STALE -> "resource_changed";
            case TOO_LARGE -> "request_too_large";
            case UNSUPPORTED_TYPE -> "unsupported_media_type";
            case TOO_MUCH -> "range_too_large";
            case GONE, EXPIRED -> "connection_expired";
            case REVOKED -> "provider_oauth_revoked";
            case RATE_LIMITED -> "rate_limit_exceeded";
            case PROVIDER_BUSY -> "provider_rate_limit";
            case INTERNAL -> "internal_error";
            case UNAVAILABLE -> "service_unavailable";
        };
    }

    private static boolean missing(Failure failure) {
        return failure.fields().stream()
                .anyMatch(field -> field.value().isEmpty() && field.reason().contains("required"));
    }
}
