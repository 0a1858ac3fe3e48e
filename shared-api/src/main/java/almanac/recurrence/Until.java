package almanac.recurrence;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * The inclusive end of a rule in the form in which it was written (RFC 5545 3.3.10, UNTIL). It lies
 * in the year 9999 at the latest: nothing starts behind, and iCalendar has no digits for it.
 */
public sealed interface Until {

    /** The end of years, which files write where they mean none. */
    LocalDateTime LAST = LocalDateTime.of(Matches.LAST_YEAR, 12, 31, 23, 59, 59);

    /** Through the whole of this date. */
    record OnDate(LocalDate date) implements Until {
        public OnDate {
            date = date.isAfter(LAST.toLocalDate()) ? LAST.toLocalDate() : date;
        }
    }

    /** Through this local date-time of the series. */
    record AtLocal(LocalDateTime time) implements Until {
        public AtLocal {
            time = bounded(time);
        }
    }

    /** Through this UTC date-time. */
    record AtUtc(LocalDateTime utc) implements Until {
        public AtUtc {
            utc = bounded(utc);
        }
    }

    private static LocalDateTime bounded(LocalDateTime time) {
        return time.isAfter(LAST) ? LAST : time;
    }

    /** The last local date-time that a start in this zone may have. */
    default LocalDateTime lastLocal(ZoneId zone) {
        return switch (this) {
            case OnDate(var date) -> date.atTime(LocalTime.MAX);
            case AtLocal(var time) -> time;
            case AtUtc(var utc) ->
                    bounded(utc.atOffset(ZoneOffset.UTC).atZoneSameInstant(zone).toLocalDateTime());
        };
    }

    /** The same kind of end, so many days later. */
    default Until plusDays(long days) {
        return switch (this) {
            case OnDate(var date) -> new OnDate(date.plusDays(days));
            case AtLocal(var time) -> new AtLocal(time.plusDays(days));
            case AtUtc(var utc) -> new AtUtc(utc.plusDays(days));
        };
    }

    /** The RFC text: {@code 20261231}, {@code 20261231T090000} or {@code 20261231T080000Z}. */
    default String text() {
        var second = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss");
        return switch (this) {
            case OnDate(var date) -> date.format(DateTimeFormatter.BASIC_ISO_DATE);
            case AtLocal(var time) -> time.format(second);
            case AtUtc(var utc) -> utc.format(second) + "Z";
        };
    }
}
