package almanac.sync.lifecycle;

import almanac.connection.ConflictView;
import almanac.connection.Disagreement;
import almanac.connection.Side;
import almanac.entry.Change;
import almanac.entry.EntryCommand;
import almanac.entry.EntryState;
import almanac.entry.OccurrenceKey;
import almanac.entry.Recurrence;
import almanac.entry.Scope;
import almanac.entry.Series;
import almanac.recurrence.Grain;
import almanac.time.SpanEdit;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Which edits of an entry take a side's values of a conflict. */
final class Choice {

    private Choice() {}

    static List<EntryCommand> edits(ConflictView conflict, Side side, EntryState state) {
        if (!(state instanceof EntryState.Live live)) {
            return List.of();
        }
        var byPlace = new LinkedHashMap<Optional<LocalDateTime>, List<Disagreement>>();
        conflict.fields()
                .forEach(each ->
                        byPlace.computeIfAbsent(each.occurrence(), at -> new ArrayList<>())
                                .add(each));
        var edits = new ArrayList<EntryCommand>();
        for (Map.Entry<Optional<LocalDateTime>, List<Disagreement>> place : byPlace.entrySet()) {
            edit(conflict, side, live, place.getKey(), place.getValue()).ifPresent(edits::add);
        }
        return edits;
    }

    private static Optional<EntryCommand> edit(
            ConflictView conflict,
            Side side,
            EntryState.Live live,
            Optional<LocalDateTime> at,
            List<Disagreement> fields) {
        var key = at.flatMap(start -> key(live, start));
        var scope = key.isPresent() ? Scope.THIS : Scope.ALL;
        if (at.isPresent() && key.isEmpty()) {
            return Optional.empty();
        }
        var changes = new ArrayList<Change>();
        var span = Optional.<SpanEdit>empty();
        var repeats = Optional.<Optional<Recurrence>>empty();
        for (var field : fields) {
            var value = side == Side.LOCAL ? field.local() : field.remote();
            if (value.isEmpty()) {
                return field.field().equals(Disagreement.EXISTENCE)
                        ? Optional.of(
                                new EntryCommand.DeleteEntry(
                                        conflict.entry(), key, scope, OptionalLong.empty()))
                        : Optional.empty();
            }
            switch (value.get()) {
                case Change.When(var to) -> span = Optional.of(new SpanEdit.Replace(to));
                case Change.Repeats(var first, var to, var numbering) -> {
                    span = Optional.of(new SpanEdit.Replace(first));
                    repeats = Optional.of(to);
                }
                case Change.Reshaped reshaped -> {}
                default -> changes.add(value.get());
            }
        }
        return Optional.of(
                new EntryCommand.UpdateEntry(
                        conflict.entry(),
                        key,
                        scope,
                        changes,
                        span,
                        repeats,
                        OptionalLong.empty()));
    }

    private static Optional<OccurrenceKey> key(EntryState.Live live, LocalDateTime start) {
        if (!(live instanceof Series series)) {
            return Optional.empty();
        }
        var numbering = series.numbering();
        var original = start.minusSeconds(series.segments().getFirst().shiftSeconds());
        return Optional.of(
                new OccurrenceKey(
                        new Grain(numbering.stepSeconds()).slot(numbering.anchor(), original)));
    }
}
