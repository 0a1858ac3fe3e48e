package almanac.sync.microsoft;

import almanac.entry.Recurrence;
import almanac.recurrence.InvalidRule;
import almanac.recurrence.Rule;
import almanac.recurrence.RuleSet;
import almanac.recurrence.Until;
import almanac.time.Span;
import com.microsoft.graph.models.PatternedRecurrence;
import com.microsoft.graph.models.RecurrenceRangeType;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Graph's patterns as rules (RFC 5545 3.3.10). */
final class MicrosoftRules {

    private MicrosoftRules() {}

    /**
     * @param zone of the series
     */
    static Recurrence read(PatternedRecurrence recurrence, Span first, ZoneId zone)
            throws UnreadableEvent {
        var pattern = Optional.ofNullable(recurrence.getPattern());
        var range = Optional.ofNullable(recurrence.getRange());
        if (pattern.isEmpty() || range.isEmpty()) {
            throw new UnreadableEvent("its recurrence has no pattern or no range");
        }
        var type = Optional.ofNullable(range.get().getType()).orElse(RecurrenceRangeType.NoEnd);
        var ends =
                new MicrosoftRecurrence(
                        MicrosoftPattern.of(pattern.get()),
                        first.startDate(),
                        type == RecurrenceRangeType.Numbered
                                ? Optional.ofNullable(range.get().getNumberOfOccurrences())
                                : Optional.empty(),
                        type == RecurrenceRangeType.EndDate
                                ? Optional.ofNullable(range.get().getEndDate())
                                : Optional.empty());
        try {
            return Recurrence.of(rule(ends, first, zone));
        } catch (InvalidRule wrong) {
            throw new UnreadableEvent("its recurrence makes no rule: " + wrong.getMessage());
        }
    }

    static Rule rule(MicrosoftRecurrence recurrence, Span first, ZoneId zone) {
        var rule = Rule.parse(text(recurrence.pattern()));
        if (recurrence.count().isPresent()) {
            return rule.withCount(recurrence.count().get());
        }
        return recurrence.last().map(last -> rule.withUntil(until(last, first, zone))).orElse(rule);
    }

    static RuleSet starts(MicrosoftRecurrence recurrence, Span first, ZoneId zone) {
        return RuleSet.of(first.localStart(), zone, rule(recurrence, first, zone));
    }

    /** How many occurrences a series that ends has. */
    static int size(MicrosoftRecurrence recurrence, Span first, ZoneId zone) {
        var size = 0;
        for (var all = starts(recurrence, first, zone).startsFrom(first.localStart());
                all.hasNext();
                all.next()) {
            size++;
        }
        return size;
    }

    /** The same days in other words: said to Graph before the true ones, it makes a series anew. */
    static MicrosoftRecurrence inOtherWords(MicrosoftRecurrence recurrence, Span first) {
        var zone = first instanceof Span.Timed timed ? timed.zone() : ZoneOffset.UTC;
        var byDay = recurrence.last().isPresent();
        var end =
                starts(recurrence, first, zone)
                        .last()
                        .map(LocalDateTime::toLocalDate)
                        .orElse(recurrence.start().plusYears(50));
        return new MicrosoftRecurrence(
                recurrence.pattern(),
                recurrence.start(),
                byDay ? Optional.of(size(recurrence, first, zone)) : Optional.empty(),
                byDay ? Optional.empty() : Optional.of(end));
    }

    private static Until until(LocalDate last, Span first, ZoneId zone) {
        return first instanceof Span.AllDay
                ? new Until.OnDate(last)
                : new Until.AtUtc(
                        last.atTime(first.localStart().toLocalTime())
                                .atZone(zone)
                                .withZoneSameInstant(ZoneOffset.UTC)
                                .toLocalDateTime());
    }

    private static String text(MicrosoftPattern pattern) {
        var interval = ";INTERVAL=" + pattern.interval();
        var month = ";BYMONTH=" + pattern.month();
        return switch (pattern.type()) {
            case Daily -> "FREQ=DAILY" + interval;
            case Weekly ->
                    "FREQ=WEEKLY" + interval + ";BYDAY=" + days(pattern, "") + weekStart(pattern);
            case AbsoluteMonthly -> "FREQ=MONTHLY" + interval + day(pattern.dayOfMonth());
            case AbsoluteYearly -> "FREQ=YEARLY" + interval + month + day(pattern.dayOfMonth());
            case RelativeMonthly -> "FREQ=MONTHLY" + interval + relative(pattern);
            case RelativeYearly -> "FREQ=YEARLY" + interval + month + relative(pattern);
        };
    }

    /** The first day of the week matters only where weeks are left out. */
    private static String weekStart(MicrosoftPattern pattern) {
        return pattern.interval() == 1 || pattern.days().size() == 1
                ? ""
                : ";WKST=" + pattern.weekStart().name().substring(0, 2);
    }

    private static String day(int dayOfMonth) {
        if (dayOfMonth <= 28) {
            return ";BYMONTHDAY=" + dayOfMonth;
        }
        if (dayOfMonth == 31) {
            return ";BYMONTHDAY=-1";
        }
        var days = IntStream.rangeClosed(28, dayOfMonth).mapToObj(String::valueOf);
        return ";BYMONTHDAY=" + days.collect(Collectors.joining(",")) + ";BYSETPOS=-1";
    }

    private static String relative(MicrosoftPattern pattern) {
        return pattern.days().size() == 1
                ? ";BYDAY=" + days(pattern, String.valueOf(pattern.position()))
                : ";BYDAY=" + days(pattern, "") + ";BYSETPOS=" + pattern.position();
    }

    private static String days(MicrosoftPattern pattern, String position) {
        return pattern.days().stream()
                .map(day -> position + day.name().substring(0, 2))
                .collect(Collectors.joining(","));
    }

    /** Whether both mean the same pattern and the same end. */
    static boolean same(MicrosoftRecurrence one, MicrosoftRecurrence other) {
        return key(one).equals(key(other));
    }

    private static String key(MicrosoftRecurrence recurrence) {
        return text(recurrence.pattern())
                + recurrence.start()
                + recurrence.count()
                + recurrence.last();
    }
}
