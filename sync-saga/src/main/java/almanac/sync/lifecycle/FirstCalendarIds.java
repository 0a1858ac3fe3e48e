package almanac.sync.lifecycle;

import almanac.calendar.CalendarId;
import almanac.user.UserId;

/** The numbers of default calendars. */
public interface FirstCalendarIds {

    /** The same number for the same user at every call, on every node, for ever. */
    CalendarId firstCalendarOf(UserId user);
}
