package almanac.time;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * A half-open stretch of time as one viewer sees it.
 *
 * @param from first instant
 * @param to exclusive last instant, after {@code from}
 * @param zone where the viewer's days begin; places all-day spans
 */
public record Window(Instant from, Instant to, ZoneId zone) {

    /** Wide enough for every calendar date that a four-digit year can name. */
    public static final Instant BEGINNING =
            LocalDate.of(0, 1, 1).atStartOfDay().toInstant(ZoneOffset.UTC);

    public static final Instant END_OF_TIME =
            LocalDate.of(9999, 12, 31).atStartOfDay().toInstant(ZoneOffset.UTC);

    public Window {
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("window ends before it begins");
        }
    }

    /**
     * Whole days, both included. A day that the zone left out, when it moved across the date line,
     * is answered as the one that took its place.
     */
    public static Window ofDays(LocalDate first, LocalDate last, ZoneId zone) {
        var from = first.atStartOfDay(zone).toInstant();
        var to = last.plusDays(1).atStartOfDay(zone).toInstant();
        return new Window(from, to.isAfter(from) ? to : from.plus(Duration.ofDays(1)), zone);
    }
}
