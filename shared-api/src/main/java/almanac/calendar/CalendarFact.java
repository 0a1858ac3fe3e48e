package almanac.calendar;

import almanac.user.UserId;

/** What happened to a calendar. */
public sealed interface CalendarFact {

    CalendarId calendar();

    record CalendarCreated(
            CalendarId calendar, UserId owner, CalendarDetails details, boolean primary)
            implements CalendarFact {}

    record CalendarChanged(CalendarId calendar, CalendarDetails details) implements CalendarFact {}

    record CalendarDeleted(CalendarId calendar) implements CalendarFact {}

    record CalendarShared(CalendarId calendar, UserId user, Permission permission)
            implements CalendarFact {}

    record CalendarUnshared(CalendarId calendar, UserId user) implements CalendarFact {}

    /**
     * @param generation part of the subscription address; addresses of other generations are void
     */
    record FeedReset(CalendarId calendar, int generation) implements CalendarFact {}
}
