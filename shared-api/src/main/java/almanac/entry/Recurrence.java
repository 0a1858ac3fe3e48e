package almanac.entry;

import almanac.recurrence.Rule;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;

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
}
