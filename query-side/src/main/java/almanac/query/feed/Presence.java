package almanac.query.feed;

import almanac.calendar.CalendarId;
import almanac.entry.Change;
import almanac.entry.EntryFact;
import almanac.entry.EntryId;
import almanac.entry.EntryState;
import almanac.entry.Series;
import almanac.entry.SingleEntry;
import almanac.query.rebuild.Stamped;
import almanac.time.Span;
import almanac.time.Window;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/**
 * An entry on a calendar, now or once. A fold of its own: a fact that it has seen changes nothing,
 * whatever became of the entry's presence elsewhere.
 *
 * @param uid of the entry (RFC 5545 3.8.4.7)
 * @param position of the last fact that changed the entry while it was here, or took it away
 * @param left when it went; empty while it is here
 * @param from nothing of it was ever earlier, in epoch milliseconds
 * @param to nothing of it was ever later
 * @param revision sequence number of that last fact
 */
record Presence(
        EntryId entry,
        CalendarId calendar,
        String uid,
        long position,
        Optional<Instant> left,
        long from,
        long to,
        long revision) {

    /**
     * Bounds in epoch milliseconds. A series reaches everywhere: what it touches is asked later.
     */
    record Bounds(long from, long to) {

        static final Bounds EVERYWHERE = new Bounds(Long.MIN_VALUE, Long.MAX_VALUE);

        static Bounds of(Span span) {
            return new Bounds(
                    span.startsAt(ZoneOffset.MAX).toEpochMilli(),
                    span.endsAt(ZoneOffset.MIN).toEpochMilli());
        }

        static Bounds of(EntryFact.EntryCreated created) {
            return created.recurrence().isPresent() ? EVERYWHERE : of(created.span());
        }

        static Bounds of(EntryState.Live entry) {
            return switch (entry) {
                case SingleEntry single -> of(single.span());
                case Series series -> EVERYWHERE;
            };
        }

        /** Wide enough for both. */
        Bounds and(Bounds other) {
            return new Bounds(Math.min(from, other.from), Math.max(to, other.to));
        }

        Bounds and(List<Change> changes) {
            var all = this;
            for (var change : changes) {
                all =
                        switch (change) {
                            case Change.When(var to) -> all.and(of(to));
                            case Change.Repeats repeats -> EVERYWHERE;
                            default -> all;
                        };
            }
            return all;
        }
    }

    /** It came here. */
    static Presence arriving(
            CalendarId calendar, String uid, Bounds bounds, Stamped<EntryFact> fact) {
        return new Presence(
                fact.fact().entry(),
                calendar,
                uid,
                fact.position(),
                Optional.empty(),
                bounds.from(),
                bounds.to(),
                fact.sequence());
    }

    boolean here() {
        return left.isEmpty();
    }

    boolean saw(Stamped<EntryFact> fact) {
        return revision >= fact.sequence();
    }

    Bounds bounds() {
        return new Bounds(from, to);
    }

    /** It changed here. */
    Presence changing(Stamped<EntryFact> fact) {
        var bounds =
                switch (fact.fact()) {
                    case EntryFact.EntryUpdated(var id, var changes) -> bounds().and(changes);
                    default -> bounds();
                };
        return arriving(calendar, uid, bounds, fact);
    }

    /** It went. */
    Presence leaving(Stamped<EntryFact> fact) {
        return new Presence(
                entry,
                calendar,
                uid,
                fact.position(),
                Optional.of(fact.at()),
                from,
                to,
                fact.sequence());
    }

    /** Whether it can ever have touched the window. */
    boolean mayTouch(Window window) {
        return from <= window.to().toEpochMilli() && to >= window.from().toEpochMilli();
    }
}
