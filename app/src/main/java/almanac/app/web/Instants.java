package almanac.app.web;

import almanac.message.Rejected;
import almanac.message.Rejection;
import almanac.time.AsOf;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the instants that clients send: ISO 8601 with a zone offset or {@code Z}. */
public final class Instants {

    /** The first year that a date on any calendar here can have. */
    private static final Instant FIRST_YEAR = Instant.parse("0001-01-01T00:00:00Z");

    private final Clock clock;

    public Instants(Clock clock) {
        this.clock = clock;
    }

    /** The parameter {@code asOf}, refused where it is malformed or still to come. */
    public Optional<AsOf> asOf(@Nullable String sent) {
        return Optional.ofNullable(sent).map(text -> past("asOf", text));
    }

    /** An instant of the past, or now; days around it can be named in every zone. */
    public AsOf past(String field, String sent) {
        var instant = instant(field, sent);
        if (instant.isAfter(clock.instant())) {
            throw new Rejected(
                    new Rejection.Invalid(field, field + " must not be in the future", sent));
        }
        if (instant.isBefore(FIRST_YEAR)) {
            throw new Rejected(
                    new Rejection.Invalid(field, field + " must not be before the year 1", sent));
        }
        return new AsOf(instant);
    }

    /** Any instant. */
    public static Instant instant(String field, String sent) {
        try {
            return OffsetDateTime.parse(sent).toInstant();
        } catch (DateTimeException malformed) {
            throw new Rejected(
                    new Rejection.Invalid(
                            field,
                            field + " must be an instant such as 2026-04-01T15:30:00.000Z",
                            sent));
        }
    }
}
