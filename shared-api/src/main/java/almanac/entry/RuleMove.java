package almanac.entry;

import almanac.recurrence.Frequency;
import almanac.recurrence.Rule;
import almanac.recurrence.Until;
import almanac.time.Span;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The rule whose starts are those of another, moved as its first one is. */
final class RuleMove {

    private final Span first;
    private final Span moved;

    private RuleMove(Span first, Span moved) {
        this.first = first;
        this.moved = moved;
    }

    /** Empty when no rule says so, e.g. for the first Monday of a month, one day later. */
    static Optional<Rule> of(Rule rule, Span first, Span moved) {
        var move = new RuleMove(first, moved);
        return move.toDate(rule).flatMap(move::toClock).map(each -> move.toEnd(rule, each));
    }

    /** Whether whole days can repeat so: neither by hours nor at a time (RFC 5545 3.3.10). */
    static boolean ofDays(Rule rule) {
        return !rule.frequency().subDaily() && named(rule).isEmpty();
    }

    /**
     * Whether a rule can give its starts another time of day. One that goes by the clock within the
     * days that it names cannot: the last of a day would fall on a day that it does not name.
     */
    static boolean ofAnyTime(Rule rule) {
        return !rule.frequency().subDaily()
                || Arrays.stream(rule.text().split(";"))
                        .noneMatch(
                                part -> part.matches("BY(DAY|MONTHDAY|YEARDAY|WEEKNO|MONTH)=.*"));
    }

    private Optional<Rule> toDate(Rule rule) {
        var days = first.startDate().until(moved.startDate(), ChronoUnit.DAYS);
        return days == 0 ? Optional.of(rule) : rule.rotateByDays(days, first.startDate());
    }

    /** A rule that names the one time of day of its first start leaves it to the new one. */
    private Optional<Rule> toClock(Rule rule) {
        var time = first.localStart().toLocalTime();
        var named = named(rule);
        if (time.equals(moved.localStart().toLocalTime()) || named.isEmpty()) {
            return Optional.of(rule);
        }
        var redundant =
                rule.frequency().compareTo(Frequency.DAILY) >= 0
                        && rule.bySetPos().isEmpty()
                        && says(rule.byHour(), time.getHour())
                        && says(rule.byMinute(), time.getMinute())
                        && says(rule.bySecond(), time.getSecond());
        return redundant ? Optional.of(without(rule, named)) : Optional.empty();
    }

    private static List<String> named(Rule rule) {
        return Arrays.stream(rule.text().split(";"))
                .filter(part -> part.matches("BY(HOUR|MINUTE|SECOND)=.*"))
                .toList();
    }

    private static Rule without(Rule rule, List<String> parts) {
        return Rule.parse(
                Arrays.stream(rule.text().split(";"))
                        .filter(part -> !parts.contains(part))
                        .collect(Collectors.joining(";")));
    }

    private static boolean says(List<Integer> values, int value) {
        return values.isEmpty() || values.equals(List.of(value));
    }

    /** UNTIL is often the last start to the second, so it moves by the clock as that does. */
    private Rule toEnd(Rule before, Rule after) {
        return before.until().map(until -> after.withUntil(moved(before, until))).orElse(after);
    }

    /** How far starts move: they are whole seconds, whatever the first one has besides. */
    static Duration distance(Span first, Span moved) {
        return Duration.between(first.localStart().withNano(0), moved.localStart().withNano(0));
    }

    private Until moved(Rule rule, Until until) {
        var by = distance(first, moved);
        var last = until.lastLocal(Segment.zoneOf(first)).plus(by);
        boolean wholeDays = by.equals(Duration.ofDays(by.toDays()));
        return switch (until) {
            // of a rule of hours some starts cross midnight then and others do not
            case Until.OnDate onDate when rule.frequency().subDaily() && !wholeDays ->
                    at(last.withNano(0));
            case Until.OnDate onDate ->
                    onDate.plusDays(first.startDate().until(moved.startDate(), ChronoUnit.DAYS));
            case Until.AtLocal local -> at(last);
            case Until.AtUtc utc ->
                    moved instanceof Span.Timed(var start, var zone, var end)
                            ? new Until.AtUtc(
                                    LocalDateTime.ofInstant(
                                            last.atZone(zone).toInstant(), ZoneOffset.UTC))
                            : at(last);
        };
    }

    private Until at(LocalDateTime last) {
        return moved instanceof Span.AllDay
                ? new Until.OnDate(last.toLocalDate())
                : new Until.AtLocal(last);
    }
}
