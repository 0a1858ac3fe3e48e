package almanac.sync.microsoft;

import com.microsoft.graph.models.DayOfWeek;
import com.microsoft.graph.models.RecurrencePattern;
import com.microsoft.graph.models.RecurrencePatternType;
import com.microsoft.graph.models.WeekIndex;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Graph's recurrence pattern as a value.
 *
 * @param position 1 to 4, or -1 for the last; for the relative kinds
 * @param dayOfMonth 1 to 31; one that a month does not have is its last day
 * @param weekStart of account for weeks only
 */
record MicrosoftPattern(
        RecurrencePatternType type,
        int interval,
        Set<java.time.DayOfWeek> days,
        int position,
        int dayOfMonth,
        int month,
        java.time.DayOfWeek weekStart) {

    private static final Map<Integer, WeekIndex> POSITIONS =
            Map.of(
                    1, WeekIndex.First,
                    2, WeekIndex.Second,
                    3, WeekIndex.Third,
                    4, WeekIndex.Fourth,
                    -1, WeekIndex.Last);

    MicrosoftPattern {
        days = java.util.Collections.unmodifiableSet(new TreeSet<>(days));
    }

    static MicrosoftPattern of(RecurrencePattern pattern) throws UnreadableEvent {
        var type = Optional.ofNullable(pattern.getType());
        var days = new TreeSet<java.time.DayOfWeek>();
        for (var day : Optional.ofNullable(pattern.getDaysOfWeek()).orElse(List.of())) {
            days.add(day(day));
        }
        return new MicrosoftPattern(
                type.orElseThrow(() -> new UnreadableEvent("its pattern has no known type")),
                Optional.ofNullable(pattern.getInterval()).filter(n -> n > 0).orElse(1),
                days,
                Optional.ofNullable(pattern.getIndex()).map(MicrosoftPattern::position).orElse(1),
                Optional.ofNullable(pattern.getDayOfMonth()).orElse(0),
                Optional.ofNullable(pattern.getMonth()).orElse(0),
                Optional.ofNullable(pattern.getFirstDayOfWeek())
                        .map(MicrosoftPattern::day)
                        .orElse(java.time.DayOfWeek.SUNDAY));
    }

    private static java.time.DayOfWeek day(DayOfWeek day) {
        return java.time.DayOfWeek.valueOf(day.name().toUpperCase(java.util.Locale.ROOT));
    }

    private static int position(WeekIndex index) {
        return POSITIONS.entrySet().stream()
                .filter(each -> each.getValue() == index)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(1);
    }

    RecurrencePattern toGraph() {
        var pattern = new RecurrencePattern();
        pattern.setType(type);
        pattern.setInterval(interval);
        if (!days.isEmpty()) {
            pattern.setDaysOfWeek(days.stream().map(MicrosoftPattern::graph).toList());
        }
        switch (type) {
            case Daily -> {}
            case Weekly -> pattern.setFirstDayOfWeek(graph(weekStart));
            case AbsoluteMonthly -> pattern.setDayOfMonth(dayOfMonth);
            case AbsoluteYearly -> {
                pattern.setDayOfMonth(dayOfMonth);
                pattern.setMonth(month);
            }
            case RelativeMonthly -> pattern.setIndex(POSITIONS.get(position));
            case RelativeYearly -> {
                pattern.setIndex(POSITIONS.get(position));
                pattern.setMonth(month);
            }
        }
        return pattern;
    }

    private static DayOfWeek graph(java.time.DayOfWeek day) {
        return DayOfWeek.values()[day.getValue() % 7];
    }

    /** Whether a series of this pattern may begin on that day. */
    boolean falls(LocalDate day) {
        return switch (type) {
            case Daily -> true;
            case Weekly -> days.contains(day.getDayOfWeek());
            case AbsoluteMonthly -> day.getDayOfMonth() == inMonth(day);
            case AbsoluteYearly ->
                    day.getMonthValue() == month && day.getDayOfMonth() == inMonth(day);
            case RelativeMonthly -> day.equals(relative(day));
            case RelativeYearly -> day.getMonthValue() == month && day.equals(relative(day));
        };
    }

    private int inMonth(LocalDate day) {
        return Math.min(dayOfMonth, YearMonth.from(day).lengthOfMonth());
    }

    private LocalDate relative(LocalDate day) {
        var month = YearMonth.from(day);
        var matching =
                java.util.stream.IntStream.rangeClosed(1, month.lengthOfMonth())
                        .mapToObj(month::atDay)
                        .filter(each -> days.contains(each.getDayOfWeek()))
                        .toList();
        return position < 0 ? matching.getLast() : matching.get(position - 1);
    }
}
