package almanac.sync.google;

import almanac.time.End;
import almanac.time.Moments;
import almanac.time.Span;
import com.google.api.client.util.DateTime;
import com.google.api.services.calendar.model.Event;
import com.google.api.services.calendar.model.EventDateTime;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * When an event takes place. Google shows a time with the calendar's offset and names the zone
 * beside it; a day has no zone, and its end is exclusive.
 */
final class GoogleTimes {

    private static final ZoneId UTC = ZoneId.of("UTC");

    private GoogleTimes() {}

    /**
     * @param calendarZone in which times are meant whose event names no zone
     */
    static Span span(Event item, Optional<String> calendarZone) throws Unreadable {
        var start = Optional.ofNullable(item.getStart());
        if (start.isEmpty()) {
            throw new Unreadable("it has no start");
        }
        return start.get().getDate() != null
                ? days(item, date(start.get().getDate()))
                : timed(item, start.get(), calendarZone);
    }

    private static Span days(Event item, LocalDate first) {
        var end =
                Optional.ofNullable(item.getEnd())
                        .flatMap(each -> Optional.ofNullable(each.getDate()))
                        .map(GoogleTimes::date)
                        .filter(each -> each.isAfter(first))
                        .orElse(first.plusDays(1));
        return new Span.AllDay(first, end);
    }

    static LocalDate date(DateTime date) {
        return LocalDate.parse(date.toStringRfc3339().substring(0, 10));
    }

    private static Span timed(Event item, EventDateTime start, Optional<String> calendarZone)
            throws Unreadable {
        var zone = zone(start, calendarZone);
        var from = instant(start).orElseThrow(() -> new Unreadable("it has no start"));
        var until =
                Optional.ofNullable(item.getEnd())
                        .filter(end -> !Boolean.TRUE.equals(item.getEndTimeUnspecified()))
                        .flatMap(GoogleTimes::instant)
                        .filter(end -> end.isAfter(from));
        return Optional.ofNullable(item.getRecurrence()).isPresent()
                ? repeating(from, until, zone)
                : Moments.span(from, until, zone);
    }

    /** A series keeps its wall-clock time, also where the clock shows that time twice. */
    private static Span repeating(Instant from, Optional<Instant> until, ZoneId zone) {
        var start = LocalDateTime.ofInstant(from, zone);
        return new Span.Timed(
                start,
                zone,
                until.map(each -> LocalDateTime.ofInstant(each, zone))
                        .filter(each -> !each.isBefore(start))
                        .<End>map(End.At::new)
                        .orElseGet(End.None::new));
    }

    static Optional<Instant> instant(EventDateTime time) {
        return Optional.ofNullable(time.getDateTime()).map(GoogleTimes::instant);
    }

    /**
     * What its text says: the number that Google's client makes of it counts by the Julian calendar
     * before 1582, where RFC 3339 has the Gregorian one.
     */
    private static Instant instant(DateTime time) {
        return OffsetDateTime.parse(time.toStringRfc3339()).toInstant();
    }

    private static ZoneId zone(EventDateTime start, Optional<String> calendarZone)
            throws Unreadable {
        var name = Optional.ofNullable(start.getTimeZone()).or(() -> calendarZone).orElse("UTC");
        try {
            return ZoneId.of(name);
        } catch (DateTimeException unknown) {
            throw new Unreadable("its time zone is unknown: " + name);
        }
    }

    static EventDateTime start(Span span) {
        return switch (span) {
            case Span.AllDay(var first, var end, var untimed) -> day(first);
            case Span.Timed timed -> time(timed.startsAt(timed.zone()), timed.zone());
        };
    }

    /** Google knows no event without an end: it then ends when it starts. */
    static EventDateTime end(Span span) {
        return switch (span) {
            case Span.AllDay(var first, var end, var untimed) -> day(end);
            case Span.Timed timed -> time(timed.endsAt(timed.zone()), timed.zone());
        };
    }

    private static EventDateTime day(LocalDate date) {
        return new EventDateTime().setDate(new DateTime(date.toString()));
    }

    static EventDateTime time(Instant instant, ZoneId zone) {
        return new EventDateTime().setDateTime(moment(instant, zone)).setTimeZone(name(zone));
    }

    static DateTime moment(Instant instant, ZoneId zone) {
        var minutes = zone.getRules().getOffset(instant).getTotalSeconds() / 60;
        return DateTime.parseRfc3339(
                DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                        instant.atOffset(ZoneOffset.ofTotalSeconds(minutes * 60))));
    }

    /** Whether Google has a name for it: IANA zones, and offsets of whole hours. */
    static boolean named(ZoneId zone) {
        var plain = zone.normalized();
        return !(plain instanceof ZoneOffset offset)
                || offset.getTotalSeconds() % 3600 == 0
                        && offset.getTotalSeconds() >= -12 * 3600
                        && offset.getTotalSeconds() <= 14 * 3600;
    }

    /** The IANA name; UTC for an offset without one, which names the same instants. */
    static String name(ZoneId zone) {
        if (!(zone instanceof ZoneOffset offset)) {
            return zone.getId();
        }
        var hours = offset.getTotalSeconds() / 3600;
        // the signs of these names are those of POSIX: west of Greenwich is positive
        return hours == 0 || !named(offset)
                ? UTC.getId()
                : "Etc/GMT" + (hours > 0 ? "-" : "+") + Math.abs(hours);
    }
}
