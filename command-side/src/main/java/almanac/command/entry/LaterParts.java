package almanac.command.entry;

import almanac.entry.Change;
import almanac.entry.EntryCommand.UpdateEntry;
import almanac.entry.EntryFact;
import almanac.entry.EntryState;
import almanac.entry.OccurrenceKey;
import almanac.entry.Segment;
import almanac.entry.Series;
import almanac.recurrence.Budget;
import almanac.recurrence.Grain;
import almanac.time.Shape;
import almanac.time.SpanPart;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/**
 * A new recurrence makes one part of all that it reaches. What later parts had and nobody sent anew
 * is given back to them, each as an edit of the first occurrence from there on and all that follow
 * (docs/adr/0028).
 */
final class LaterParts {

    private final Series renewed;
    private final UpdateEntry command;
    private final Optional<Change.Reshaped> sent;
    private final List<EntryFact> facts = new ArrayList<>();
    private Series state;

    private LaterParts(Series renewed, UpdateEntry command, Optional<Change.Reshaped> sent) {
        this.renewed = renewed;
        this.command = command;
        this.sent = sent;
        this.state = renewed;
    }

    /**
     * @param from where the new recurrence begins
     * @param repeated what gives it to the series
     * @param sent the time that was sent along
     */
    static List<EntryFact> goOn(
            Series before,
            OccurrenceKey from,
            List<EntryFact> repeated,
            UpdateEntry command,
            Optional<Change.Reshaped> sent) {
        EntryState after = before;
        for (var fact : repeated) {
            after = after.evolve(fact);
        }
        if (command.recurrence().isEmpty() || !(after instanceof Series renewed)) {
            return repeated;
        }
        var parts = new LaterParts(renewed, command, sent);
        before.segments().stream()
                .filter(part -> part.from().compareTo(from) > 0 && !part.gone())
                .forEach(part -> parts.giveBack(before, part));
        parts.keepOverrides();
        if (parts.state.equals(before)) {
            return List.of();
        }
        var all = new ArrayList<>(repeated);
        all.addAll(parts.facts);
        return all;
    }

    private void take(EntryFact fact) {
        facts.add(fact);
        state = (Series) state.evolve(fact);
    }

    /** Of a part that the new recurrence does not reach nothing is left. */
    private void giveBack(Series before, Segment part) {
        var ruling = renewed.segmentOf(part.from());
        var begin =
                renewed.numbering().equals(before.numbering())
                        ? ruling.startOf(part.from(), renewed.numbering())
                        : part.startOf(part.from(), before.numbering());
        var starts = ruling.starts().startsBetween(begin, LocalDateTime.MAX, Budget.usual());
        if (starts.hasNext()) {
            var key = ruling.keyOf(starts.next(), renewed.numbering());
            var changes = changes(state.segmentOf(key), part);
            if (!changes.isEmpty()) {
                take(new EntryFact.FollowingUpdated(renewed.entry(), key, changes));
            }
        }
    }

    private List<Change> changes(Segment now, Segment part) {
        var wanted = part.details().withAll(command.changes());
        var changes = new ArrayList<>(now.details().changesTo(wanted));
        var first = sent.map(each -> each.of(part.first())).orElse(part.first());
        time(now, first.shape()).ifPresent(changes::add);
        return changes;
    }

    /** Days are the new recurrence's to say, and so are times where it names several. */
    private static Optional<Change> time(Segment now, Shape wanted) {
        var reshaped = new Change.Reshaped(0, wanted, Optional.of(EnumSet.allOf(SpanPart.class)));
        return !wanted.equals(now.first().shape())
                        && Grain.of(now.starts()).equals(Grain.DAY)
                        && now.canTake(reshaped)
                ? Optional.of(reshaped)
                : Optional.empty();
    }

    /** What goes back to a part was not sent: it takes nothing from single occurrences. */
    private void keepOverrides() {
        for (var own : renewed.overrides()) {
            if (!state.overrideOf(own.key()).equals(Optional.of(own))) {
                take(new EntryFact.OccurrenceUpdated(renewed.entry(), own.key(), own.changes()));
            }
        }
    }
}
