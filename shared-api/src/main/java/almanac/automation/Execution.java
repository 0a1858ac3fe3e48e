package almanac.automation;

import almanac.calendar.CalendarId;
import almanac.time.Window;
import almanac.user.UserId;
import java.util.Set;

/** Runs a rule because its owner wants it now; the sync side implements it. */
public interface Execution {

    /** How many entries one wish may concern. */
    int MOST_ENTRIES = 500;

    /**
     * Runs a rule of the user on every entry that touches the window and fits, a series as a whole,
     * and returns when all is done. It need not be enabled.
     *
     * @param calendars those to look at; all that the user owns when empty
     * @return how many entries it ran on
     * @throws almanac.message.Rejected with NotFound or NotPermitted for the rule or a calendar,
     *     TooMuch when more than {@link #MOST_ENTRIES} entries touch the window
     */
    int execute(UserId user, RuleId rule, Set<CalendarId> calendars, Window window);
}
