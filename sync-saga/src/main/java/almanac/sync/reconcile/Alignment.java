package almanac.sync.reconcile;

import almanac.entry.Recurrence;
import almanac.recurrence.Budget;
import almanac.recurrence.Rule;
import almanac.recurrence.RuleSet;
import almanac.time.Span;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Puts snapshots into one frame, so that an occurrence has one name in all of them. */
final class Alignment {

    private static final long DAY = 86_400;

    private Alignment() {}

    /**
     * A later state of the same object. One that was moved as a whole keeps its names in order: its
     * rule says the same of other days. One that begins or repeats otherwise keeps them by date.
     */
    static Snapshot later(Snapshot before, Snapshot after) {
        var first = after.span().localStart();
        if (sameRule(before, after) && said(before, first, first.plusSeconds(1))) {
            return after.inFrame(before.frame() + seconds(before.span().localStart(), first));
        }
        var days = before.span().startDate().until(after.span().startDate(), ChronoUnit.DAYS);
        return after.inFrame(before.frame() + (movedWhole(before, after, days) ? 0 : days * DAY));
    }

    private static boolean movedWhole(Snapshot before, Snapshot after, long days) {
        if (before.recurrence().isEmpty() || after.recurrence().isEmpty()) {
            return true;
        }
        var date = after.span().startDate();
        var moved = after.span().shape().on(before.span().startDate().plusDays(days));
        var follows = endless(before.segment().ruleMovedTo(moved)).equals(endless(rule(after)));
        return follows
                && !(sameRule(before, after)
                        && said(before, date.atStartOfDay(), date.plusDays(1).atStartOfDay()));
    }

    private static boolean sameRule(Snapshot before, Snapshot after) {
        return rule(before).isPresent() && endless(rule(before)).equals(endless(rule(after)));
    }

    private static Optional<Rule> rule(Snapshot snapshot) {
        return snapshot.recurrence().flatMap(Recurrence::rule);
    }

    private static Optional<Rule> endless(Optional<Rule> rule) {
        return rule.map(Rule::withoutEnd);
    }

    private static boolean said(Snapshot before, LocalDateTime from, LocalDateTime to) {
        var starts = before.segment().starts();
        return new RuleSet(
                        starts.start(), starts.zone(), endless(starts.rule()), starts.additions())
                .startsBetween(from.withNano(0), to.withNano(0), Budget.usual())
                .hasNext();
    }

    /** The other side's state of the same time: it may begin elsewhere, or in another zone. */
    static Snapshot other(Snapshot here, Snapshot there) {
        var from = here.span().localStart();
        return there.inFrame(here.frame() + seconds(from, seenFrom(here.span(), there.span())));
    }

    private static LocalDateTime seenFrom(Span here, Span there) {
        return switch (there) {
            case Span.Timed timed when here instanceof Span.Timed(var start, var zone, var end) ->
                    timed.start().atZone(timed.zone()).withZoneSameInstant(zone).toLocalDateTime();
            case Span.Timed timed -> timed.startDate().atStartOfDay();
            case Span.AllDay allDay -> allDay.start().atTime(here.localStart().toLocalTime());
        };
    }

    private static long seconds(LocalDateTime from, LocalDateTime to) {
        return Duration.between(from, to).toSeconds();
    }
}
