package almanac.app.api.aurinko;

import almanac.message.Rejected;
import almanac.message.Rejection;
import almanac.time.Window;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code timeMin} and {@code timeMax} (contract 6.2): RFC 3339 with an offset. An event belongs to
 * them when it ends after the first and starts before the second.
 */
final class Bounds {

    private Bounds() {}

    /** Both bounds, which must be there. */
    static Window required(@Nullable String timeMin, @Nullable String timeMax, ZoneId zone) {
        return window(required("timeMin", timeMin), required("timeMax", timeMax), zone);
    }

    /** Both bounds or none. */
    static Optional<Window> optional(
            @Nullable String timeMin, @Nullable String timeMax, ZoneId zone) {
        return timeMin == null && timeMax == null
                ? Optional.empty()
                : Optional.of(required(timeMin, timeMax, zone));
    }

    /** Everything that a calendar can hold. */
    static Window everything() {
        return new Window(Window.BEGINNING, Window.END_OF_TIME, ZoneOffset.UTC);
    }

    private static Window window(Instant from, Instant to, ZoneId zone) {
        if (!from.isBefore(to)) {
            throw Rejected.invalid("timeMin", "timeMin must be before timeMax");
        }
        return new Window(from, to, zone);
    }

    private static Instant required(String field, @Nullable String sent) {
        if (sent == null || sent.isBlank()) {
            throw Rejected.invalid(field, field + " is required");
        }
        return instant(field, sent);
    }

    /** A plus sign that nobody encoded arrives as a space. */
    private static Instant instant(String field, String sent) {
        var text = sent.strip().replaceFirst(" (?=\\d{2}:\\d{2}$)", "+");
        try {
            var instant = OffsetDateTime.parse(text).toInstant();
            if (instant.isBefore(Window.BEGINNING) || instant.isAfter(Window.END_OF_TIME)) {
                throw new DateTimeException("out of range");
            }
            return instant;
        } catch (DateTimeException unreadable) {
            throw new Rejected(
                    new Rejection.Invalid(
                            field,
                            field
                                    + " must be a date and time with an offset, such as"
                                    + " 2019-06-03T10:00:00-07:00",
                            sent));
        }
    }
}
