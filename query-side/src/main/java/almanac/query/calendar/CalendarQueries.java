package almanac.query.calendar;

import almanac.calendar.CalendarId;
import almanac.calendar.CalendarQuery;
import almanac.calendar.CalendarView;
import almanac.calendar.Permission;
import java.util.List;
import java.util.Optional;
import org.axonframework.queryhandling.QueryHandler;

/** Answers {@link CalendarQuery}. */
final class CalendarQueries {

    private final Calendars calendars;

    CalendarQueries(Calendars calendars) {
        this.calendars = calendars;
    }

    @QueryHandler
    List<CalendarView> on(CalendarQuery.CalendarsOf query) {
        return calendars.views(calendars.visibleTo(query.viewer()));
    }

    @QueryHandler
    CalendarView on(CalendarQuery.CalendarById query) {
        return view(calendars.seenBy(query.viewer(), query.calendar()));
    }

    @QueryHandler
    Optional<CalendarView> on(CalendarQuery.CalendarAsOwned query) {
        return calendars.asOwned(query.calendar()).map(this::view);
    }

    @QueryHandler
    Optional<CalendarId> on(CalendarQuery.PrimaryCalendarOf query) {
        return calendars.visibleTo(query.viewer()).stream()
                .filter(seen -> seen.primary() && seen.permission() == Permission.OWNER)
                .findFirst()
                .map(SeenCalendar::id);
    }

    @QueryHandler
    Optional<CalendarView> on(CalendarQuery.CalendarForFeed query) {
        return calendars.forFeed(query.calendar()).map(this::view);
    }

    private CalendarView view(SeenCalendar seen) {
        return calendars.views(List.of(seen)).getFirst();
    }
}
