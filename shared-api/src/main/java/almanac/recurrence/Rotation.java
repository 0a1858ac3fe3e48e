package almanac.recurrence;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;

/** Moves the dates of a rule by whole days where a rule can say so. */
final class Rotation {

    private Rotation() {}

    static Optional<Parts> rotate(Parts parts, long days) {
        return days == 0
                ? Optional.of(parts)
                : rotated(parts, days).map(each -> moveEnd(each, days));
    }

    static boolean staysInside(int dayOfMonth, long days) {
        long moved = dayOfMonth + days;
        return days == 0 || (dayOfMonth >= 1 && dayOfMonth <= 28 && moved >= 1 && moved <= 28);
    }

    /**
     * Whether an interval counts from the same month or year, and a yearly rule that names no month
     * takes the same one (RFC 5545 3.3.10). A start that the rule has moves within it; one beside
     * the rule may not.
     */
    static boolean countsAlike(Parts parts, LocalDate start, LocalDate moved) {
        boolean always = parts.interval() == 1;
        return switch (parts.frequency()) {
            case MONTHLY -> always || YearMonth.from(start).equals(YearMonth.from(moved));
            case YEARLY ->
                    (always || start.getYear() == moved.getYear())
                            && (!parts.byMonth().isEmpty() || start.getMonth() == moved.getMonth());
            case SECONDLY, MINUTELY, HOURLY, DAILY, WEEKLY -> true;
        };
    }

    private static Optional<Parts> rotated(Parts parts, long days) {
        return switch (parts.frequency()) {
            case SECONDLY, MINUTELY, HOURLY, DAILY, WEEKLY -> byWeekday(parts, days);
            case MONTHLY, YEARLY -> byMonthDay(parts, days);
        };
    }

    private static Optional<Parts> byWeekday(Parts parts, long days) {
        boolean weekdaysOnly =
                parts.byMonth().isEmpty()
                        && parts.byMonthDay().isEmpty()
                        && parts.byYearDay().isEmpty();
        if (!weekdaysOnly) {
            return Optional.empty();
        }
        var moved =
                parts.byDay().stream()
                        .map(each -> WeekdayOrdinal.every(each.day().plus(days)))
                        .sorted()
                        .toList();
        // every second week, or the last day of a week, depends on where the week begins
        boolean weekMatters =
                parts.frequency() == Frequency.WEEKLY
                        && !parts.byDay().isEmpty()
                        && (parts.interval() > 1 || !parts.bySetPos().isEmpty());
        var start = weekMatters ? parts.weekStart().plus(days) : parts.weekStart();
        return Optional.of(parts.withDays(parts.byMonthDay(), moved, start));
    }

    private static Optional<Parts> byMonthDay(Parts parts, long days) {
        boolean daysOnly =
                parts.byDay().isEmpty()
                        && parts.byWeekNo().isEmpty()
                        && parts.byYearDay().isEmpty()
                        && parts.bySetPos().isEmpty();
        if (!daysOnly || parts.byMonthDay().size() > 1) {
            return Optional.empty();
        }
        if (parts.byMonthDay().isEmpty()) {
            return Optional.of(parts);
        }
        int day = parts.byMonthDay().getFirst();
        return staysInside(day, days)
                ? Optional.of(
                        parts.withDays(
                                List.of((int) (day + days)), parts.byDay(), parts.weekStart()))
                : Optional.empty();
    }

    private static Parts moveEnd(Parts parts, long days) {
        return parts.withEnd(parts.count(), parts.until().map(end -> end.plusDays(days)));
    }
}
