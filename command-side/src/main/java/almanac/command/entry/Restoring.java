package almanac.command.entry;

import almanac.entry.Change;
import almanac.entry.EntryCommand;
import almanac.entry.EntryFact;
import almanac.entry.EntryState;
import almanac.entry.Occurrence;
import almanac.entry.OccurrenceKey;
import almanac.entry.Series;
import almanac.message.Rejected;
import almanac.message.Rejection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Making an entry, or one occurrence, again what it was (docs/adr/0019). */
final class Restoring {

    private Restoring() {}

    /** Nothing where it is that already; a deleted entry comes back under its own id. */
    static List<EntryFact> entry(EntryState state, EntryCommand.RestoreEntry command) {
        var wanted = command.content();
        if (!wanted.entry().equals(command.entry())) {
            throw Rejected.invalid("content", "the content is that of another entry");
        }
        var facts = new ArrayList<EntryFact>();
        if (state instanceof EntryState.Live live && !live.calendar().equals(wanted.calendar())) {
            facts.add(
                    new EntryFact.EntryMoved(command.entry(), live.calendar(), wanted.calendar()));
        }
        var left = facts.isEmpty() ? state : state.evolve(facts.getFirst());
        if (!left.equals(wanted)) {
            facts.add(new EntryFact.EntryRestored(command.entry(), wanted));
        }
        return facts;
    }

    static List<EntryFact> occurrence(EntryState state, EntryCommand.RestoreOccurrence command) {
        if (!(Scheduling.live(state, command.entry()) instanceof Series series)) {
            throw new Rejected(
                    new Rejection.NoSuchOccurrence("the event does not repeat any more"));
        }
        var key = command.occurrence();
        return command.content()
                .map(wanted -> differing(series, key, wanted))
                .orElseGet(() -> deleting(series, key));
    }

    private static List<EntryFact> deleting(Series series, OccurrenceKey key) {
        return series.occurrence(key).isPresent()
                ? List.of(new EntryFact.OccurrenceDeleted(series.entry(), key))
                : List.of();
    }

    private static List<EntryFact> differing(Series series, OccurrenceKey key, Occurrence wanted) {
        if (is(series, key, wanted)) {
            return List.of();
        }
        var facts = new ArrayList<EntryFact>();
        var back = new EntryFact.OccurrenceRestored(series.entry(), key);
        var state = series.evolve(back);
        if (!state.equals(series)) {
            facts.add(back);
        }
        if (!is(state, key, wanted)) {
            facts.add(
                    new EntryFact.OccurrenceUpdated(
                            series.entry(), key, changes(state, key, wanted)));
            state = state.evolve(facts.getLast());
        }
        if (!is(state, key, wanted)) {
            throw new Rejected(
                    new Rejection.NoSuchOccurrence("the series has no such occurrence any more"));
        }
        return facts;
    }

    private static List<Change> changes(EntryState state, OccurrenceKey key, Occurrence wanted) {
        var now = at(state, key);
        var changes = new ArrayList<Change>();
        now.ifPresent(is -> changes.addAll(is.details().changesTo(wanted.details())));
        changes.add(new Change.When(wanted.span()));
        return changes;
    }

    private static boolean is(EntryState state, OccurrenceKey key, Occurrence wanted) {
        return at(state, key)
                .filter(now -> now.details().equals(wanted.details()))
                .filter(now -> now.span().equals(wanted.span()))
                .isPresent();
    }

    private static Optional<Occurrence> at(EntryState state, OccurrenceKey key) {
        return state instanceof EntryState.Live live ? live.occurrence(key) : Optional.empty();
    }
}
