package almanac.app.error;

import almanac.app.error.Failure.Kind;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.springframework.web.ErrorResponse;

/** Makes a failure of a bare status that a framework chose. */
final class Statuses {

    /** How the container refuses HTTP that it does not speak; nothing has failed. */
    private static final Set<Integer> NOT_SPOKEN = Set.of(501, 505);

    private Statuses() {}

    static Failure failure(int status, ErrorResponse response) {
        var failure = failure(status);
        return Optional.ofNullable(response.getBody().getDetail())
                .filter(detail -> status < 500)
                .map(detail -> Failure.of(failure.kind(), detail))
                .orElse(failure);
    }

    static Failure failure(int status) {
        var kind =
                Arrays.stream(Kind.values())
                        .filter(k -> k.status() == status && k != Kind.INVALID)
                        .findFirst()
                        .orElse(
                                status < 500 || NOT_SPOKEN.contains(status)
                                        ? Kind.MALFORMED
                                        : Kind.INTERNAL);
        return Failure.of(
                kind,
                switch (kind) {
                    case MALFORMED -> "the request is not valid HTTP for this server";
                    case UNAUTHENTICATED -> "Authentication is required.";
                    case FORBIDDEN -> "Access denied.";
                    case NOT_FOUND -> "no such route";
                    case METHOD_NOT_ALLOWED -> "the method is not supported on this path";
                    case TOO_LARGE -> "the request is too large";
                    case INTERNAL -> "An unexpected error occurred.";
                    default -> "the request was refused";
                });
    }
}
