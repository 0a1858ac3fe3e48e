package almanac.entry;

import almanac.recurrence.Rule;
import almanac.recurrence.RuleSet;
import almanac.time.Span;
import java.time.LocalDateTime;
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
}
