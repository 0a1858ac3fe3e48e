package almanac.entry;

import almanac.recurrence.Rule;
import almanac.recurrence.RuleSet;
import almanac.recurrence.Until;
import almanac.time.Span;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * How an entry repeats (RFC 5545 3.8.5): a rule, additional local starts (RDATE), or both. Excluded
 * dates are not part of it: they are facts about occurrences.
 */
public record Recurrence(Optional<Rule> rule, List<LocalDateTime> additions) {

    public Recurrence {
        additions = additions.stream().sorted().distinct().toList();
        if (rule.isEmpty() && additions.isEmpty()) {
            throw new IllegalArgumentException("a recurrence needs a rule or dates");
        }
    }

    public static Recurrence of(Rule rule) {
        return new Recurrence(Optional.of(rule), List.of());
    }

    /** The starts of a series that begins with this span. */
    public RuleSet starts(Span first) {
        return new RuleSet(
                first.localStart(), Segment.zoneOf(first), rule, new TreeSet<>(additions));
    }

    /**
     * How it repeats once its first span has another time: the end of its rule moves along, dates
     * that were added stay. Empty when no rule says so.
     */
    public Optional<Recurrence> movedAlong(Span first, Span moved) {
        return rule.isEmpty()
                ? Optional.of(this)
                : RuleMove.of(rule.get(), first, moved)
                        .map(each -> new Recurrence(Optional.of(each), additions));
    }

    /**
     * The same starts, said as iCalendar says them beside a DTSTART of this span (RFC 5545 3.3.10):
     * UNTIL is a date for whole days and in UTC for times, whatever form it has here. An event that
     * turned from the one to the other keeps the end that it was given, and files mix the two.
     */
    public Recurrence beside(Span first) {
        return new Recurrence(
                rule.map(each ->
                        each.until()
                                .map(until -> each.withUntil(beside(first, until)))
                                .orElse(each)),
                additions);
    }

    private static Until beside(Span first, Until until) {
        return switch (first) {
            case Span.AllDay days ->
                    new Until.OnDate(until.lastLocal(ZoneOffset.UTC).toLocalDate());
            case Span.Timed timed when until instanceof Until.AtUtc -> until;
            case Span.Timed timed -> new Until.AtUtc(utc(until, timed.zone()));
        };
    }

    private static LocalDateTime utc(Until until, ZoneId zone) {
        var last = until.lastLocal(zone).withNano(0).atZone(zone).toInstant();
        return LocalDateTime.ofInstant(last, ZoneOffset.UTC);
    }
}
