package almanac.app.error;

import almanac.app.error.Failure.Kind;
import almanac.message.Rejected;
import almanac.message.Rejection;
import almanac.store.OutcomeUnknown;
import com.mongodb.MongoException;
import java.time.Duration;
import java.util.Optional;
import org.apache.coyote.BadRequestException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.web.ErrorResponse;

/** Reads what an exception says about the request. */
final class Failures {

    private static final Duration SOON = Duration.ofSeconds(1);
    private static final String NOT_KNOWN = "whether the write was stored is not known";

    private Failures() {}

    static Failure of(Throwable problem) {
        for (@Nullable Throwable at = problem; at != null; at = at.getCause()) {
            var known = known(at);
            if (known.isPresent()) {
                return known.get();
            }
        }
        return problem instanceof ErrorResponse response
                ? Statuses.failure(response.getStatusCode().value(), response)
                : Failure.of(Kind.INTERNAL, "An unexpected error occurred.");
    }

    private static Optional<Failure> known(Throwable problem) {
        return switch (problem) {
            case Rejected refused -> Optional.of(of(refused.rejection()));
            case InvalidRequest wrong -> Optional.of(wrong.failure());
            case Refusal refused -> Optional.of(refused.failure());
            case BodyTooLarge large ->
                    Optional.of(
                            Failure.of(
                                    Kind.TOO_LARGE,
                                    "the body is larger than " + large.limit() + " bytes"));
            case Unavailable away ->
                    Optional.of(
                            Failure.of(Kind.UNAVAILABLE, message(away))
                                    .retryAfter(away.retryAfter()));
            case OutcomeUnknown unknown -> Optional.of(unavailable(NOT_KNOWN));
            case MongoException fault when StoreFaults.unconfirmed(fault) ->
                    Optional.of(unavailable(NOT_KNOWN));
            case MongoException fault when StoreFaults.passes(fault) ->
                    Optional.of(unavailable("the store is away"));
            case HttpMessageNotReadableException unreadable ->
                    Optional.of(BodyProblems.of(unreadable));
            case BadRequestException broken ->
                    Optional.of(Failure.of(Kind.MALFORMED, "the body cannot be read to its end"));
            // the firewall: of a header or a parameter only when somebody asks for it
            case RequestRejectedException refused ->
                    Optional.of(
                            Failure.of(
                                    Kind.MALFORMED,
                                    "the path, a header or a parameter's name is not acceptable"));
            case AuthenticationException unknown ->
                    Optional.of(Failure.of(Kind.UNAUTHENTICATED, "Authentication is required."));
            case AccessDeniedException denied ->
                    Optional.of(Failure.of(Kind.FORBIDDEN, "Access denied."));
            default -> ParameterProblems.of(problem);
        };
    }

    private static Failure unavailable(String message) {
        return Failure.of(Kind.UNAVAILABLE, message).retryAfter(SOON);
    }

    private static String message(Throwable problem) {
        return Optional.ofNullable(problem.getMessage()).orElse("not available");
    }

    static Failure of(Rejection rejection) {
        var text = rejection.message();
        return switch (rejection) {
            case Rejection.Invalid(var field, var message, var value) ->
                    Failure.invalid(
                            field,
                            message,
                            value.isEmpty() ? Optional.empty() : Optional.of(value));
            case Rejection.NotFound(var kind, _) -> Failure.of(Kind.NOT_FOUND, text).about(kind);
            case Rejection.NotPermitted(var kind, _) ->
                    Failure.of(Kind.NOT_PERMITTED, text).about(kind);
            case Rejection.NoSuchOccurrence _ -> Failure.of(Kind.NOT_FOUND, text);
            case Rejection.StaleRevision _ -> Failure.of(Kind.STALE, text);
            case Rejection.Conflict(var field, var message) ->
                    new Failure(
                            Kind.CONFLICT,
                            "",
                            message,
                            Failure.invalid(field, message, Optional.empty()).fields(),
                            java.util.Map.of());
            case Rejection.TooMuch(var field, var message) ->
                    new Failure(
                            Kind.TOO_MUCH,
                            "",
                            message,
                            Failure.invalid(field, message, Optional.empty()).fields(),
                            java.util.Map.of());
            case Rejection.TooManyRequests(var wait) ->
                    Failure.of(Kind.RATE_LIMITED, text).retryAfter(wait);
            case Rejection.Unauthenticated _ -> Failure.of(Kind.UNAUTHENTICATED, text);
            case Rejection.Expired _ -> Failure.of(Kind.EXPIRED, text);
            case Rejection.NotYetVisible(var position) ->
                    Failure.of(Kind.UNAVAILABLE, text)
                            .retryAfter(SOON)
                            .with("X-Write-Position", Long.toString(position));
        };
    }
}
