package almanac.sync.reconcile;

import almanac.entry.Change;
import almanac.time.Span;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.Optional;

/** Providers rename zones; a name that tells the same time from then on is no edit. */
final class Zones {

    private Zones() {}

    static boolean same(Span one, Span other) {
        return one.equals(other) || one.equals(inZoneOf(other, one));
    }

    static boolean same(Optional<Change> one, Optional<Change> other) {
        return one.equals(other)
                || one.isPresent()
                        && one.get() instanceof Change.When(var here)
                        && other.isPresent()
                        && other.get() instanceof Change.When(var there)
                        && same(here, there);
    }

    /** The span under the other one's name of its zone, where that tells the same time. */
    static Span inZoneOf(Span span, Span named) {
        return span instanceof Span.Timed timed
                        && named instanceof Span.Timed(var start, var zone, var end)
                        && agree(timed.zone(), zone, timed.start().toInstant(ZoneOffset.UTC))
                ? new Span.Timed(timed.start(), zone, timed.end())
                : span;
    }

    private static boolean agree(ZoneId one, ZoneId other, Instant around) {
        // a day earlier, since the instant is known but for the offset
        var from = around.minusSeconds(86_400);
        return one.getRules().getOffset(from).equals(other.getRules().getOffset(from))
                && one.getRules().getTransitionRules().equals(other.getRules().getTransitionRules())
                && after(one, from).equals(after(other, from));
    }

    private static List<ZoneOffsetTransition> after(ZoneId zone, Instant from) {
        return zone.getRules().getTransitions().stream()
                .filter(transition -> transition.getInstant().isAfter(from))
                .toList();
    }
}
