package almanac.app.error;

import almanac.app.error.Failure.Kind;
import java.util.LinkedHashMap;

/** The Aurinko envelope (contract.md 6.4). */
final class AurinkoErrors implements ErrorRenderer {

    @Override
    public Rendering render(Failure told, Request request) {
        var failure = told.hiding();
        var body = new LinkedHashMap<String, Object>();
        body.put("code", code(failure.kind()));
        body.put("message", message(failure));
        body.put("requestId", request.id());
        return new Rendering(failure.kind().status(), body);
    }

    private static String message(Failure failure) {
        return failure.kind() == Kind.UNAUTHENTICATED ? "unauthorized" : failure.message();
    }

    private static String code(Kind kind) {
        return switch (kind) {
            case INVALID, MALFORMED, TOO_MUCH -> "badRequest";
            case UNAUTHENTICATED -> "unauthorized";
            case FORBIDDEN -> "forbidden";
            case NOT_PERMITTED, NOT_FOUND, NO_ROUTE -> "notFound";
            case METHOD_NOT_ALLOWED -> "methodNotAllowed";
            case NOT_ACCEPTABLE -> "notAcceptable";
            case CONFLICT -> "conflict";
            case GONE -> "gone";
            case EXPIRED -> "syncToken.expired";
            case REVOKED -> "token.dead";
            case KEY_IN_USE -> "idempotencyKeyInUse";
            case STALE -> "preconditionFailed";
            case TOO_LARGE -> "payloadTooLarge";
            case UNSUPPORTED_TYPE -> "unsupportedMediaType";
            case RATE_LIMITED, PROVIDER_BUSY -> "tooManyRequests";
            case INTERNAL -> "internalError";
            case UNAVAILABLE -> "serviceUnavailable";
        };
    }
}
