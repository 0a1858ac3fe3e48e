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

    /** The next match; empty after the year 9999. */
    Optional<LocalDateTime> next();

    /** The matches at or after both bounds. */
    static Matches from(Rule rule, LocalDateTime start, LocalDateTime notBefore, Budget budget) {
        var first = notBefore.isBefore(start) ? start : notBefore;
        return rule.frequency().subDaily()
                ? new ClockMatches(rule, start, first, budget)
                : new DateMatches(rule, start, first, budget);
    }
}
