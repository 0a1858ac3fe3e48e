package almanac.recurrence;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;

/**
 * The matches of an hourly or finer rule, stepping along the local wall clock. Hours, days and
 * months that can hold none are jumped over.
 */
final class ClockMatches implements Matches {

    private static final long MINUTE = 60;
    private static final long HOUR = 3_600;
    private static final long DAY = 86_400;
    private static final long END = LocalDate.of(LAST_YEAR + 1, 1, 1).toEpochDay() * DAY;

    private final Parts parts;
    private final DayFilter filter;
    private final int[] offsets;
    private final long base;
    private final long step;
    private final long first;
    private final long end;
    private final Budget budget;
    private long number;
    private PeriodSet set = PeriodSet.of(new long[0], new int[0], List.of());
    private int index;

    ClockMatches(Rule rule, LocalDateTime start, Window window, Budget budget) {
        long unit = unit(rule.frequency());
        this.parts = Defaults.fill(rule.parts(), start);
        this.filter = new DayFilter(parts, false);
        this.offsets =
                PeriodSet.secondsOf(
                        List.of(0),
                        unit >= HOUR ? parts.byMinute() : List.of(0),
                        unit >= MINUTE ? parts.bySecond() : List.of(0));
        this.base = Math.floorDiv(Periods.secondOf(start), unit) * unit;
        this.step = unit * parts.interval();
        this.first = Periods.secondOf(window.notBefore());
        this.end = Math.min(END, Periods.secondOf(window.before()));
        this.budget = budget;
        this.number = Math.max(0, Math.floorDiv(first - base, step));
    }

    @Override
    public Optional<LocalDateTime> next() {
        while (index >= set.size()) {
            long start = base + number * step;
            if (start >= end) {
                return Optional.empty();
            }
            open(start);
        }
        budget.spend(1);
        return Optional.of(set.at(index++)).filter(time -> Periods.secondOf(time) < end);
    }

    private void open(long start) {
        budget.spend(1);
        long possible = firstPossible(start);
        if (possible > start) {
            number = Math.max(number + 1, Math.ceilDiv(possible - base, step));
            return;
        }
        number++;
        set = PeriodSet.of(new long[] {start}, offsets, parts.bySetPos());
        index = set.firstAtOrAfter(first);
    }

    /** The start itself when its period passes all parts, else a second before which none does. */
    private long firstPossible(long start) {
        var day = LocalDate.ofEpochDay(Math.floorDiv(start, DAY));
        if (!filter.passesMonth(day.getMonthValue())) {
            return day.withDayOfMonth(1).plusMonths(1).toEpochDay() * DAY;
        }
        if (!filter.passes(day)) {
            return (day.toEpochDay() + 1) * DAY;
        }
        if (misses(parts.byHour(), Math.floorMod(start, DAY) / HOUR)) {
            return (Math.floorDiv(start, HOUR) + 1) * HOUR;
        }
        if (parts.frequency() == Frequency.HOURLY) {
            return start;
        }
        if (misses(parts.byMinute(), Math.floorMod(start, HOUR) / MINUTE)) {
            return (Math.floorDiv(start, MINUTE) + 1) * MINUTE;
        }
        boolean second =
                parts.frequency() == Frequency.MINUTELY
                        || !misses(parts.bySecond(), Math.floorMod(start, MINUTE));
        return second ? start : start + 1;
    }

    private static boolean misses(List<Integer> values, long value) {
        return !values.isEmpty() && !values.contains((int) value);
    }

    private static long unit(Frequency frequency) {
        return switch (frequency) {
            case SECONDLY -> 1;
            case MINUTELY -> MINUTE;
            case HOURLY -> HOUR;
            case DAILY, WEEKLY, MONTHLY, YEARLY ->
                    throw new IllegalArgumentException(frequency + " is not below a day");
        };
    }
}
