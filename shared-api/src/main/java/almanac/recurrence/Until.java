package almanac.recurrence;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** The inclusive end of a rule in the form in which it was written (RFC 5545 3.3.10, UNTIL). */
public sealed interface Until {

    /** Through the whole of this date. */
    record OnDate(LocalDate date) implements Until {}

    /** Through this local date-time of the series. */
    record AtLocal(LocalDateTime time) implements Until {}

    /** Through this UTC date-time. */
    record AtUtc(LocalDateTime utc) implements Until {}

    /** The last local date-time that a start in this zone may have. */
    default LocalDateTime lastLocal(ZoneId zone) {
        return switch (this) {
            case OnDate(var date) -> date.atTime(LocalTime.MAX);
            case AtLocal(var time) -> time;
            case AtUtc(var utc) ->
                    utc.atOffset(ZoneOffset.UTC).atZoneSameInstant(zone).toLocalDateTime();
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
