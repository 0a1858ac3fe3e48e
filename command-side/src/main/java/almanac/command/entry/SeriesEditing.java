package almanac.command.entry;

import almanac.entry.Change;
import almanac.entry.EntryCommand.UpdateEntry;
import almanac.entry.EntryFact;
import almanac.entry.EntryState;
import almanac.entry.Numbering;
import almanac.entry.Occurrence;
import almanac.entry.OccurrenceKey;
import almanac.entry.Recurrence;
import almanac.entry.Segment;
import almanac.entry.Series;
import almanac.message.Rejected;
import almanac.recurrence.Budget;
import almanac.time.Span;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Changing a whole series, or an occurrence and all that follow. What was sent for the time of the
 * addressed occurrence becomes a {@link Movement} that each occurrence in reach takes.
 */
final class SeriesEditing {

    private SeriesEditing() {}

    /** What was sent for one occurrence, for all. */
    static List<EntryFact> allAsOf(Series series, Occurrence current, UpdateEntry command) {
        return asSent(series, all(series, current.span(), command), current, command);
    }

    /**
     * @param shown the span that what was sent is an edit of
     */
    static List<EntryFact> all(Series series, Span shown, UpdateEntry command) {
        Function<List<Change>, EntryFact> fact =
                changes -> new EntryFact.EntryUpdated(series.entry(), changes);
        var changes = new ArrayList<>(command.changes());
        var movement = Movement.of(series, OccurrenceKey.FIRST, shown, command);
        if (command.recurrence().isPresent()) {
            changes.add(
                    command.recurrence()
                            .get()
                            .map(to ->
                                    repeats(series, moved(series.begin(), movement), to, command))
                            .orElseGet(() -> ends(series, movement)));
        } else {
            movement.ifPresent(changes::add);
        }
        var facts = facts(series, changes, fact);
        return LaterParts.goOn(series, OccurrenceKey.FIRST, facts, command, movement);
    }

    private static Span moved(Span span, Optional<Change.Reshaped> movement) {
        return movement.map(move -> move.of(span)).orElse(span);
    }

    /** The first day on which it takes place is left, and stays the occurrence that it is. */
    private static Change ends(Series series, Optional<Change.Reshaped> movement) {
        var left = Editing.takingPlace(series, Editing.firstKey(series));
        return new Change.Repeats(
                moved(left.span(), movement), Optional.empty(), Optional.empty(), left.key());
    }

    static List<EntryFact> following(
            Series series, OccurrenceKey key, Occurrence current, UpdateEntry command) {
        if (endsThere(command)) {
            var span = command.span().map(edit -> edit.applyTo(current.span()));
            return endWith(series, current, command, span);
        }
        var facts = following(series, key, current.span(), command);
        return asSent(series, facts, current, command);
    }

    /** A part that shows where it was planned to begin, and all that follow. */
    static List<EntryFact> part(Series series, Segment part, UpdateEntry command) {
        var shown = series.begin(part);
        if (!endsThere(command)) {
            return following(series, part.from(), shown, command);
        }
        return firstOf(series, part)
                .map(current -> {
                    var span = command.span().map(edit -> Editing.alone(current, shown, edit));
                    return endWith(series, current, command, span);
                })
                .orElseGet(
                        () -> List.of(new EntryFact.FollowingDeleted(series.entry(), part.from())));
    }

