package almanac.app.api.primecal;

import almanac.message.Rejected;
import almanac.time.Window;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The optional date range of a listing, both days included. */
@Component
class EventRanges {

    private static final int LOOK_BACK_DAYS = 90;
    private static final int LOOK_AHEAD_DAYS = 365;

    /**
     * @param repeating where the occurrences of series without an end are listed (contract R33)
     */
    record Range(Window window, Window repeating) {}

    private final Clock clock;

    EventRanges(Clock clock) {
        this.clock = clock;
    }

    /**
     * @param then when it is asked for; now when empty
     */
    Range of(
            Optional<String> startDate,
            Optional<String> endDate,
            ZoneId zone,
            Optional<Instant> then) {
        var first = startDate.map(sent -> Fields.date("startDate", sent));
        var last = endDate.map(sent -> Fields.date("endDate", sent));
        if (first.isPresent() && last.isPresent() && last.get().isBefore(first.get())) {
            throw Rejected.invalid("endDate", "endDate must not be before startDate");
        }
        var today = LocalDate.ofInstant(then.orElseGet(clock::instant), zone);
        var from = first.map(day -> start(day, zone)).orElse(Window.BEGINNING);
        var to = last.map(day -> start(day.plusDays(1), zone)).orElse(Window.END_OF_TIME);
        var seriesFrom =
                first.or(() ->
                                last.map(day -> earlier(day, today))
                                        .map(day -> day.minusDays(LOOK_BACK_DAYS)))
                        .orElse(today.minusDays(LOOK_BACK_DAYS));
        var seriesTo =
                last.or(() ->
                                first.map(day -> later(day, today))
                                        .map(day -> day.plusDays(LOOK_AHEAD_DAYS)))
                        .orElse(today.plusDays(LOOK_AHEAD_DAYS));
        // the last days that a date can name lie behind the end of an open window
        var end = to.isAfter(from) ? to : from.plus(Duration.ofDays(1));
        return new Range(new Window(from, end, zone), Window.ofDays(seriesFrom, seriesTo, zone));
    }

    private static Instant start(LocalDate day, ZoneId zone) {
        return day.atStartOfDay(zone).toInstant();
    }

    private static LocalDate earlier(LocalDate a, LocalDate b) {
        return a.isBefore(b) ? a : b;
    }

    private static LocalDate later(LocalDate a, LocalDate b) {
        return a.isAfter(b) ? a : b;
    }
}
