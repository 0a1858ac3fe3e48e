package almanac.app.api.aurinko;

import almanac.time.Span;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/**
 * A start or an end: a moment with the zone in which it is meant, or a date. The end of whole days
 * is exclusive.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record TimeJson(@Nullable String dateTime, @Nullable String dateOnly, @Nullable String timezone) {

    static TimeJson start(Span span) {
        return switch (span) {
            case Span.AllDay day -> date(day.start());
            case Span.Timed timed -> moment(timed.startsAt(timed.zone()), timed.zone());
        };
    }

    /** An event without an end ends where it starts. */
    static TimeJson end(Span span) {
        return switch (span) {
            case Span.AllDay day -> date(day.end());
            case Span.Timed timed -> moment(timed.endsAt(timed.zone()), timed.zone());
        };
    }

    private static TimeJson date(LocalDate date) {
        return new TimeJson(null, date.toString(), null);
    }

    private static TimeJson moment(Instant instant, ZoneId zone) {
        return new TimeJson(text(instant, zone), null, zone.getId());
    }

    /** With the offset that the zone has then. */
    static String text(Instant instant, ZoneId zone) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(instant.atZone(zone));
    }
}
