package almanac.query.history;

import almanac.calendar.CalendarId;
import almanac.entry.EntryCommand;
import almanac.entry.EntryId;
import almanac.entry.EntryNumber;
import almanac.entry.EntryState;
import almanac.entry.OccurrenceKey;
import almanac.entry.Scope;
import almanac.entry.Series;
import almanac.history.FieldChange;
import almanac.history.PartChange;
import almanac.history.Restoration.Kind;
import almanac.history.Restoration.Step;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What makes one entry what it was: pure, and whoever may see it. Empty where nothing differs. */
final class Steps {

    private static final EntryFields.Part WHOLE = new EntryFields.Part.Whole();

    private Steps() {}

    /** An entry with the number of its last fact, -1 before the first. */
    record Now(EntryState state, long revision) {
        OptionalLong expected() {
            return OptionalLong.of(revision);
        }
    }

    static Optional<Step> entry(EntryId entry, Now now, EntryState then) {
        if (now.state().equals(then)) {
            return Optional.empty();
        }
        return switch (then) {
            case EntryState.Live live -> restored(EntryNumber.of(entry), now, live);
            case EntryState.Absent absent -> deletion(entry, now);
            case EntryState.Deleted deleted -> deletion(entry, now);
        };
    }

    static Optional<Step> occurrence(EntryNumber number, OccurrenceKey key, Now now, Series then) {
        var command =
                new EntryCommand.RestoreOccurrence(
                        number.entry(), key, then.occurrence(key), now.expected());
        return step(
                number, new EntryFields.Part.One(key), now.state(), then, Kind.RESTORED, command);
    }

    static Step move(EntryId entry, EntryState now, CalendarId to) {
        var calendars = new HashSet<>(Set.of(to));
        calendars.addAll(calendars(now, now));
        return new Step(
                EntryNumber.of(entry),
                Kind.MOVED,
                title(now).orElse(""),
                Fields.changes(place(calendars(now, now)), place(Set.of(to))),
                List.of(),
                calendars,
                new EntryCommand.MoveEntry(entry, to));
    }

    static Optional<Step> deletion(EntryId entry, Now now) {
        if (!(now.state() instanceof EntryState.Live)) {
            return Optional.empty();
        }
        var command =
                new EntryCommand.DeleteEntry(entry, Optional.empty(), Scope.ALL, now.expected());
        return step(
                EntryNumber.of(entry),
                WHOLE,
                now.state(),
                EntryState.initial(),
                Kind.DELETED,
                command);
    }

    /** What it was titled then, or is now. */
    static Optional<String> title(EntryState now, EntryState then) {
        return title(then).or(() -> title(now));
    }

    private static Optional<Step> restored(EntryNumber number, Now now, EntryState.Live then) {
        var command = new EntryCommand.RestoreEntry(number.entry(), then, now.expected());
        var changes =
                Fields.changes(EntryFields.of(now.state(), WHOLE), EntryFields.of(then, WHOLE));
        var parts = ChangedParts.of(now.state(), then);
        return Optional.of(made(number, Kind.RESTORED, now.state(), then, changes, parts, command));
    }

    private static Optional<Step> step(
            EntryNumber number,
            EntryFields.Part part,
            EntryState now,
            EntryState then,
            Kind kind,
            EntryCommand command) {
        var changes = Fields.changes(EntryFields.of(now, part), EntryFields.of(then, part));
        return changes.isEmpty()
                ? Optional.empty()
                : Optional.of(made(number, kind, now, then, changes, List.of(), command));
    }

    private static Step made(
            EntryNumber number,
            Kind kind,
            EntryState now,
            EntryState then,
            Map<String, FieldChange> changes,
            List<PartChange> parts,
            EntryCommand command) {
        return new Step(
                number,
                kind,
                title(now, then).orElse(""),
                changes,
                parts,
                calendars(now, then),
                command);
    }

    private static Map<String, Object> place(Set<CalendarId> calendars) {
        return calendars.stream().collect(Collectors.toMap(it -> "calendarId", CalendarId::value));
    }

    private static Set<CalendarId> calendars(EntryState now, EntryState then) {
        return Stream.of(now, then)
                .flatMap(state ->
                        state instanceof EntryState.Live live
                                ? Stream.of(live.calendar())
                                : Stream.empty())
                .collect(Collectors.toSet());
    }

    private static Optional<String> title(EntryState state) {
        return Optional.ofNullable(EntryFields.of(state, WHOLE).get("title")).map(Object::toString);
    }
}
