package almanac.recurrence;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The recurrence set of RFC 5545 3.8.5 in local time: DTSTART, the occurrences of a rule and
 * additions (RDATE). Exclusions are the caller's: they neither move nor count here.
 *
 * <p>DTSTART is always the first occurrence of the rule, also when it does not match it, and COUNT
 * counts it (RFC 5545 3.3.10); additions are not counted and not bounded by COUNT or UNTIL.
 *
 * <p>Starts are wall-clock times. A daily or coarser rule may yield a time that the zone skips or
 * repeats; RFC 5545 3.3.5 says which instant it means. An hourly or finer rule steps along the wall
 * clock too; of it, times that the zone skips are left out and not counted (3.3.10), since they
 * would fall upon the next step, and a repeated hour is one hour. The zone matters for that and for
 * an UNTIL in UTC only.
 *
 * @param start DTSTART, in whole seconds
 * @param zone the zone of the wall clock; {@link ZoneOffset#UTC} for all-day series
 * @param rule the rule; empty for a set of DTSTART and additions only
 * @param additions RDATE, unmodifiable here
 */
public record RuleSet(
        LocalDateTime start, ZoneId zone, Optional<Rule> rule, SortedSet<LocalDateTime> additions) {

    /** Copies the additions and cuts DTSTART to whole seconds, the finest that iCalendar knows. */
    public RuleSet {
        start = start.withNano(0);
        additions = Collections.unmodifiableSortedSet(new TreeSet<>(additions));
    }

    /** A set without additions. */
    public static RuleSet of(LocalDateTime start, ZoneId zone, Rule rule) {
        return new RuleSet(start, zone, Optional.of(rule), Collections.emptySortedSet());
    }

    /** An all-day set: dates at the start of day, an UNTIL in UTC taken by its letters. */
    public static RuleSet allDay(LocalDate start, Rule rule) {
        return of(start.atStartOfDay(), ZoneOffset.UTC, rule);
    }

    /** The same set with these additions instead of its own. */
    public RuleSet withAdditions(Collection<LocalDateTime> starts) {
        return new RuleSet(start, zone, rule, new TreeSet<>(starts));
    }

    /** {@link #startsFrom(LocalDateTime, Budget)} with the usual budget. */
    public Iterator<LocalDateTime> startsFrom(LocalDateTime notBefore) {
        return startsFrom(notBefore, Budget.usual());
    }

    /**
     * The starts at or after a local date-time, ascending, without duplicates, computed as they are
     * asked for. A rule without COUNT is entered directly at the bound, however far away; one with
     * COUNT is counted from DTSTART. Ends with the year 9999.
     *
     * @throws BudgetExceeded here or from the iterator, when the budget is used up
     */
    public Iterator<LocalDateTime> startsFrom(LocalDateTime notBefore, Budget budget) {
        return startsBetween(notBefore, LocalDateTime.MAX, budget);
    }

    /**
     * As {@link #startsFrom(LocalDateTime, Budget)}, and before another local date-time. Prefer it
     * where the end is known: behind it no step is taken, however sparse the rule.
     *
     * @throws BudgetExceeded here or from the iterator, when the budget is used up
     */
    public Iterator<LocalDateTime> startsBetween(
            LocalDateTime notBefore, LocalDateTime before, Budget budget) {
        if (!notBefore.isBefore(before)) {
            return Collections.emptyIterator();
        }
        var window = new Window(notBefore, before);
        var ruled =
                rule.map(each -> RuleStarts.of(each, start, zone, window, budget))
                        .orElseGet(() -> listed(window.holds(start) ? List.of(start) : List.of()));
        var added = additions.subSet(notBefore, before);
        return added.isEmpty() ? ruled : Starts.merge(ruled, listed(added));
    }

    /**
     * Those of some local date-times that are starts, told one by one, or in a single walk where a
     * rule counts.
     *
     * @throws BudgetExceeded when one of them takes too many steps to reach
     */
    public SortedSet<LocalDateTime> startsAmong(Collection<LocalDateTime> some) {
        var asked = new TreeSet<>(some);
        var found = new TreeSet<LocalDateTime>();
        if (asked.isEmpty()) {
            return found;
        }
        if (rule.map(each -> each.count().isEmpty()).orElse(true)) {
            asked.stream().filter(this::holds).forEach(found::add);
            return found;
        }
        startsBetween(asked.first(), asked.last().plusSeconds(1), Budget.usual())
                .forEachRemaining(start -> {
                    if (asked.contains(start)) {
                        found.add(start);
                    }
                });
        return found;
    }

    private boolean holds(LocalDateTime start) {
        return startsBetween(start, start.plusSeconds(1), Budget.usual()).hasNext();
    }

    /**
     * The start that each of some local date-times names: itself, or the one that the zone skips
     * and that means this time (RFC 5545 3.3.5). What names no start is left out.
     *
     * @throws BudgetExceeded when one of them takes too many steps to reach
     */
    public Map<LocalDateTime, LocalDateTime> startsNamed(Collection<LocalDateTime> names) {
        var candidates = new TreeSet<>(names);
        names.forEach(name -> skipped(name).ifPresent(candidates::add));
        var starts = startsAmong(candidates);
        var named = new HashMap<LocalDateTime, LocalDateTime>();
        for (var name : names) {
            Optional.of(name)
                    .filter(starts::contains)
                    .or(() -> skipped(name).filter(starts::contains))
                    .ifPresent(start -> named.put(name, start));
        }
        return named;
    }

    /** The local time before a gap of the zone that means the same instant. */
    private Optional<LocalDateTime> skipped(LocalDateTime time) {
        var instant = time.atZone(zone).toInstant();
        return Optional.ofNullable(zone.getRules().previousTransition(instant.plusNanos(1)))
                .filter(ZoneOffsetTransition::isGap)
                .filter(gap -> time.isBefore(gap.getDateTimeAfter().plus(gap.getDuration())))
                .map(gap -> time.minus(gap.getDuration()));
    }

    /** Whether the set has an end: no rule, or one with COUNT or UNTIL. */
    public boolean isFinite() {
        return rule.map(each -> !each.endless()).orElse(true);
    }

    /** The last start of a finite set; empty for an endless one. */
    public Optional<LocalDateTime> last() {
        return last(Budget.usual());
    }

    /**
     * The last start of a finite set; empty for an endless one.
     *
     * @throws BudgetExceeded when the budget is used up
     */
    public Optional<LocalDateTime> last(Budget budget) {
        if (!isFinite()) {
            return Optional.empty();
        }
        var ruled = rule.map(each -> lastOf(each, budget)).orElse(start);
        return Optional.of(
                additions.isEmpty() || additions.last().isBefore(ruled) ? ruled : additions.last());
    }

    private LocalDateTime lastOf(Rule each, Budget budget) {
        // looks back from UNTIL in growing steps instead of walking up to it
        var until = each.until().map(end -> end.lastLocal(zone));
        for (long hours = 1; until.isPresent(); hours *= 8) {
            var from = until.get().minusHours(hours);
            if (!from.isAfter(start)) {
                break;
            }
            var starts = RuleStarts.of(each, start, zone, Window.from(from), budget);
            if (starts.hasNext()) {
                return lastOf(starts);
            }
        }
        return lastOf(RuleStarts.of(each, start, zone, Window.from(start), budget));
    }

    private static LocalDateTime lastOf(Iterator<LocalDateTime> starts) {
        var last = starts.next();
        while (starts.hasNext()) {
            last = starts.next();
        }
        return last;
    }

    private static Starts listed(Collection<LocalDateTime> starts) {
        var iterator = starts.iterator();
        return new Starts(
                () -> iterator.hasNext() ? Optional.of(iterator.next()) : Optional.empty());
    }
}
