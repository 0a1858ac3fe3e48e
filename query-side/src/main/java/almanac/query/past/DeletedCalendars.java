package almanac.query.past;

import almanac.calendar.CalendarId;
import almanac.user.UserId;
import java.util.List;

/** Knows which calendars were deleted without folding them. */
public interface DeletedCalendars {

    /** The calendars that a user deleted, once or more often; some may be there again. */
    List<CalendarId> deletedBy(UserId user);
}
