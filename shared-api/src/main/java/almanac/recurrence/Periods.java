package almanac.recurrence;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.time.temporal.WeekFields;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * The periods of a rule of daily or coarser frequency, numbered from the one that holds DTSTART,
 * and the days that the rule selects in each.
 *
 * <p>With BYWEEKNO a year is the week-based year of DTSTART, whose first and last week may reach
 * into the neighbouring calendar years; so every day belongs to exactly one period.
 */
final class Periods {

    private final Parts parts;
    private final DayFilter filter;
    private final WeekFields weeks;
    private final LocalDate base;

    Periods(Rule rule, LocalDateTime dtstart) {
        var start = dtstart.toLocalDate();
        this.parts = Defaults.fill(rule.parts(), dtstart);
        // a month that only DTSTART names narrows the days, not what a weekday's number counts in
        boolean withinYear = rule.frequency() == Frequency.YEARLY && rule.byMonth().isEmpty();
        this.filter = new DayFilter(parts, withinYear);
        this.weeks = WeekFields.of(parts.weekStart(), 4);
        this.base =
                switch (parts.frequency()) {
                    case YEARLY -> LocalDate.of(yearOf(start), 1, 1);
                    case MONTHLY -> start.withDayOfMonth(1);
                    case WEEKLY -> start.with(TemporalAdjusters.previousOrSame(parts.weekStart()));
                    case DAILY, HOURLY, MINUTELY, SECONDLY -> start;
                };
    }

    /** The number of the last period that begins no later than the day. */
    long numberOf(LocalDate day) {
        long units =
                switch (parts.frequency()) {
                    case YEARLY -> yearOf(day) - base.getYear();
                    case MONTHLY -> ChronoUnit.MONTHS.between(base, day.withDayOfMonth(1));
                    case WEEKLY -> Math.floorDiv(ChronoUnit.DAYS.between(base, day), 7);
                    case DAILY, HOURLY, MINUTELY, SECONDLY -> ChronoUnit.DAYS.between(base, day);
                };
        return Math.floorDiv(units, parts.interval());
    }

    /** The first day of a period. */
    LocalDate startOf(long number) {
        long units = number * parts.interval();
        return switch (parts.frequency()) {
            // an interval may be longer than all years that a date can have
            case YEARLY -> base.plusYears(Math.min(units, Matches.LAST_YEAR + 1L));
            case MONTHLY -> base.plusMonths(units);
            case WEEKLY -> base.plusWeeks(units);
            case DAILY, HOURLY, MINUTELY, SECONDLY -> base.plusDays(units);
        };
    }

    /** The selected days of the period that begins with this day, ascending. */
    List<LocalDate> daysOf(LocalDate start, Budget budget) {
        return switch (parts.frequency()) {
            case YEARLY -> daysOfYear(start.getYear(), budget);
            case MONTHLY ->
                    filter.passesMonth(start.getMonthValue())
                            ? daysOfMonth(YearMonth.from(start), budget)
                            : List.of();
            case WEEKLY -> run(start, 7, budget);
            case DAILY, HOURLY, MINUTELY, SECONDLY -> run(start, 1, budget);
        };
    }

    /** The number of the period after one that selected nothing; skips months that never can. */
    long afterEmpty(long number, LocalDate start) {
        if (parts.frequency() != Frequency.DAILY || filter.passesMonth(start.getMonthValue())) {
            return number + 1;
        }
        var nextMonth = start.withDayOfMonth(1).plusMonths(1);
        return Math.max(number + 1, numberOf(nextMonth.minusDays(1)) + 1);
    }

    private List<LocalDate> daysOfYear(int year, Budget budget) {
        if (!parts.byWeekNo().isEmpty()) {
            return daysOfWeeks(year, budget);
        }
        if (!parts.byYearDay().isEmpty()) {
            return numbered(LocalDate.of(year, 1, 1), parts.byYearDay(), budget);
        }
        var days = new ArrayList<LocalDate>();
        for (int month = 1; month <= 12; month++) {
            if (filter.passesMonth(month)) {
                days.addAll(daysOfMonth(YearMonth.of(year, month), budget));
            }
        }
        return days;
    }

    private List<LocalDate> daysOfMonth(YearMonth month, Budget budget) {
        return parts.byMonthDay().isEmpty()
                ? run(month.atDay(1), month.lengthOfMonth(), budget)
                : numbered(month.atDay(1), parts.byMonthDay(), budget);
    }

    private List<LocalDate> daysOfWeeks(int year, Budget budget) {
        var first = firstWeek(year);
        int count = (int) ChronoUnit.WEEKS.between(first, firstWeek(year + 1));
        var numbers = new TreeSet<Integer>();
        for (int number : parts.byWeekNo()) {
            numbers.add(number > 0 ? number : count + 1 + number);
        }
        var days = new ArrayList<LocalDate>();
        for (int number : numbers) {
            if (number >= 1 && number <= count) {
                days.addAll(run(first.plusWeeks(number - 1L), 7, budget));
            }
        }
        return days;
    }

    private List<LocalDate> numbered(LocalDate first, List<Integer> places, Budget budget) {
        budget.spend(places.size());
        int length =
                parts.frequency() == Frequency.YEARLY && !parts.byYearDay().isEmpty()
                        ? first.lengthOfYear()
                        : first.lengthOfMonth();
        var days = new TreeSet<LocalDate>();
        for (int place : places) {
            int day = place > 0 ? place : length + 1 + place;
            if (day >= 1 && day <= length && filter.passes(first.plusDays(day - 1L))) {
                days.add(first.plusDays(day - 1L));
            }
        }
        return List.copyOf(days);
    }

    private List<LocalDate> run(LocalDate first, int length, Budget budget) {
        budget.spend(length);
        var days = new ArrayList<LocalDate>();
        for (int i = 0; i < length; i++) {
            var day = first.plusDays(i);
            if (filter.passes(day)) {
                days.add(day);
            }
        }
        return days;
    }

    private LocalDate firstWeek(int year) {
        return LocalDate.of(year, 1, 4).with(TemporalAdjusters.previousOrSame(parts.weekStart()));
    }

    private int yearOf(LocalDate day) {
        return parts.byWeekNo().isEmpty() ? day.getYear() : day.get(weeks.weekBasedYear());
    }

    static long secondOf(LocalDateTime time) {
        return time.toEpochSecond(ZoneOffset.UTC);
    }
}
