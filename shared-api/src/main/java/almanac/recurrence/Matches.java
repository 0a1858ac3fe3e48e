package almanac.recurrence;

import java.time.LocalDateTime;
import java.util.Optional;

/**
 * The local date-times that match a rule's parts, COUNT and UNTIL aside, ascending and without
 * duplicates; DTSTART only when it matches.
 */
interface Matches {

    /** iCalendar writes years with four digits. */
    int LAST_YEAR = 9999;

    /** The next match; empty behind the window and after the year 9999. */
    Optional<LocalDateTime> next();

    /** The matches within a window that does not begin before DTSTART. */
    static Matches within(Window window, Rule rule, LocalDateTime start, Budget budget) {
        return rule.frequency().subDaily()
                ? new ClockMatches(rule, start, window, budget)
                : new DateMatches(rule, start, window, budget);
    }
}
