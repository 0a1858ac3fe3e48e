package almanac.recurrence;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;

/** The matches of a rule of daily or coarser frequency. */
final class DateMatches implements Matches {

    private static final int SECONDS_OF_DAY = 86_400;

    private final Periods periods;
    private final int[] offsets;
    private final List<Integer> positions;
    private final long first;
    private final long lastDay;
    private final Window window;
    private final Budget budget;
    private long number;
    private PeriodSet set = PeriodSet.of(new long[0], new int[0], List.of());
    private int index;

    DateMatches(Rule rule, LocalDateTime start, Window window, Budget budget) {
        var parts = Defaults.fill(rule.parts(), start);
        this.periods = new Periods(rule, start);
        this.offsets = PeriodSet.secondsOf(parts.byHour(), parts.byMinute(), parts.bySecond());
        this.positions = parts.bySetPos();
        this.first = Periods.secondOf(window.notBefore());
        // the first week of a year may begin before the year
        this.lastDay = window.before().toLocalDate().toEpochDay() + 7;
        this.window = window;
        this.budget = budget;
        this.number = Math.max(0, periods.numberOf(window.notBefore().toLocalDate()));
        budget.spend(offsets.length);
    }

    @Override
    public Optional<LocalDateTime> next() {
        while (index >= set.size()) {
            var start = periods.startOf(number);
            if (start.getYear() > LAST_YEAR || start.toEpochDay() > lastDay) {
                return Optional.empty();
            }
            open(start);
        }
        budget.spend(1);
        return Optional.of(set.at(index++))
                .filter(time -> time.getYear() <= LAST_YEAR && time.isBefore(window.before()));
    }

    private void open(LocalDate start) {
        budget.spend(1);
        var days = periods.daysOf(start, budget);
        number = days.isEmpty() ? periods.afterEmpty(number, start) : number + 1;
        long[] origins =
                days.stream().mapToLong(day -> day.toEpochDay() * SECONDS_OF_DAY).toArray();
        set = PeriodSet.of(origins, offsets, positions);
        index = set.firstAtOrAfter(first);
    }
}
