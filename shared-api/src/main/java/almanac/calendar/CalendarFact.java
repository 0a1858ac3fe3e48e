package almanac.calendar;

import almanac.user.UserId;
import java.util.List;

/** What happened to a calendar. */
public sealed interface CalendarFact {

    CalendarId calendar();

    record CalendarCreated(
            CalendarId calendar, UserId owner, CalendarDetails details, boolean primary)
            implements CalendarFact {}

    record CalendarChanged(CalendarId calendar, CalendarDetails details) implements CalendarFact {}

    record CalendarDeleted(CalendarId calendar) implements CalendarFact {}

    /** The calendar is there again: this, after its deletion (docs/adr/0019). */
    record CalendarRestored(CalendarId calendar, CalendarDetails details, List<Share> shares)
            implements CalendarFact {
        public CalendarRestored {
            shares = List.copyOf(shares);
        }
    }

    record CalendarShared(CalendarId calendar, UserId user, Permission permission)
            implements CalendarFact {}

    record CalendarUnshared(CalendarId calendar, UserId user) implements CalendarFact {}

    /**
     * @param generation part of the subscription address; addresses of other generations are void
     */
    record FeedReset(CalendarId calendar, int generation) implements CalendarFact {}
}
