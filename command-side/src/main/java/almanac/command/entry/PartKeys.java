package almanac.command.entry;

import almanac.entry.EntryFact;
import almanac.entry.ImportedEntry;
import almanac.entry.OccurrenceKey;
import almanac.entry.Recurrence;
import almanac.entry.Segment;
import almanac.entry.Series;
import almanac.recurrence.Budget;
import almanac.recurrence.Grain;
import almanac.recurrence.Rule;
import almanac.recurrence.RuleSet;
import almanac.time.Span;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which keys the occurrences of a part have after its time or rule changed, so that what is known
 * of single ones stays with them: a part that was moved as a whole keeps its keys in order, a part
 * that begins, ends or repeats otherwise keeps them by date. What runs into the keys of another
 * part is cut off there (docs/adr/0005). Only a part that has none of its days any more takes keys
 * by which more of it takes place.
 */
final class PartKeys {

    private static final int STARTS_THAT_TELL = 1_000;
    private static final int YEARS_THAT_TELL = 10;

    private final Series series;
    private final OccurrenceKey from;
    private final Optional<OccurrenceKey> next;
    private final Segment before;
    private final Span standing;
    private final Span wanted;
    private final long step;

    /**
     * @param from the key at which the part begins
     * @param before the segment that rules it so far
     * @param exported the part as it stands; empty where nothing takes place in it
     */
    PartKeys(
            Series series,
            OccurrenceKey from,
            Segment before,
            Optional<ImportedEntry> exported,
            Span wanted) {
        this.series = series;
        this.from = from;
        this.next =
                series.segments().stream()
                        .map(Segment::from)
                        .filter(key -> key.compareTo(from) > 0)
                        .findFirst();
        this.before = before;
        this.standing = exported.map(ImportedEntry::span).orElse(before.first());
        this.wanted = wanted;
        this.step = series.numbering().stepSeconds();
    }

    /** The part begins with the wanted span and repeats so from now on. */
    EntryFact.SegmentRescheduled rescheduled(Recurrence recurrence) {
        return new EntryFact.SegmentRescheduled(
                series.entry(), from, wanted, recurrence, shift(recurrence));
    }

    /** How far the starts of the part lie from where their keys say. */
    private long shift(Recurrence recurrence) {
        var begin = Duration.between(series.numbering().anchor(), begin());
        return begin.toSeconds() - slot(recurrence) * step;
    }

    /** The slot of the first start. */
    private long slot(Recurrence recurrence) {
        var starts = recurrence.starts(wanted);
        // how far it reaches may take long to tell, and matters only where something follows
        var reach = Reach.of(starts, next.flatMap(key -> starts.last()), step);
        var inOrder = slot(standing.localStart());
        var byDate = byDate().orElse(inOrder);
        var first = movedWhole(recurrence, starts) ? inOrder : byDate;
        var second = first == inOrder ? byDate : inOrder;
        if (fits(first, reach) || (first == inOrder ? begins(first) : keepsADay(starts))) {
            return first;
        }
        return fits(second, reach) ? second : cutOff(first, second);
    }

    private LocalDateTime begin() {
        return wanted.localStart().withNano(0);
    }

    private long slot(LocalDateTime start) {
        return before.keyOf(start.withNano(0), series.numbering()).slot();
    }

    private Optional<Long> byDate() {
        var start =
                step == Grain.DAY.seconds()
                        ? begin().toLocalDate().atTime(standing.localStart().toLocalTime())
                        : begin();
        try {
            return Optional.of(slot(start));
        } catch (IllegalArgumentException betweenTwoSteps) {
            return Optional.empty();
        }
    }

    /** The rule says the same of other days: neither said the days of the other. */
    private boolean movedWhole(Recurrence recurrence, RuleSet starts) {
        var days =
                Duration.between(standing.localStart().toLocalDate().atStartOfDay(), begin())
                        .toDays();
        var moved = wanted.shape().on(before.first().startDate().plusDays(days));
        var follows = endless(before.ruleMovedTo(moved)).equals(endless(recurrence.rule()));
        var same = endless(before.rule()).equals(endless(recurrence.rule()));
        return follows && !(same && saysTheSameDays(starts));
    }

    private boolean saysTheSameDays(RuleSet starts) {
        return said(before.starts(), begin())
                || said(starts, standing.localStart())
                || keepsADay(starts);
    }

    private static Optional<Rule> endless(Optional<Rule> rule) {
        return rule.map(Rule::withoutEnd);
    }

    private static boolean said(RuleSet starts, LocalDateTime start) {
        var day = start.toLocalDate().atStartOfDay();
        return new RuleSet(
                        starts.start(), starts.zone(), endless(starts.rule()), starts.additions())
                .startsBetween(day, day.plusDays(1), Budget.usual())
                .hasNext();
    }

    /** Whether one of the days that the part had is a day of it still. */
    private boolean keepsADay(RuleSet starts) {
        return !Collections.disjoint(days(before.starts()), days(starts));
    }

    /** Those that tell: each is a date where the series counts whole days. */
    private Set<LocalDateTime> days(RuleSet starts) {
        var numbering = series.numbering();
        var lower = whole() ? before.begins(numbering) : before.startOf(from, numbering);
        var upper =
                next.map(key -> before.startOf(key, numbering))
                        .orElseGet(() -> later(begin(), lower).plusYears(YEARS_THAT_TELL));
        var within = starts.startsBetween(day(lower), day(upper), Budget.usual());
        var days = new HashSet<LocalDateTime>();
        while (within.hasNext() && days.size() < STARTS_THAT_TELL) {
            days.add(day(within.next()));
        }
        return days;
    }

    private LocalDateTime day(LocalDateTime start) {
        return step == Grain.DAY.seconds() ? start.toLocalDate().atStartOfDay() : start;
    }

    private static LocalDateTime later(LocalDateTime one, LocalDateTime other) {
        return one.isAfter(other) ? one : other;
    }

    private boolean fits(long slot, Reach reach) {
        return (whole() || slot + reach.first() >= from.slot())
                && next.map(end -> reach.endsBefore(slot, end.slot())).orElse(true);
    }

    private boolean begins(long slot) {
        return (whole() || slot >= from.slot()) && next.map(end -> slot < end.slot()).orElse(true);
    }

    private boolean whole() {
        return from.equals(OccurrenceKey.FIRST);
    }

    /** Nothing fits: what lies behind the next part's begin is lost to it, never the first. */
    private long cutOff(long first, long second) {
        return Stream.of(first, second)
                .filter(this::begins)
                .findFirst()
                .orElseGet(() -> whole() ? next.orElseThrow().slot() - 1 : from.slot());
    }

    /**
     * How many steps from the first start a set reaches.
     *
     * @param first not positive: a date may have been added before
     * @param last empty for an endless set
     */
    private record Reach(long first, Optional<Long> last) {

        static Reach of(RuleSet starts, Optional<LocalDateTime> last, long step) {
            var begin = starts.start();
            var first = starts.additions().isEmpty() ? begin : starts.additions().first();
            return new Reach(
                    Math.min(0, steps(begin, first, step)),
                    last.map(start -> steps(begin, start, step)));
        }

        private static long steps(LocalDateTime from, LocalDateTime to, long step) {
            return Math.floorDiv(Duration.between(from, to).toSeconds(), step);
        }

        boolean endsBefore(long slot, long end) {
            return last.map(steps -> slot + steps < end).orElse(false);
        }
    }
}