    private static Optional<Occurrence> firstOf(Series series, Segment part) {
        var numbering = series.numbering();
        var before =
                series.endOf(part)
                        .map(end -> part.startOf(end, numbering))
                        .orElse(LocalDateTime.MAX);
        var starts = part.starts().startsBetween(part.begins(numbering), before, Budget.usual());
        while (starts.hasNext()) {
            var found = series.occurrence(part.keyOf(starts.next(), numbering));
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static boolean endsThere(UpdateEntry command) {
        return command.recurrence().filter(Optional::isEmpty).isPresent();
    }

    private static List<EntryFact> following(
            Series series, OccurrenceKey key, Span shown, UpdateEntry command) {
        Function<List<Change>, EntryFact> fact =
                changes -> new EntryFact.FollowingUpdated(series.entry(), key, changes);
        var changes = new ArrayList<>(command.changes());
        var movement = Movement.of(series, key, shown, command);
        if (command.recurrence().isPresent()) {
            var first = command.span().map(edit -> edit.applyTo(shown)).orElse(shown);
            var wanted = command.recurrence().get().orElseThrow();
            var recurrence =
                    command.datesStay() ? AddedDates.from(series, key, first, wanted) : wanted;
            changes.add(repeats(series, first, recurrence, false));
        } else {
            movement.ifPresent(changes::add);
        }
        var facts = facts(series, changes, fact);
        return LaterParts.goOn(series, key, facts, command, movement);
    }

    /**
     * An occurrence that was moved alone keeps its day, unless it is the one that was addressed.
     */
    private static List<EntryFact> asSent(
            Series series, List<EntryFact> facts, Occurrence current, UpdateEntry command) {
        EntryState state = series;
        for (var fact : facts) {
            state = state.evolve(fact);
        }
        if (command.span().isEmpty() || !(state instanceof Series after)) {
            return facts;
        }
        var key = current.key().orElseThrow();
        var wanted = command.span().get().applyTo(current.span());
        if (after.occurrence(key).map(o -> o.span().equals(wanted)).orElse(true)) {
            return facts;
        }
        var all = new ArrayList<>(facts);
        all.add(
                new EntryFact.OccurrenceUpdated(
                        series.entry(), key, List.of(new Change.When(wanted))));
        return all;
    }

    /** "Repeats no more from here": the addressed occurrence is the last. */
    private static List<EntryFact> endWith(
            Series series, Occurrence current, UpdateEntry command, Optional<Span> span) {
        var key = current.key().orElseThrow();
        var facts = new ArrayList<EntryFact>();
        var end = new OccurrenceKey(key.slot() + 1);
        if (!series.endBefore().equals(Optional.of(end))) {
            facts.add(new EntryFact.FollowingDeleted(series.entry(), end));
        }
        var changes = Editing.occurrenceChanges(current, command, span);
        if (!changes.isEmpty()) {
            facts.add(new EntryFact.OccurrenceUpdated(series.entry(), key, changes));
        }
        return facts;
    }

    /**
     * Only changes that make a difference somewhere in reach become part of the fact, each against
     * what those before it leave.
     */
    private static List<EntryFact> facts(
            Series series, List<Change> wanted, Function<List<Change>, EntryFact> fact) {
        var changes = new ArrayList<Change>();
        EntryState before = series;
        for (var change : wanted) {
            var after = before.evolve(fact.apply(List.of(change)));
            if (!after.equals(before) && !onlySplit(before, after)) {
                changes.add(change);
                before = after;
            }
        }
        return changes.isEmpty() ? List.of() : List.of(fact.apply(changes));
    }

    /** Whether the states differ in nothing but a segment boundary between equal segments. */
    private static boolean onlySplit(EntryState before, EntryState after) {
        return before instanceof Series whole
                && after instanceof Series split
                && split.overrides().equals(whole.overrides())
                && split.endBefore().equals(whole.endBefore())
                && split.numbering().equals(whole.numbering())
                && split.segments().stream()
                        .allMatch(s -> sameButFrom(s, whole.segmentOf(s.from())));
    }

    private static boolean sameButFrom(Segment one, Segment other) {
        return one.details().equals(other.details())
                && one.first().equals(other.first())
                && one.rule().equals(other.rule())
                && one.additions().equals(other.additions())
                && one.shiftSeconds() == other.shiftSeconds()
                && one.gone() == other.gone();
    }

    private static Change repeats(
            Series series, Span first, Recurrence wanted, UpdateEntry command) {
        var recurrence = command.datesStay() ? AddedDates.ofAll(series, first, wanted) : wanted;
        return repeats(series, first, recurrence, true);
    }

    private static Change repeats(Series series, Span first, Recurrence recurrence, boolean whole) {
        var step = series.numbering().stepSeconds();
        var fits = Scheduling.grain(first, recurrence).seconds() % step == 0;
        if (!fits && !whole) {
            throw Rejected.invalid(
                    "recurrence", "a part of a series cannot repeat in finer steps than the whole");
        }
        Optional<Numbering> numbering =
                fits ? Optional.empty() : Optional.of(Scheduling.numbering(first, recurrence));
        return new Change.Repeats(first, Optional.of(recurrence), numbering);
    }
}
