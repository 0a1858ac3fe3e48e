package almanac.command.entry;

import almanac.entry.EntryCommand.DeleteEntry;
import almanac.entry.EntryCommand.DeletePart;
import almanac.entry.EntryFact;
import almanac.entry.EntryState;
import almanac.entry.OccurrenceKey;
import almanac.entry.Scope;
import almanac.entry.Series;
import almanac.entry.SingleEntry;
import almanac.message.Rejected;
import almanac.message.Rejection;
import java.util.List;

/** Deleting one occurrence, the following ones or all. Without an occurrence it is everything. */
final class Deleting {

    private Deleting() {}

    static List<EntryFact> delete(EntryState state, DeleteEntry command) {
        var live = Scheduling.live(state, command.entry());
        if (command.occurrence().isEmpty() || command.scope() == Scope.ALL) {
            return everything(live);
        }
        return switch (live) {
            case SingleEntry single -> {
                Surviving.requireIs(single, command.occurrence());
                yield everything(single);
            }
            case Series series -> ofSeries(series, command.occurrence().get(), command.scope());
        };
    }

    private static List<EntryFact> ofSeries(Series series, OccurrenceKey key, Scope scope) {
        if (series.occurrence(key).isEmpty()) {
            throw new Rejected(noSuchOccurrence());
        }
        EntryFact fact =
                scope == Scope.FUTURE
                        ? new EntryFact.FollowingDeleted(series.entry(), key)
                        : new EntryFact.OccurrenceDeleted(series.entry(), key);
        var rest = series.evolve(fact) instanceof Series left && !left.head(1).isEmpty();
        return rest ? List.of(fact) : everything(series);
    }

    static List<EntryFact> deletePart(EntryState state, DeletePart command) {
        return switch (Scheduling.live(state, command.entry())) {
            case SingleEntry single when command.part().equals(OccurrenceKey.FIRST) ->
                    everything(single);
            case SingleEntry single -> throw new Rejected(noSuchPart());
            case Series series -> segment(series, command.part());
        };
    }

    private static List<EntryFact> segment(Series series, OccurrenceKey from) {
        var segment = series.segmentAt(from).orElseThrow(() -> new Rejected(noSuchPart()));
        if (segment.gone()) {
            return List.of();
        }
        var fact = new EntryFact.SegmentDeleted(series.entry(), from);
        var rest = series.evolve(fact) instanceof Series left && !left.head(1).isEmpty();
        return rest ? List.of(fact) : everything(series);
    }

    static Rejection noSuchPart() {
        return new Rejection.NoSuchOccurrence("the series has no part that begins there");
    }

    private static List<EntryFact> everything(EntryState.Live live) {
        return List.of(new EntryFact.EntryDeleted(live.entry(), live.calendar()));
    }

    static Rejection noSuchOccurrence() {
        return new Rejection.NoSuchOccurrence("the series has no such occurrence");
    }
}
