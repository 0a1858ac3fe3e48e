package almanac.recurrence;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Optional;

/** DTSTART and the matches of the rule after it, bounded by COUNT and UNTIL. */
final class RuleStarts {

    private final LocalDateTime start;
    private final Window window;
    private final ZoneId zone;
    private final boolean skipsGaps;
    private final Optional<End> end;
    private final Matches matches;
    private long left;
    private boolean startIsNext;

    private RuleStarts(Rule rule, LocalDateTime start, ZoneId zone, Window window, Budget budget) {
        this.start = start;
        this.window = window;
        this.zone = zone;
        this.skipsGaps = rule.frequency().subDaily() && !zone.getRules().isFixedOffset();
        this.end = rule.until().map(until -> End.of(until, zone));
        // occurrences can be counted only from the beginning
        var counted = rule.count().isPresent() ? new Window(start, window.before()) : window;
        var latest = end.map(End::latest).orElse(LocalDateTime.MAX);
        this.matches = Matches.within(counted.within(start, latest), rule, start, budget);
        this.left = rule.count().isPresent() ? rule.count().getAsInt() - 1L : Long.MAX_VALUE;
        this.startIsNext = window.holds(start);
    }

    static Starts of(Rule rule, LocalDateTime start, ZoneId zone, Window window, Budget budget) {
        return new Starts(new RuleStarts(rule, start, zone, window, budget)::next);
    }

    private Optional<LocalDateTime> next() {
        if (startIsNext) {
            startIsNext = false;
            return Optional.of(start);
        }
        return nextMatch();
    }

    private Optional<LocalDateTime> nextMatch() {
        while (left > 0) {
            var match = matches.next();
            if (match.isEmpty()) {
                left = 0;
            } else if (counts(match.get())) {
                left--;
                if (window.holds(match.get())) {
                    return match;
                }
            }
        }
        return Optional.empty();
    }

    private boolean counts(LocalDateTime match) {
        return match.isAfter(start)
                && end.map(each -> each.allows(match)).orElse(true)
                && !(skipsGaps && zone.getRules().getValidOffsets(match).isEmpty());
    }
}
