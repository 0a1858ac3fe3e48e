package almanac.icalendar;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Locale;

/**
 * A DURATION (RFC 5545 3.3.6): its days and weeks count by the calendar, what follows them by the
 * clock that never changes.
 */
record Length(Period days, Duration time) {

    static Length of(String value) throws Unusable {
        var text = value.strip().toUpperCase(Locale.ROOT);
        var clock = text.indexOf('T');
        var sign = text.startsWith("-") ? "-" : "";
        try {
            return new Length(
                    clock >= 0 && text.substring(0, clock).endsWith("P")
                            ? Period.ZERO
                            : Period.parse(clock < 0 ? text : text.substring(0, clock)),
                    clock < 0 ? Duration.ZERO : Duration.parse(sign + "P" + text.substring(clock)));
        } catch (DateTimeException | ArithmeticException invalid) {
            throw new Unusable("DURATION is none: " + value.strip());
        }
    }

    /** Whole days, of which an event of days has at least one. */
    long wholeDays() {
        return Math.max(1, days.getDays() + time.toDays());
    }

    boolean ofDays() {
        return time.isZero();
    }

    /** When something ends that begins then. */
    ZonedDateTime after(LocalDateTime start, ZoneId zone) {
        return start.plus(days).atZone(zone).plus(time);
    }
}
