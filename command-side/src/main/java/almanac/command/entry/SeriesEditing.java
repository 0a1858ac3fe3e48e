package almanac.command.entry;

import almanac.entry.Change;
import almanac.entry.EntryCommand.UpdateEntry;
import almanac.entry.EntryFact;
import almanac.entry.EntryPart;
import almanac.entry.EntryState;
import almanac.entry.Numbering;
import almanac.entry.Occurrence;
import almanac.entry.OccurrenceKey;
import almanac.entry.Recurrence;
import almanac.entry.Segment;
import almanac.entry.Series;
import almanac.message.Rejected;
import almanac.recurrence.Grain;
import almanac.time.Shape;
import almanac.time.Span;
import almanac.time.SpanEdit;
import almanac.time.SpanPart;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Changing a whole series, or an occurrence and all that follow. What was sent for the addressed
 * occurrence becomes a movement and a shape that each occurrence in reach takes.
 */
final class SeriesEditing {

    private SeriesEditing() {}

    static List<EntryFact> all(Series series, Occurrence current, UpdateEntry command) {
        Function<List<Change>, EntryFact> fact =
                changes -> new EntryFact.EntryUpdated(series.entry(), changes);
        var changes = new ArrayList<>(command.changes());
        var movement = movement(series, OccurrenceKey.FIRST, current, command);
        if (command.recurrence().isPresent()) {
            var recurrence = command.recurrence().get();
            var first = moved(begin(series, recurrence), movement);
            changes.add(repeats(series, first, recurrence, true));
        } else {
            movement.ifPresent(changes::add);
        }
        var facts = facts(series, changes, fact);
        var parted = LaterParts.goOn(series, OccurrenceKey.FIRST, facts, command, movement);
        return asSent(series, parted, current, command);
    }

    /** Where the series begins; without a recurrence, the first day on which it takes place. */
    private static Span begin(Series series, Optional<Recurrence> recurrence) {
        if (recurrence.isEmpty()) {
            return series.head(1).getFirst().span();
        }
        var master = series.master();
        return EntryPart.of(series, master)
                .map(part -> part.content().span())
                .orElse(master.first());
    }

    static List<EntryFact> following(
            Series series, OccurrenceKey key, Occurrence current, UpdateEntry command) {
        if (command.recurrence().isPresent() && command.recurrence().get().isEmpty()) {
            return endWith(series, key, current, command);
        }
        Function<List<Change>, EntryFact> fact =
                changes -> new EntryFact.FollowingUpdated(series.entry(), key, changes);
        var changes = new ArrayList<>(command.changes());
        var movement = movement(series, key, current, command);
        if (command.recurrence().isPresent()) {
            var first =
                    command.span().map(edit -> edit.applyTo(current.span())).orElse(current.span());
            changes.add(repeats(series, first, command.recurrence().get(), false));
        } else {
            movement.ifPresent(changes::add);
        }
        var facts = facts(series, changes, fact);
        var parted = LaterParts.goOn(series, key, facts, command, movement);
        return asSent(series, parted, current, command);
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
            Series series, OccurrenceKey key, Occurrence current, UpdateEntry command) {
        var facts = new ArrayList<EntryFact>();
        var end = new OccurrenceKey(key.slot() + 1);
        if (!series.endBefore().equals(Optional.of(end))) {
            facts.add(new EntryFact.FollowingDeleted(series.entry(), end));
        }
        var changes = Editing.occurrenceChanges(current, command);
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

    /** What was sent counts though the addressed occurrence has it: others in reach may not. */
    private static Optional<Change.Reshaped> movement(
            Series series, OccurrenceKey from, Occurrence current, UpdateEntry command) {
        return command.span()
                .map(edit ->
                        reshaped(series, from, current, edit, command.recurrence().isPresent()));
    }

    private static Change.Reshaped reshaped(
            Series series, OccurrenceKey from, Occurrence current, SpanEdit edit, boolean newRule) {
        var wanted = edit.applyTo(current.span());
        var days = current.span().startDate().until(wanted.startDate(), ChronoUnit.DAYS);
        var reshaped =
                new Change.Reshaped(
                        days,
                        shape(series, current, wanted),
                        Optional.of(parts(series, current, edit)));
        if (!newRule) {
            var ruling = series.segmentOf(from);
            series.segments().stream()
                    .filter(segment -> segment.from().compareTo(ruling.from()) >= 0)
                    .filter(segment -> !segment.gone() && !segment.canTake(reshaped))
                    .forEach(segment -> refuse(reshaped));
        }
        return reshaped;
    }

    private static void refuse(Change.Reshaped reshaped) {
        if (reshaped.days() != 0) {
            throw Rejected.invalid(
                    "startDate",
                    "this recurrence cannot be moved by "
                            + reshaped.days()
                            + " days; send a new one");
        }
        throw Rejected.invalid(
                reshaped.shape() instanceof Shape.AllDay ? "isAllDay" : "startTime",
                "this recurrence names its times of day; send a new one");
    }

    /** Several times of day share one series: each moves by as much as the addressed one. */
    private static Shape shape(Series series, Occurrence current, Span wanted) {
        var shape = wanted.shape();
        if (hasOneTime(series) || !(shape instanceof Shape.Timed timed)) {
            return shape;
        }
        var by = Duration.between(current.span().localStart().toLocalTime(), timed.start());
        return timed.at(series.master().first().localStart().toLocalTime().plus(by));
    }

    private static Set<SpanPart> parts(Series series, Occurrence current, SpanEdit edit) {
        var parts = new TreeSet<>(edit.parts(current.span()));
        var start = current.span().localStart().toLocalTime();
        var wanted = edit.applyTo(current.span()).localStart().toLocalTime();
        if (!hasOneTime(series) && wanted.equals(start)) {
            parts.remove(SpanPart.START);
        }
        return parts;
    }

    private static boolean hasOneTime(Series series) {
        return series.numbering().stepSeconds() == Grain.DAY.seconds();
    }

    private static Span moved(Span first, Optional<Change.Reshaped> movement) {
        return movement.map(
                        move -> move.of(first.shape()).on(first.startDate().plusDays(move.days())))
                .orElse(first);
    }

    private static Change.Repeats repeats(
            Series series, Span first, Optional<Recurrence> recurrence, boolean whole) {
        if (recurrence.isEmpty()) {
            return new Change.Repeats(first, recurrence, Optional.empty());
        }
        var step = series.numbering().stepSeconds();
        var fits = Scheduling.grain(first, recurrence.get()).seconds() % step == 0;
        if (!fits && !whole) {
            throw Rejected.invalid(
                    "recurrence", "a part of a series cannot repeat in finer steps than the whole");
        }
        Optional<Numbering> numbering =
                fits
                        ? Optional.empty()
                        : Optional.of(Scheduling.numbering(first, recurrence.get()));
        return new Change.Repeats(first, recurrence, numbering);
    }
}
