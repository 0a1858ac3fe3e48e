package almanac.query.calendar;

import almanac.calendar.CalendarQuery;
import almanac.calendar.CalendarView;
import almanac.query.past.FactLog;
import java.util.List;
import org.axonframework.queryhandling.QueryHandler;

/** Answers {@link CalendarQuery} about the past. */
final class PastCalendarQueries {

    private final PastCalendars calendars;
    private final FactLog log;

    PastCalendarQueries(PastCalendars calendars, FactLog log) {
        this.calendars = calendars;
        this.log = log;
    }

    @QueryHandler
    List<CalendarView> on(CalendarQuery.CalendarsAsOf query) {
        var position = log.lastBefore(query.asOf().limit());
        return calendars.views(calendars.visibleTo(query.viewer(), position), position);
    }

    @QueryHandler
    CalendarView on(CalendarQuery.CalendarAsOf query) {
        var position = log.lastBefore(query.asOf().limit());
        var seen = calendars.seenBy(query.viewer(), query.calendar(), position);
        return calendars.views(List.of(seen), position).getFirst();
    }
}
