package almanac.query.history;

import almanac.calendar.CalendarId;
import almanac.entry.EntryCommand;
import almanac.entry.EntryId;
import almanac.entry.EntryNumber;
import almanac.entry.EntryState;
import almanac.entry.OccurrenceKey;
import almanac.entry.Scope;
import almanac.entry.Series;
import almanac.history.HistoryQuery;
import almanac.history.Moment;
import almanac.history.Restoration;
import almanac.history.Restoration.Kind;
import almanac.history.Restoration.Step;
import almanac.message.Rejected;
import almanac.message.Rejection;
import almanac.query.entry.PastEntries;
import almanac.query.past.FactLog;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;

/** Plans what brings entries back; whether the asker may write there, the commands are asked. */
final class Restorations {

    private static final String CHANGED_SINCE = "it was changed since";

    private final FactLog facts;
    private final HistoryLog log;
    private final PastEntries entries;

    Restorations(FactLog facts, HistoryLog log, PastEntries entries) {
        this.facts = facts;
        this.log = log;
        this.entries = entries;
    }

    /** An entry, or one occurrence of it. */
    Restoration entry(HistoryQuery.EntryRestore query) {
        var number = query.number();
        entries.requireWritable(query.viewer(), EntryNumber.of(number.entry()));
        var then = then(number, query.moment());
        var now = now(number.entry());
        var step =
                number.occurrence()
                        .map(key -> occurrence(number, key, then, now))
                        .orElseGet(() -> step(number.entry(), now, then));
        return new Restoration(step.stream().toList());
    }

    /** An entry with the number of its last fact, -1 before the first. */
    private record Now(EntryState state, long revision) {
        OptionalLong expected() {
            return OptionalLong.of(revision);
        }
    }

    private Now now(EntryId entry) {
        return entries.folded(entry, Long.MAX_VALUE)
                .map(row -> new Now(row.state(), row.revision()))
                .orElseGet(() -> new Now(EntryState.initial(), -1));
    }

    private EntryState.Live then(EntryNumber number, Moment moment) {
        var state =
                switch (moment) {
                    case Moment.At(var at) ->
                            entries.stateOf(number.entry(), facts.lastBefore(at.limit()));
                    case Moment.Revision(var revision) ->
                            entries.atRevision(number.entry(), revision)
                                    .orElseThrow(() ->
                                            new Rejected(
                                                    new Rejection.Invalid(
                                                            "revision",
                                                            "the event has no such revision",
                                                            Long.toString(revision))));
                };
        if (state instanceof EntryState.Live live) {
            return live;
        }
        throw new Rejected(new Rejection.NotFound("Event", Long.toString(number.value())));
    }

    private Optional<Step> occurrence(
            EntryNumber number, OccurrenceKey key, EntryState.Live then, Now now) {
        if (!(then instanceof Series series)) {
            throw new Rejected(new Rejection.NotFound("Event", Long.toString(number.value())));
        }
        if (now.state() instanceof Series standing
                && !standing.numbering().equals(series.numbering())) {
            throw new Rejected(
                    new Rejection.Conflict("", "the series counts its occurrences otherwise now"));
        }
        var command =
                new EntryCommand.RestoreOccurrence(
                        number.entry(), key, series.occurrence(key), now.expected());
        return step(
                number, new EntryFields.Part.One(key), now.state(), then, Kind.RESTORED, command);
    }

    /** Empty where nothing differs. */
    private static Optional<Step> step(EntryId entry, Now now, EntryState then) {
        if (now.state().equals(then)) {
            return Optional.empty();
        }
        var number = EntryNumber.of(entry);
        var whole = new EntryFields.Part.Whole();
        return switch (then) {
            case EntryState.Live live -> {
                var command = new EntryCommand.RestoreEntry(entry, live, now.expected());
                var step = step(number, whole, now.state(), then, Kind.RESTORED, command);
                // what differs in single occurrences or in later parts only shows no field
                yield step.or(
                        () -> Optional.of(made(number, Kind.RESTORED, live, Map.of(), command)));
            }
            case EntryState.Absent absent -> deletion(number, now);
            case EntryState.Deleted deleted -> deletion(number, now);
        };
    }

