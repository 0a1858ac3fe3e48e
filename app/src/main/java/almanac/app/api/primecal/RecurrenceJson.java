package almanac.app.api.primecal;

import almanac.entry.Recurrence;
import almanac.recurrence.Frequency;
import almanac.recurrence.Rule;
import almanac.recurrence.Until;
import almanac.recurrence.WeekdayOrdinal;
import almanac.time.Span;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A rule as this API shows it. Sent back as it came it means the same; {@code rrule} is there only
 * where the fields cannot say all of it (contract R32).
 */
@Schema(name = "Event recurrence")
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

    private static final int LONGEST_INTERVAL = 999;

    /** The word for {@code recurrenceType}: the rule's frequency, as far as this API has one. */
    static String type(Optional<Recurrence> recurrence) {
        return recurrence
                .flatMap(Recurrence::rule)
                .map(rule -> type(rule).name().toLowerCase(Locale.ROOT))
                .orElse("none");
    }

    private static Recurrences.Type type(Rule rule) {
        return rule.frequency().compareTo(Frequency.DAILY) < 0
                ? Recurrences.Type.DAILY
                : Recurrences.Type.valueOf(rule.frequency().name());
    }

    /**
     * @param first of the series
     */
    static @Nullable RecurrenceJson of(Recurrence recurrence, Span first) {
        return recurrence.beside(first).rule().map(rule -> of(rule, first)).orElse(null);
    }

    private static RecurrenceJson of(Rule rule, Span first) {
        var days = rule.byDay().stream().map(day -> letters(day.day())).distinct().toList();
        var end = lastDay(rule, first);
        return new RecurrenceJson(
                type(rule).name().toLowerCase(Locale.ROOT),
                rule.interval(),
                days.isEmpty() ? null : days,
                onlyOne(rule.byMonthDay()).orElse(null),
                onlyOne(rule.byMonth()).orElse(null),
                rule.count().isPresent() ? "count" : end.isPresent() ? "date" : "never",
                rule.count().isPresent() ? rule.count().getAsInt() : null,
                end.orElse(null),
                EventJson.zone(first).map(ZoneId::getId).orElse(null),
                fits(rule) ? null : rule.text());
    }

    private static Optional<Integer> onlyOne(List<Integer> numbers) {
        return numbers.size() == 1 && numbers.getFirst() > 0
                ? Optional.of(numbers.getFirst())
                : Optional.empty();
    }

    /** Whether the fields say the whole rule, its end aside. */
    private static boolean fits(Rule rule) {
        var days =
                rule.byDay().stream()
                        .map(WeekdayOrdinal::day)
                        .collect(Collectors.toUnmodifiableSet());
        var monthIsOpen =
                rule.frequency() == Frequency.YEARLY
                        && rule.byMonth().isEmpty()
                        && !(days.isEmpty() && rule.byMonthDay().isEmpty());
        return !monthIsOpen
                && rule.interval() <= LONGEST_INTERVAL
                && Recurrences.simple(
                                type(rule),
                                rule.interval(),
                                days,
                                onlyOne(rule.byMonthDay()),
                                onlyOne(rule.byMonth()))
                        .equals(rule.withoutEnd());
    }

    /**
     * Whether both rules are shown alike, their zones aside. Of an end by moment the day is shown.
     *
     * @param one as it was sent, perhaps as {@code other} was shown
     * @param first of the series of the one rule
     * @param otherFirst of that of the other
     */
    static boolean alike(Rule one, Span first, Rule other, Span otherFirst) {
        return one.equals(other)
                || Recurrence.of(one).equals(Recurrence.of(other).beside(otherFirst))
                || fits(one)
                        && one.withoutEnd().equals(other.withoutEnd())
                        && one.count().equals(other.count())
                        && lastDay(one, first).equals(lastDay(other, otherFirst));
    }

    private static Optional<LocalDate> lastDay(Rule rule, Span first) {
        return rule.until().map(until -> lastDay(until, first));
    }

    /** The last day on which the series may start, both for an end by date and by moment. */
    private static LocalDate lastDay(Until until, Span first) {
        var last = until.lastLocal(EventJson.zone(first).orElse(ZoneOffset.UTC));
        var startsLater = last.toLocalTime().isBefore(first.localStart().toLocalTime());
        return startsLater ? last.toLocalDate().minusDays(1) : last.toLocalDate();
    }

    static String letters(DayOfWeek day) {
        return day.name().substring(0, 2);
    }
}
