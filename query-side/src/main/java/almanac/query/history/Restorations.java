package almanac.query.history;

import almanac.calendar.CalendarId;
import almanac.entry.EntryId;
import almanac.entry.EntryNumber;
import almanac.entry.EntryState;
import almanac.entry.OccurrenceKey;
import almanac.entry.Series;
import almanac.entry.SingleEntry;
import almanac.history.HistoryQuery;
import almanac.history.Moment;
import almanac.history.Restoration;
import almanac.history.Restoration.Skipped;
import almanac.history.Restoration.Step;
import almanac.message.Rejected;
import almanac.message.Rejection;
import almanac.query.entry.PastEntries;
import almanac.query.history.Steps.Now;
import almanac.query.past.FactLog;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;

/**
 * Plans what brings entries back. A plan shows both what an entry is and what it was, so it is made
 * only of what the asker may write where it is now and where it was then.
 */
final class Restorations {

    private static final String CHANGED_SINCE = "it was changed since";
    private static final String NO_SERIES =
            "the event was deleted or does not repeat any more: restore the whole event";
    private static final String OUT_OF_REACH =
            "it is, or was then, on a calendar that the caller may not write on";

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
        var whole = EntryNumber.of(number.entry());
        entries.requireWritable(query.viewer(), whole);
        var then = then(number, query.moment());
        entries.requireWritable(query.viewer(), whole, then.calendar());
        var now = now(number.entry(), query.seen());
        var step =
                number.occurrence()
                        .filter(key -> !isLeft(now.state(), key) || !isLeft(then, key))
                        .map(key -> occurrence(number, key, then, now))
                        .orElseGet(() -> Steps.entry(number.entry(), now, then));
        return new Restoration(step.stream().toList(), List.of());
    }

    /** Whether it is all that there is of the series, so that its number means the whole. */
    private static boolean isLeft(EntryState state, OccurrenceKey key) {
        return state instanceof SingleEntry single && single.occurrence(key).isPresent();
    }

    private Now now(EntryId entry, OptionalLong seen) {
        return entries.folded(entry, seen.orElse(Long.MAX_VALUE))
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

    private static Optional<Step> occurrence(
            EntryNumber number, OccurrenceKey key, EntryState.Live then, Now now) {
        if (!(then instanceof Series series)) {
            throw new Rejected(new Rejection.NotFound("Event", Long.toString(number.value())));
        }
        if (!(now.state() instanceof Series standing)) {
            throw new Rejected(new Rejection.NoSuchOccurrence(NO_SERIES));
        }
        if (!standing.numbering().equals(series.numbering())) {
            throw new Rejected(
                    new Rejection.Conflict("", "the series counts its occurrences otherwise now"));
        }
        return Steps.occurrence(number, key, now, series);
    }

    /** What is done to many entries, and what is not. */
    private static final class Plan {

        private final Reach reach;
        private final OptionalLong seen;
        private final List<Step> steps = new ArrayList<>();
        private final List<Skipped> skipped = new ArrayList<>();

        Plan(Reach reach, OptionalLong seen) {
            this.reach = reach;
            this.seen = seen;
        }

        boolean reaches(EntryState now, EntryState then) {
            return reach.writes(now) && reach.writes(then);
        }

        void add(Optional<Step> step) {
            step.ifPresent(steps::add);
        }

        /** Named only to who may read what it is and what it was. */
        void skip(EntryId entry, EntryState now, EntryState then, String reason) {
            var title = Steps.title(now, then).filter(it -> reach.reads(now) && reach.reads(then));
            skipped.add(new Skipped(EntryNumber.of(entry), title, reason));
        }

        Restoration made() {
            return new Restoration(steps, skipped);
        }
    }

    /** Everything that is or was on a calendar and differs from what it was. */
    Restoration calendar(CalendarId calendar, long position, Reach reach, OptionalLong seen) {
        var plan = new Plan(reach, seen);
        var changed = log.on(List.of(calendar), position, seen.orElseGet(facts::head));
        for (var id : new TreeSet<>(changed.stream().map(EntryId::value).toList())) {
            onCalendar(plan, calendar, new EntryId(id), position);
        }
        return plan.made();
    }

    private void onCalendar(Plan plan, CalendarId calendar, EntryId entry, long position) {
        var then = entries.stateOf(entry, position);
        var now = now(entry, plan.seen);
        if (!on(then, calendar) && !on(now.state(), calendar)) {
            return;
        }
        if (!plan.reaches(now.state(), then)) {
            plan.skip(entry, now.state(), then, OUT_OF_REACH);
        } else if (on(then, calendar)) {
            plan.add(Steps.entry(entry, now, then));
        } else if (then instanceof EntryState.Live elsewhere) {
            plan.add(Optional.of(Steps.move(entry, now.state(), elsewhere.calendar())));
        } else {
            plan.add(Steps.deletion(entry, now));
        }
    }

    private static boolean on(EntryState state, CalendarId calendar) {
        return state instanceof EntryState.Live live && live.calendar().equals(calendar);
    }

    /**
     * What one sync run did, taken back; what anybody changed since stays.
     *
     * @throws Rejected with NotFound where this user's sync has no such run
     */
    Restoration run(HistoryQuery.RunUndo query, Reach reach) {
        var touched = new LinkedHashMap<String, List<Long>>();
        for (var line : log.ofRun(query.run(), query.viewer())) {
            touched.computeIfAbsent(line.stream(), name -> new ArrayList<>()).add(line.position());
        }
        if (touched.isEmpty()) {
            throw new Rejected(new Rejection.NotFound("Sync run", query.run()));
        }
        var plan = new Plan(reach, query.seen());
        touched.forEach((stream, positions) ->
                entry(stream).ifPresent(entry -> undone(plan, entry, positions)));
        return plan.made();
    }

    private static Optional<EntryId> entry(String stream) {
        return stream.startsWith("entry-")
                ? Optional.of(new EntryId(Long.parseLong(stream.substring("entry-".length()))))
                : Optional.empty();
    }

    private void undone(Plan plan, EntryId entry, List<Long> positions) {
        var before = entries.stateOf(entry, positions.getFirst() - 1);
        var left = entries.stateOf(entry, positions.getLast());
        var now = now(entry, plan.seen);
        var step = Steps.entry(entry, now, before);
        if (!plan.reaches(now.state(), before)) {
            plan.skip(entry, now.state(), before, OUT_OF_REACH);
        } else if (now.state().equals(left)) {
            plan.add(step);
        } else if (step.isPresent()) {
            plan.skip(entry, now.state(), before, CHANGED_SINCE);
        }
    }
}
