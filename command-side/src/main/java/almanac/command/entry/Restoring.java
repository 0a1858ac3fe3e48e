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
        var plain = with(series, new EntryFact.OccurrenceRestored(series.entry(), key));
        if (!plain.equals(series)) {
            facts.add(new EntryFact.OccurrenceRestored(series.entry(), key));
        }
        var room = Reopening.at(plain, key);
        room.ifPresent(facts::add);
        var standing = room.map(fact -> with(plain, fact)).orElse(plain);
        if (!is(standing, key, wanted)) {
            facts.add(different(standing, key, wanted));
        }
        return facts;
    }

    /** On top of what the part that rules it says, whether or not its rule names the occurrence. */
    private static EntryFact different(Series series, OccurrenceKey key, Occurrence wanted) {
        var changes = new ArrayList<>(series.segmentOf(key).details().changesTo(wanted.details()));
        changes.add(new Change.When(wanted.span()));
        return new EntryFact.OccurrenceUpdated(series.entry(), key, changes);
    }

    /** A fact that leaves it a series. */
    private static Series with(Series series, EntryFact fact) {
        return (Series) series.evolve(fact);
    }

    private static boolean is(Series series, OccurrenceKey key, Occurrence wanted) {
        return series.occurrence(key)
                .filter(now -> now.details().equals(wanted.details()))
                .filter(now -> now.span().equals(wanted.span()))
                .isPresent();
    }
}
