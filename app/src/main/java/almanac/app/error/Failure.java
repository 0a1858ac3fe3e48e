package almanac.app.error;

import almanac.message.Rejection;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is wrong with a request, in no API's words yet.
 *
 * @param subject the kind of thing it is about, such as "Event"; empty where there is none
 * @param message what one person can read
 * @param fields the fields of the request that are wrong
 * @param headers go with the answer in every API
 */
public record Failure(
        Kind kind,
        String subject,
        String message,
        List<FieldProblem> fields,
        Map<String, String> headers) {

    /** The kinds, each with the status that it has unless an API says otherwise. */
    public enum Kind {
        INVALID(400),
        MALFORMED(400),
        UNAUTHENTICATED(401),
        FORBIDDEN(403),
        /** Exists and belongs to others: only PrimeCal tells it from NOT_FOUND. */
        NOT_PERMITTED(403),
        NOT_FOUND(404),
        NO_ROUTE(404),
        METHOD_NOT_ALLOWED(405),
        NOT_ACCEPTABLE(406),
        CONFLICT(409),
        KEY_IN_USE(409),
        /** What it was about is over: a connection that was ended. */
        GONE(410),
        /** What the caller wants to go on from is kept no more. */
        EXPIRED(410),
        /** The provider no longer accepts the connection; its user must connect again. */
        REVOKED(410),
        STALE(412),
        TOO_LARGE(413),
        UNSUPPORTED_TYPE(415),
        TOO_MUCH(422),
        RATE_LIMITED(429),
        /** The provider asks us to wait. */
        PROVIDER_BUSY(429),
        INTERNAL(500),
        UNAVAILABLE(503);

        private final int status;

        Kind(int status) {
            this.status = status;
        }

        public int status() {
            return status;
        }
    }

    /**
     * One wrong field.
     *
     * @param value what was sent, where it can be echoed
     */
    public record FieldProblem(String field, String reason, Optional<Object> value) {}

    public Failure {
        fields = List.copyOf(fields);
        headers = Map.copyOf(headers);
    }

    public static Failure of(Kind kind, String message) {
        return new Failure(kind, "", message, List.of(), Map.of());
    }

    public static Failure invalid(String field, String reason, Optional<Object> value) {
        var problems =
                field.isEmpty()
                        ? List.<FieldProblem>of()
                        : List.of(new FieldProblem(field, reason, value));
        return new Failure(Kind.INVALID, "", reason, problems, Map.of());
    }

    /** The same where what belongs to others is told as what does not exist (contract R25). */
    Failure hiding() {
        return kind == Kind.NOT_PERMITTED
                ? new Failure(
                        Kind.NOT_FOUND,
                        subject,
                        new Rejection.NotFound(subject.isEmpty() ? "It" : subject, "").message(),
                        fields,
                        headers)
                : this;
    }

    public Failure about(String thing) {
        return new Failure(kind, thing, message, fields, headers);
    }

    public Failure with(String header, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Failure(kind, subject, message, fields, more);
    }

    /** Whole seconds, at least one. */
    public Failure retryAfter(Duration wait) {
        var seconds = Math.max(1, wait.plusMillis(999).toSeconds());
        return with("Retry-After", Long.toString(seconds));
    }
}
