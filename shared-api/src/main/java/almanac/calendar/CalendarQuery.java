package almanac.calendar;

import almanac.time.AsOf;
import almanac.user.UserId;

/** What can be asked about calendars. Refusals follow contract.md R25: 403 for what exists. */
public sealed interface CalendarQuery {

    /** Calendars that the viewer owns or was given, rank first; answers a list of CalendarView. */
    record CalendarsOf(UserId viewer) implements CalendarQuery {}

    /** One calendar; Rejected with NotFound, or NotPermitted when the viewer has no share of it. */
    record CalendarById(CalendarId calendar, UserId viewer) implements CalendarQuery {}

    /** A calendar as its owner sees it, for what acts in the owner's name; answers an Optional. */
    record CalendarAsOwned(CalendarId calendar) implements CalendarQuery {}

    /** The viewer's default calendar; answers an Optional of {@link CalendarId}. */
    record PrimaryCalendarOf(UserId viewer) implements CalendarQuery {}

    /** A calendar for the holder of its feed address, whoever that is; answers an Optional. */
    record CalendarForFeed(CalendarId calendar) implements CalendarQuery {}

    /**
     * As {@link CalendarsOf}, but as they were: those that the viewer may see now, or owned when
     * they were deleted.
     */
    record CalendarsAsOf(AsOf asOf, UserId viewer) implements CalendarQuery {}

    /** As {@link CalendarById}, but as it was, for who may see it now, or owned it to the end. */
    record CalendarAsOf(CalendarId calendar, AsOf asOf, UserId viewer) implements CalendarQuery {}
}
