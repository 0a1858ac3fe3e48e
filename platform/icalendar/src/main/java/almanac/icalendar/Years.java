package almanac.icalendar;

import almanac.recurrence.Rule;
import almanac.recurrence.Until;
import almanac.time.End;
import almanac.time.Span;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoField;
import java.time.temporal.Temporal;

/**
 * The years that an item may name: those of the JSON APIs, so that nothing comes in by a file that
 * could not be written by hand. A rule may end a year later, as it may there.
 */
final class Years {

    private static final int FIRST = 1;
    private static final int LAST = 9998;

    private static final LocalDate LAST_WRITTEN = LocalDate.of(9999, 12, 31);
    private static final LocalDate FIRST_WRITTEN = LocalDate.of(0, 1, 1);

    private Years() {}

    static Span within(Span span) throws Unusable {
        within("DTSTART", span.startDate());
        switch (span) {
            case Span.AllDay(var start, var end, var untimed) ->
                    within("the end", end.minusDays(1));
            case Span.Timed(var start, var zone, End.At(var time)) -> within("the end", time);
            case Span.Timed(var start, var zone, End.OnDay(var day)) -> within("the end", day);
            case Span.Timed(var start, var zone, End.None()) -> {}
        }
        return span;
    }

    static <T extends Temporal> T within(String what, T time) throws Unusable {
        return within(what, time, LAST);
    }

    private static <T extends Temporal> T within(String what, T time, int last) throws Unusable {
        var year = time.get(ChronoField.YEAR);
        if (year < FIRST || year > last) {
            throw new Unusable(
                    what + " lies in the year " + year + ": dates reach from 1 to " + last);
        }
        return time;
    }

    static void within(Rule rule) throws Unusable {
        if (rule.until().isPresent()) {
            Temporal end =
                    switch (rule.until().get()) {
                        case Until.OnDate(var date) -> date;
                        case Until.AtLocal(var time) -> time;
                        case Until.AtUtc(var utc) -> utc;
                    };
            within("UNTIL", end, LAST + 1);
        }
    }

    /** The nearest date that RFC 5545 3.3.4 has digits for. */
    static LocalDate writable(LocalDate date) {
        return date.isAfter(LAST_WRITTEN)
                ? LAST_WRITTEN
                : date.isBefore(FIRST_WRITTEN) ? FIRST_WRITTEN : date;
    }

    /** The same of a time; its day decides. */
    static LocalDateTime writable(LocalDateTime time) {
        var day = writable(time.toLocalDate());
        return day.equals(time.toLocalDate()) ? time : day.atTime(23, 59, 59);
    }
}
