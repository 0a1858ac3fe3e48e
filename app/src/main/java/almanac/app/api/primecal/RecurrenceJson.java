package almanac.app.api.primecal;

import almanac.entry.Recurrence;
import almanac.recurrence.Frequency;
import almanac.recurrence.Rule;
import almanac.recurrence.Until;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A rule as this API shows it; {@code rrule} has it whole, since not every rule fits the fields
 * (contract R32).
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record RecurrenceJson(
        String type,
        int interval,
        @Nullable List<String> daysOfWeek,
        @Nullable Integer dayOfMonth,
        @Nullable Integer monthOfYear,
        String endType,
        @Nullable Integer count,
        @Nullable LocalDate endDate,
        @Nullable String timezone,
        @Nullable String rrule) {

    /** The word for {@code recurrenceType}: the rule's frequency, as far as this API has one. */
    static String type(Optional<Recurrence> recurrence) {
        return recurrence
                .flatMap(Recurrence::rule)
                .map(rule -> word(rule.frequency()))
                .orElse("none");
    }

    static @Nullable RecurrenceJson of(Recurrence recurrence, Optional<ZoneId> zone) {
        return recurrence.rule().map(rule -> of(rule, zone)).orElse(null);
    }

    private static RecurrenceJson of(Rule rule, Optional<ZoneId> zone) {
        var days = rule.byDay().stream().map(day -> letters(day.day())).toList();
        var end = rule.until().map(until -> lastDay(until, zone.orElse(ZoneOffset.UTC)));
        return new RecurrenceJson(
                word(rule.frequency()),
                rule.interval(),
                days.isEmpty() ? null : days,
                rule.byMonthDay().size() == 1 ? rule.byMonthDay().getFirst() : null,
                rule.byMonth().size() == 1 ? rule.byMonth().getFirst() : null,
                rule.count().isPresent() ? "count" : end.isPresent() ? "date" : "never",
                rule.count().isPresent() ? rule.count().getAsInt() : null,
                end.orElse(null),
                zone.map(ZoneId::getId).orElse(null),
                rule.text());
    }

    private static LocalDate lastDay(Until until, ZoneId zone) {
        return switch (until) {
            case Until.OnDate(var date) -> date;
            case Until.AtLocal(var time) -> time.toLocalDate();
            case Until.AtUtc(var instant) -> instant.atZone(zone).toLocalDate();
        };
    }

    private static String word(Frequency frequency) {
        return frequency.name().toLowerCase(Locale.ROOT);
    }

    static String letters(DayOfWeek day) {
        return day.name().substring(0, 2);
    }
}
