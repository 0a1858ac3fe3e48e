package almanac.recurrence;

import java.time.LocalDateTime;
import java.util.List;

/**
 * What a rule leaves out and RFC 5545 3.3.10 takes from DTSTART.
 *
 * <p>A yearly rule with BYMONTHDAY but without BYMONTH takes its month from DTSTART too: the RFC
 * says so of every missing part, and Google and Windows write their yearly dates like that.
 */
final class Defaults {

    private Defaults() {}

    static Parts fill(Parts parts, LocalDateTime start) {
        var frequency = parts.frequency();
        boolean days =
                parts.byDay().isEmpty()
                        && parts.byMonthDay().isEmpty()
                        && parts.byYearDay().isEmpty();
        boolean weeks = !parts.byWeekNo().isEmpty();
        boolean yearly = frequency == Frequency.YEARLY;
        boolean byDate = frequency == Frequency.MONTHLY || (yearly && !weeks);
        boolean byWeekday = frequency == Frequency.WEEKLY || (yearly && weeks);
        boolean byMonth =
                yearly
                        && !weeks
                        && parts.byYearDay().isEmpty()
                        && (days || !parts.byMonthDay().isEmpty());
        return new Parts(
                frequency,
                parts.interval(),
                parts.count(),
                parts.until(),
                or(parts.byMonth(), byMonth, start.getMonthValue()),
                parts.byWeekNo(),
                parts.byYearDay(),
                or(parts.byMonthDay(), days && byDate, start.getDayOfMonth()),
                days && byWeekday
                        ? List.of(WeekdayOrdinal.every(start.getDayOfWeek()))
                        : parts.byDay(),
                or(parts.byHour(), !frequency.subDaily(), start.getHour()),
                or(
                        parts.byMinute(),
                        frequency.compareTo(Frequency.MINUTELY) > 0,
                        start.getMinute()),
                or(
                        parts.bySecond(),
                        frequency.compareTo(Frequency.SECONDLY) > 0,
                        start.getSecond()),
                parts.bySetPos(),
                parts.weekStart());
    }

    private static List<Integer> or(List<Integer> given, boolean needed, int fallback) {
        return given.isEmpty() && needed ? List.of(fallback) : given;
    }
}
