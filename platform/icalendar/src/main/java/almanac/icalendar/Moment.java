package almanac.icalendar;

import almanac.time.Span;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Pattern;

/** A DATE or DATE-TIME value (RFC 5545 3.3.4, 3.3.5). */
sealed interface Moment {

    /** Whole day. */
    record Day(LocalDate date) implements Moment {}

    /** Wall-clock time in a zone. */
    record Clock(LocalDateTime time, ZoneId zone) implements Moment {}

    DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;
    DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss");
    Pattern FORM = Pattern.compile("(\\d{8})(T\\d{4}(?:\\d{2})?)?(Z)?", Pattern.CASE_INSENSITIVE);
    ZoneId UTC = ZoneId.of("UTC");

    static Moment of(String property, String value, Optional<String> tzid, Zones zones)
            throws Unusable {
        var form = FORM.matcher(value.strip());
        if (!form.matches()) {
            throw new Unusable(property + " is no date: " + value);
        }
        try {
            var date = LocalDate.parse(form.group(1), DAY);
            if (form.group(2) == null) {
                return new Day(date);
            }
            var digits = (form.group(2).substring(1) + "00").substring(0, 6);
            var time =
                    LocalDateTime.parse(
                            form.group(1) + "T" + digits.replaceFirst("60$", "59"), TIME);
            return new Clock(time, form.group(3) != null ? UTC : zones.of(property, tzid, time));
        } catch (DateTimeParseException impossible) {
            throw new Unusable(property + " is no date: " + value);
        }
    }

    /** The local time in another zone; a day is taken at a time of the master's. */
    default LocalDateTime in(ZoneId master, LocalDateTime masterStart) {
        return switch (this) {
            case Day(var date) -> date.atTime(masterStart.toLocalTime());
            case Clock(var time, var zone) when zone.equals(master) -> time;
            case Clock(var time, var zone) ->
                    time.atZone(zone).withZoneSameInstant(master).toLocalDateTime();
        };
    }

    /** The local time in the zone of a span; of a series of whole days the date counts. */
    default LocalDateTime startIn(Span span) {
        return switch (span) {
            case Span.Timed timed -> in(timed.zone(), timed.start());
            case Span.AllDay allDay ->
                    switch (this) {
                        case Day(var date) -> date.atStartOfDay();
                        case Clock(var time, var zone) -> time.toLocalDate().atStartOfDay();
                    };
        };
    }

    static String utc(LocalDateTime local, ZoneId zone) {
        return TIME.format(local.atZone(zone).withZoneSameInstant(ZoneOffset.UTC)) + "Z";
    }
}
