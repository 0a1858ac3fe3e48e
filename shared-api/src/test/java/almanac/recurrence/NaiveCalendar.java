package almanac.recurrence;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;

/**
 * An oracle that shares no idea with the expansion: it looks at every day from DTSTART on and asks
 * whether the rule names it. Knows INTERVAL, BYMONTH, BYMONTHDAY, BYDAY and WKST.
 */
final class NaiveCalendar {

    private NaiveCalendar() {}

    static List<LocalDateTime> starts(Rule rule, LocalDateTime start, LocalDate end) {
        var starts = new ArrayList<LocalDateTime>(List.of(start));
        var first = start.toLocalDate();
        for (var day = first.plusDays(1); day.isBefore(end); day = day.plusDays(1)) {
            if (isTurn(rule, first, day) && isNamed(rule, first, day)) {
                starts.add(day.atTime(start.toLocalTime()));
            }
        }
        return starts;
    }

    private static boolean isTurn(Rule rule, LocalDate first, LocalDate day) {
        long periods =
                switch (rule.frequency()) {
                    case YEARLY -> day.getYear() - first.getYear();
                    case MONTHLY ->
                            (day.getYear() - first.getYear()) * 12L
                                    + day.getMonthValue()
                                    - first.getMonthValue();
                    case WEEKLY ->
                            (weekStart(rule, day).toEpochDay()
                                            - weekStart(rule, first).toEpochDay())
                                    / 7;
                    case DAILY -> day.toEpochDay() - first.toEpochDay();
                    case HOURLY, MINUTELY, SECONDLY ->
                            throw new IllegalArgumentException(rule.text());
                };
        return periods % rule.interval() == 0;
    }

    private static LocalDate weekStart(Rule rule, LocalDate day) {
        var start = day;
        while (start.getDayOfWeek() != rule.weekStart()) {
            start = start.minusDays(1);
        }
        return start;
    }

    private static boolean isNamed(Rule rule, LocalDate first, LocalDate day) {
        boolean free = rule.byDay().isEmpty() && rule.byMonthDay().isEmpty();
        boolean month = rule.byMonth().isEmpty() || rule.byMonth().contains(day.getMonthValue());
        return month
                && switch (rule.frequency()) {
                    case DAILY -> dayParts(rule, day);
                    case WEEKLY ->
                            free ? day.getDayOfWeek() == first.getDayOfWeek() : dayParts(rule, day);
                    case MONTHLY ->
                            free
                                    ? day.getDayOfMonth() == first.getDayOfMonth()
                                    : dayParts(rule, day);
                    case YEARLY -> yearly(rule, first, day, free);
                    case HOURLY, MINUTELY, SECONDLY -> false;
                };
    }

    private static boolean yearly(Rule rule, LocalDate first, LocalDate day, boolean free) {
        if (!free) {
            return dayParts(rule, day);
        }
        boolean month = !rule.byMonth().isEmpty() || day.getMonth() == first.getMonth();
        return month && day.getDayOfMonth() == first.getDayOfMonth();
    }

    private static boolean dayParts(Rule rule, LocalDate day) {
        boolean monthDay =
                rule.byMonthDay().isEmpty()
                        || rule.byMonthDay().contains(day.getDayOfMonth())
                        || rule.byMonthDay().contains(fromEnd(day));
        return monthDay && (rule.byDay().isEmpty() || isWeekday(rule, day));
    }

    private static int fromEnd(LocalDate day) {
        int place = -1;
        for (var next = day.plusDays(1);
                next.getMonth() == day.getMonth();
                next = next.plusDays(1)) {
            place--;
        }
        return place;
    }

    private static boolean isWeekday(Rule rule, LocalDate day) {
        boolean inYear = rule.frequency() == Frequency.YEARLY && rule.byMonth().isEmpty();
        return rule.byDay().stream()
                .filter(each -> each.day() == day.getDayOfWeek())
                .anyMatch(each ->
                        each.ordinal() == 0
                                || each.ordinal() == count(day, -1, inYear, each.day())
                                || each.ordinal() == -count(day, 1, inYear, each.day()));
    }

    /** How many such weekdays lie between the day, inclusive, and the end of its month or year. */
    private static int count(LocalDate day, int direction, boolean inYear, DayOfWeek weekday) {
        int count = 0;
        for (var each = day; together(each, day, inYear); each = each.plusDays(direction)) {
            count += each.getDayOfWeek() == weekday ? 1 : 0;
        }
        return count;
    }

    private static boolean together(LocalDate a, LocalDate b, boolean inYear) {
        return a.getYear() == b.getYear() && (inYear || a.getMonth() == b.getMonth());
    }
}
