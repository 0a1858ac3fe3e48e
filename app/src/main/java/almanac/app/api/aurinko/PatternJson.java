package almanac.app.api.aurinko;

import almanac.recurrence.Frequency;
import almanac.recurrence.Rule;
import almanac.recurrence.WeekdayOrdinal;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.DayOfWeek;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A rule as {@code recurrence.simple.pattern}; only where that says all of it, its end aside. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record PatternJson(
        String frequency,
        int interval,
        @Nullable List<String> daysOfWeek,
        @Nullable String weekStart,
        @Nullable Integer dayOfMonth,
        @Nullable Integer monthOfYear,
        @Nullable String instance) {

    /** Empty for a rule that a pattern cannot say. */
    static Optional<PatternJson> of(Rule rule) {
        return candidate(rule)
                .filter(pattern -> pattern.rule().equals(Optional.of(rule.withoutEnd())));
    }

    private Optional<Rule> rule() {
        return Patterns.rule(this);
    }

    private static Optional<PatternJson> candidate(Rule rule) {
        var days = rule.byDay().stream().map(day -> word(day.day())).distinct().toList();
        return word(rule.frequency(), instance(rule).isPresent())
                .map(frequency ->
                        new PatternJson(
                                frequency,
                                rule.interval(),
                                days.isEmpty() ? null : days,
                                rule.weekStart() == DayOfWeek.SUNDAY ? "sunday" : null,
                                only(rule.byMonthDay()).orElse(null),
                                only(rule.byMonth()).orElse(null),
                                instance(rule).orElse(null)));
    }

    private static Optional<String> word(Frequency frequency, boolean relative) {
        return switch (frequency) {
            case DAILY -> Optional.of("daily");
            case WEEKLY -> Optional.of("weekly");
            case MONTHLY -> Optional.of(relative ? "monthlyRelative" : "monthly");
            case YEARLY -> Optional.of(relative ? "yearlyRelative" : "yearly");
            case SECONDLY, MINUTELY, HOURLY -> Optional.empty();
        };
    }

    /** Which of the days: said beside each of them, or once for all (BYSETPOS). */
    private static Optional<String> instance(Rule rule) {
        var ordinals = rule.byDay().stream().map(WeekdayOrdinal::ordinal).distinct().toList();
        if (rule.bySetPos().size() == 1) {
            return Patterns.instance(rule.bySetPos().getFirst());
        }
        return ordinals.size() == 1 && ordinals.getFirst() != 0
                ? Patterns.instance(ordinals.getFirst())
                : Optional.empty();
    }

    static String word(DayOfWeek day) {
        return day.name().toLowerCase(Locale.ROOT);
    }

    private static Optional<Integer> only(List<Integer> numbers) {
        return numbers.size() == 1 && numbers.getFirst() > 0
                ? Optional.of(numbers.getFirst())
                : Optional.empty();
    }
}