    private static Optional<Step> deletion(EntryNumber number, Now now) {
        if (!(now.state() instanceof EntryState.Live)) {
            return Optional.empty();
        }
        var command =
                new EntryCommand.DeleteEntry(
                        number.entry(), Optional.empty(), Scope.ALL, now.expected());
        return step(
                number,
                new EntryFields.Part.Whole(),
                now.state(),
                EntryState.initial(),
                Kind.DELETED,
                command);
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
                : Optional.of(
                        new Step(
                                number,
                                kind,
                                title(then).or(() -> title(now)).orElse(""),
                                changes,
                                Optional.of(command),
                                ""));
    }

    private static Step made(
            EntryNumber number,
            Kind kind,
            EntryState state,
            Map<String, almanac.history.FieldChange> changes,
            EntryCommand command) {
        return new Step(number, kind, title(state).orElse(""), changes, Optional.of(command), "");
    }

    private static Optional<String> title(EntryState state) {
        return Optional.ofNullable(EntryFields.of(state, new EntryFields.Part.Whole()).get("title"))
                .map(Object::toString);
    }

    /** Everything that is or was on a calendar and differs from what it was. */
    Restoration calendar(CalendarId calendar, long position) {
        var steps = new ArrayList<Step>();
        var changed = log.on(List.of(calendar), position, facts.head());
        for (var id : new TreeSet<>(changed.stream().map(EntryId::value).toList())) {
            onCalendar(calendar, new EntryId(id), position).ifPresent(steps::add);
        }
        return new Restoration(steps);
    }

    private Optional<Step> onCalendar(CalendarId calendar, EntryId entry, long position) {
        var then = entries.stateOf(entry, position);
        var now = now(entry);
        if (on(then, calendar)) {
            return step(entry, now, then);
        }
        if (!on(now.state(), calendar)) {
            return Optional.empty();
        }
        if (then instanceof EntryState.Live elsewhere) {
            var command = new EntryCommand.MoveEntry(entry, elsewhere.calendar());
            return Optional.of(
                    made(EntryNumber.of(entry), Kind.MOVED, now.state(), Map.of(), command));
        }
        return deletion(EntryNumber.of(entry), now);
    }

    private static boolean on(EntryState state, CalendarId calendar) {
        return state instanceof EntryState.Live live && live.calendar().equals(calendar);
    }

    /**
     * What one sync run did, taken back; what anybody changed since stays.
     *
     * @throws Rejected with NotFound where this user's sync has no such run
     */
    Restoration run(HistoryQuery.RunUndo query) {
        var touched = new LinkedHashMap<String, List<Long>>();
        for (var line : log.ofRun(query.run(), query.viewer())) {
            touched.computeIfAbsent(line.stream(), name -> new ArrayList<>()).add(line.position());
        }
        if (touched.isEmpty()) {
            throw new Rejected(new Rejection.NotFound("Sync run", query.run()));
        }
        var steps = new ArrayList<Step>();
        touched.forEach((stream, positions) ->
                entry(stream).flatMap(id -> undone(id, positions)).ifPresent(steps::add));
        return new Restoration(steps);
    }

    private static Optional<EntryId> entry(String stream) {
        return stream.startsWith("entry-")
                ? Optional.of(new EntryId(Long.parseLong(stream.substring("entry-".length()))))
                : Optional.empty();
    }

    private Optional<Step> undone(EntryId entry, List<Long> positions) {
        var before = entries.stateOf(entry, positions.getFirst() - 1);
        var left = entries.stateOf(entry, positions.getLast());
        var now = now(entry);
        var step = step(entry, now, before);
        return now.state().equals(left)
                ? step
                : step.map(it ->
                        new Step(
                                it.number(),
                                it.kind(),
                                it.title(),
                                it.changes(),
                                Optional.empty(),
                                CHANGED_SINCE));
    }
}
