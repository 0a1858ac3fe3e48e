package almanac.app.error;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The PrimeCal envelope (contract.md 2.4). */
final class PrimeCalErrors implements ErrorRenderer {

    @Override
    public Rendering render(Failure failure, Request request) {
        var status = failure.kind().status();
        var error = new LinkedHashMap<String, Object>();
        error.put("code", code(failure));
        error.put("message", general(failure));
        error.put("details", details(failure));
        error.put("requestId", request.id());
        var meta = new LinkedHashMap<String, Object>();
        meta.put("statusCode", status);
        meta.put("path", request.path());
        meta.put("method", request.method());
        meta.put("timestamp", request.time().toString());
        meta.put("recoverable", recoverable(status));
        var body = new LinkedHashMap<String, Object>();
        body.put("success", false);
        body.put("statusCode", status);
        body.put("message", failure.message());
        body.put("error", error);
        body.put("requestId", request.id());
        body.put("meta", meta);
        return new Rendering(status, body);
    }

    private static boolean recoverable(int status) {
        return status < 500 || status == 503;
    }

    private static String code(Failure failure) {
        return switch (failure.kind()) {
            case INVALID, TOO_MUCH -> "VALIDATION_FAILED";
            case MALFORMED, METHOD_NOT_ALLOWED, NOT_ACCEPTABLE, TOO_LARGE, UNSUPPORTED_TYPE ->
                    "BAD_REQUEST";
            case UNAUTHENTICATED -> "UNAUTHORIZED";
            case FORBIDDEN, NOT_PERMITTED -> "FORBIDDEN";
            case NOT_FOUND, NO_ROUTE, GONE, EXPIRED -> "NOT_FOUND";
            case CONFLICT, KEY_IN_USE, STALE, REVOKED -> "CONFLICT";
            case RATE_LIMITED, PROVIDER_BUSY -> "RATE_LIMITED";
            case UNAVAILABLE -> "SERVICE_UNAVAILABLE";
            case INTERNAL -> "INTERNAL_ERROR";
        };
    }

    private static String general(Failure failure) {
        return switch (failure.kind()) {
            case INVALID, TOO_MUCH -> "The request is invalid. Please review your input.";
            case MALFORMED -> "The request could not be processed.";
            case UNAUTHENTICATED -> "Authentication is required.";
            case FORBIDDEN, NOT_PERMITTED -> "Access denied.";
            case NOT_FOUND, NO_ROUTE, GONE, EXPIRED -> "The requested resource was not found.";
            case CONFLICT, KEY_IN_USE, STALE, REVOKED ->
                    "The request conflicts with existing data.";
            case RATE_LIMITED, PROVIDER_BUSY -> "Too many requests. Please retry later.";
            case METHOD_NOT_ALLOWED, NOT_ACCEPTABLE, TOO_LARGE, UNSUPPORTED_TYPE ->
                    failure.message();
            case UNAVAILABLE -> "The service is temporarily unavailable. Please retry later.";
            case INTERNAL -> "An unexpected error occurred.";
        };
    }

    private static Map<String, Object> details(Failure failure) {
        if (failure.fields().isEmpty()) {
            return Map.of("message", failure.message());
        }
        return Map.of("fields", failure.fields().stream().map(PrimeCalErrors::field).toList());
    }

    private static Map<String, Object> field(Failure.FieldProblem problem) {
        var field = new LinkedHashMap<String, Object>();
        field.put("field", problem.field());
        field.put("reasons", List.of(problem.reason()));
        problem.value().ifPresent(value -> field.put("value", value));
        return field;
    }
}
