package almanac.sync.microsoft;

import almanac.entry.Recurrence;
import almanac.recurrence.Rule;
import almanac.recurrence.Until;
import almanac.recurrence.WeekdayOrdinal;
import almanac.sync.provider.ProviderFailed;
import almanac.sync.provider.ProviderFailure;
import almanac.time.Span;
import com.microsoft.graph.models.PatternedRecurrence;
import com.microsoft.graph.models.RecurrencePatternType;
import com.microsoft.graph.models.RecurrenceRange;
import com.microsoft.graph.models.RecurrenceRangeType;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Our recurrence as Graph's pattern and range. What the pattern cannot say exactly is refused
 * before anything is sent; nothing is approximated.
 *
 * @param last the last day on which an occurrence may start, where that ends it
 */
record MicrosoftRecurrence(
        MicrosoftPattern pattern,
        LocalDate start,
        Optional<Integer> count,
        Optional<LocalDate> last) {

    private static final List<Integer> POSITIONS = List.of(1, 2, 3, 4, -1);

    /**
     * @throws ProviderFailed Unsupported where a pattern cannot say it
     */
    static MicrosoftRecurrence of(Recurrence recurrence, Span first) {
        var added =
                recurrence.additions().stream()
                        .filter(date -> !date.equals(first.localStart()))
                        .toList();
        if (!added.isEmpty()) {
            throw unsupported("dates beside the rule");
        }
        var start = first.startDate();
        var rule = recurrence.rule().orElseGet(() -> Rule.parse("FREQ=DAILY;COUNT=1"));
        var pattern = pattern(rule, start);
        if (!pattern.falls(start)) {
            throw unsupported("a first day that is not one of the rule's");
        }
        return new MicrosoftRecurrence(
                pattern,
                start,
                rule.count().isPresent() ? Optional.of(rule.count().getAsInt()) : Optional.empty(),
                rule.until().map(until -> last(until, first)));
    }

    private static LocalDate last(Until until, Span first) {
        var zone = first instanceof Span.Timed timed ? timed.zone() : ZoneOffset.UTC;
        var latest = until.lastLocal(zone);
        var day = latest.toLocalDate();
        var reached = !latest.toLocalTime().isBefore(first.localStart().toLocalTime());
        var last = reached ? day : day.minusDays(1);
        return last.isBefore(first.startDate()) ? first.startDate() : last;
    }

    private static MicrosoftPattern pattern(Rule rule, LocalDate start) {
        if (rule.frequency().subDaily()) {
            throw unsupported("a rule of hours or less");
        }
        if (!rule.byHour().isEmpty() || !rule.byMinute().isEmpty() || !rule.bySecond().isEmpty()) {
            throw unsupported("times of day in a rule");
        }
        if (!rule.byYearDay().isEmpty() || !rule.byWeekNo().isEmpty()) {
            throw unsupported("days or weeks of the year");
        }
        return switch (rule.frequency()) {
            case DAILY -> daily(rule);
            case WEEKLY -> weekly(rule, start);
            case MONTHLY -> monthly(rule, start);
            case YEARLY -> yearly(rule, start);
            case SECONDLY, MINUTELY, HOURLY -> throw unsupported("a rule of hours or less");
        };
    }

    private static MicrosoftPattern daily(Rule rule) {
        require(
                rule.byMonth().isEmpty()
                        && rule.byMonthDay().isEmpty()
                        && rule.bySetPos().isEmpty());
        if (rule.byDay().isEmpty()) {
            return make(RecurrencePatternType.Daily, rule, Set.of(), 0, 0, 0);
        }
        require(rule.interval() == 1);
        return make(RecurrencePatternType.Weekly, rule, plainDays(rule), 0, 0, 0);
    }

    private static MicrosoftPattern weekly(Rule rule, LocalDate start) {
        require(
                rule.byMonth().isEmpty()
                        && rule.byMonthDay().isEmpty()
                        && rule.bySetPos().isEmpty());
        var days = rule.byDay().isEmpty() ? Set.of(start.getDayOfWeek()) : plainDays(rule);
        return make(RecurrencePatternType.Weekly, rule, days, 0, 0, 0);
    }

    private static MicrosoftPattern monthly(Rule rule, LocalDate start) {
        require(rule.byMonth().isEmpty());
        return rule.byDay().isEmpty()
                ? make(
                        RecurrencePatternType.AbsoluteMonthly,
                        rule,
                        Set.of(),
                        0,
                        day(rule, start),
                        0)
                : make(
                        RecurrencePatternType.RelativeMonthly,
                        rule,
                        days(rule),
                        position(rule),
                        0,
                        0);
    }

    private static MicrosoftPattern yearly(Rule rule, LocalDate start) {
        require(rule.byMonth().size() <= 1);
        if (rule.byMonth().isEmpty() && !rule.byDay().isEmpty()) {
            throw unsupported("numbered weekdays of a year");
        }
        var month = rule.byMonth().isEmpty() ? start.getMonthValue() : rule.byMonth().getFirst();
        return rule.byDay().isEmpty()
                ? make(
                        RecurrencePatternType.AbsoluteYearly,
                        rule,
                        Set.of(),
                        0,
                        day(rule, start),
                        month)
                : make(
                        RecurrencePatternType.RelativeYearly,
                        rule,
                        days(rule),
                        position(rule),
                        0,
                        month);
    }

    private static MicrosoftPattern make(
            RecurrencePatternType type,
            Rule rule,
            Set<DayOfWeek> days,
            int position,
            int dayOfMonth,
            int month) {
        return new MicrosoftPattern(
                type, rule.interval(), days, position, dayOfMonth, month, rule.weekStart());
    }

    /** Graph's 29 to 31 mean the last day of a month that is shorter, which a rule has to say. */
    private static int day(Rule rule, LocalDate start) {
        var days = rule.byMonthDay();
        if (days.isEmpty() && rule.bySetPos().isEmpty()) {
            return plain(start.getDayOfMonth());
        }
        if (days.equals(List.of(-1)) && rule.bySetPos().isEmpty()) {
            return 31;
        }
        var last = days.isEmpty() ? 0 : days.getLast();
        if (rule.bySetPos().equals(List.of(-1))
                && last > 28
                && days.equals(IntStream.rangeClosed(28, last).boxed().toList())) {
            return last;
        }
        require(days.size() == 1 && rule.bySetPos().isEmpty());
        return plain(days.getFirst());
    }

    private static int plain(int day) {
        if (day < 1 || day > 28) {
            throw unsupported("a day that not every month has");
        }
        return day;
    }

    private static Set<DayOfWeek> days(Rule rule) {
        require(rule.byMonthDay().isEmpty());
        return rule.byDay().stream().map(WeekdayOrdinal::day).collect(Collectors.toSet());
    }

    private static Set<DayOfWeek> plainDays(Rule rule) {
        require(rule.byDay().stream().allMatch(day -> day.ordinal() == 0));
        return days(rule);
    }

    private static int position(Rule rule) {
        var single = rule.byDay().size() == 1 && rule.bySetPos().isEmpty();
        var plain = rule.byDay().stream().allMatch(day -> day.ordinal() == 0);
        var position =
                single
                        ? rule.byDay().getFirst().ordinal()
                        : plain && rule.bySetPos().size() == 1 ? rule.bySetPos().getFirst() : 0;
        require(POSITIONS.contains(position));
        return position;
    }

    private static void require(boolean expressible) {
        if (!expressible) {
            throw unsupported("such a rule");
        }
    }

    private static ProviderFailed unsupported(String what) {
        return new ProviderFailed(
                new ProviderFailure.Unsupported("Outlook's recurrences do not know " + what));
    }

    PatternedRecurrence toGraph(Span first) {
        var range = new RecurrenceRange();
        range.setStartDate(start);
        if (first instanceof Span.Timed timed) {
            range.setRecurrenceTimeZone(MicrosoftTimes.name(timed.zone()));
        }
        range.setType(
                count.isPresent()
                        ? RecurrenceRangeType.Numbered
                        : last.isPresent()
                                ? RecurrenceRangeType.EndDate
                                : RecurrenceRangeType.NoEnd);
        count.ifPresent(range::setNumberOfOccurrences);
        last.ifPresent(range::setEndDate);
        var recurrence = new PatternedRecurrence();
        recurrence.setPattern(pattern.toGraph());
        recurrence.setRange(range);
        return recurrence;
    }
}
