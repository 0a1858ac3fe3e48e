package almanac.sync.microsoft;

import almanac.time.End;
import almanac.time.Moments;
import almanac.time.Span;
import almanac.time.WindowsZones;
import com.microsoft.graph.models.DateTimeTimeZone;
import com.microsoft.graph.models.Event;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Between spans and Graph's times, which come in UTC beside the name of the zone they were meant
 * in.
 */
final class MicrosoftTimes {

    private static final ZoneId UTC = ZoneId.of("Etc/UTC");

    /** Exchange's own name for UTC, beside that for a zone that somebody made up. */
    private static final String OUTLOOKS_UTC = "tzone://Microsoft/Utc";

    private MicrosoftTimes() {}

    /** A zone by its Windows or IANA name; empty for Outlook's custom ones. */
    static Optional<ZoneId> zone(String name) {
        if (name.equalsIgnoreCase(OUTLOOKS_UTC)) {
            return Optional.of(UTC);
        }
        try {
            return WindowsZones.zone(name).or(() -> Optional.of(ZoneId.of(name)));
        } catch (DateTimeException custom) {
            return Optional.empty();
        }
    }

    /** The name to write a zone by: Windows' own where there is one, since not all know IANA's. */
    static String name(ZoneId zone) {
        return WindowsZones.name(zone).orElseGet(zone::getId);
    }

    /**
     * When an event is.
     *
     * @param zone in which its wall clock is read; whole days have none and are never converted
     */
    static Span span(Event event, ZoneId zone) throws UnreadableEvent {
        if (Boolean.TRUE.equals(event.getIsAllDay())) {
            var first = local(event.getStart()).toLocalDate();
            var last = local(event.getEnd()).toLocalDate();
            return new Span.AllDay(first, last.isAfter(first) ? last : first.plusDays(1));
        }
        var from = instant(event.getStart());
        var to = instant(event.getEnd());
        return Moments.span(from, Optional.of(to.isBefore(from) ? from : to), zone);
    }

    /** The zone that an event is meant in. */
    static Optional<ZoneId> zone(Event event) {
        var series =
                Optional.ofNullable(event.getRecurrence())
                        .flatMap(recurrence -> Optional.ofNullable(recurrence.getRange()))
                        .flatMap(range -> Optional.ofNullable(range.getRecurrenceTimeZone()))
                        .filter(name -> !name.isEmpty());
        return series.flatMap(MicrosoftTimes::zone)
                .or(() ->
                        Optional.ofNullable(event.getOriginalStartTimeZone())
                                .flatMap(MicrosoftTimes::zone));
    }

    /**
     * In which a single event of an unknown zone is read: its instants are certain all the same.
     */
    static ZoneId fallback() {
        return UTC;
    }

    private static LocalDateTime local(@Nullable DateTimeTimeZone moment) throws UnreadableEvent {
        try {
            return LocalDateTime.parse(
                    Optional.ofNullable(moment).map(DateTimeTimeZone::getDateTime).orElse(""));
        } catch (DateTimeException missing) {
            throw new UnreadableEvent("it has no start or end");
        }
    }

    private static Instant instant(@Nullable DateTimeTimeZone moment) throws UnreadableEvent {
        var local = local(moment);
        var name = Optional.ofNullable(moment).map(DateTimeTimeZone::getTimeZone).orElse("UTC");
        var zone =
                zone(name)
                        .orElseThrow(
                                () -> new UnreadableEvent("its time zone is unknown: " + name));
        return local.atZone(zone).toInstant();
    }

    /** Writes when it is; Graph needs both ends. */
    static void write(Span span, Event event) {
        switch (span) {
            case Span.AllDay(var start, var end, var untimed) -> {
                event.setIsAllDay(true);
                event.setStart(moment(start.atStartOfDay(), UTC));
                event.setEnd(moment(end.atStartOfDay(), UTC));
            }
            case Span.Timed timed -> {
                event.setIsAllDay(false);
                event.setStart(moment(timed.start(), timed.zone()));
                event.setEnd(moment(end(timed), timed.zone()));
            }
        }
    }

    private static LocalDateTime end(Span.Timed timed) {
        return timed.end() instanceof End.At(var time)
                ? time
                : LocalDateTime.ofInstant(timed.endsAt(timed.zone()), timed.zone());
    }

    private static DateTimeTimeZone moment(LocalDateTime time, ZoneId zone) {
        var moment = new DateTimeTimeZone();
        moment.setDateTime(time.toString().length() == 16 ? time + ":00" : time.toString());
        moment.setTimeZone(name(zone));
        return moment;
    }

    /** Whether both are the same to Graph; another name for a zone of the same rules is no edit. */
    static boolean same(Span one, Span other) {
        return switch (one) {
            case Span.AllDay day ->
                    other instanceof Span.AllDay(LocalDate start, LocalDate end, var untimed)
                            && day.start().equals(start)
                            && day.end().equals(end);
            case Span.Timed timed ->
                    other instanceof Span.Timed second
                            && instant(timed, true).equals(instant(second, true))
                            && instant(timed, false).equals(instant(second, false))
                            && WindowsZones.alike(timed.zone(), second.zone());
        };
    }

    private static Instant instant(Span.Timed span, boolean start) {
        return start ? span.startsAt(span.zone()) : span.endsAt(span.zone());
    }
}
