package almanac.query.entry;

import almanac.calendar.CalendarId;
import almanac.calendar.Permission;
import almanac.entry.EntryFact;
import almanac.entry.EntryId;
import almanac.entry.EntryNumber;
import almanac.entry.EntryState;
import almanac.message.Rejected;
import almanac.message.Rejection;
import almanac.query.calendar.PastCalendars;
import almanac.query.calendar.SeenCalendar;
import almanac.query.past.ChangedEntries;
import almanac.query.past.FactLog;
import almanac.query.past.Fold;
import almanac.query.rebuild.Row;
import almanac.query.user.PastUsers;
import almanac.user.UserId;
import java.util.Optional;

/** Entries as they were, folded from their facts. */
public final class PastEntries {

    private final Entries now;
    private final FactLog log;
    private final Fold<EntryFact, EntryState> fold;
    private final PastCalendars calendars;

    /** An entry that stood then, on a calendar that its reader may see now. */
    public record Seen(EntryState.Live state, SeenCalendar calendar) {}

    PastEntries(
            Entries now, FactLog log, Fold<EntryFact, EntryState> fold, PastCalendars calendars) {
        this.now = now;
        this.log = log;
        this.fold = fold;
        this.calendars = calendars;
    }

    /**
     * Answers {@link almanac.entry.EntryQuery} about the past; for Axon's query bus.
     *
     * @param most how many occurrences an answer may hold
     */
    public Object queries(ChangedEntries changed, PastUsers users, int most) {
        return new PastEntryQueries(now, this, calendars, users, changed, log, most);
    }

    /**
     * An entry as it was, for who may read the calendar that it was on then, wherever it is now: so
     * the lists of then show it too.
     *
     * @throws Rejected with NotFound or NotPermitted, as for the live entry
     */
    public Seen seenBy(UserId viewer, EntryNumber number, long position) {
        var entry = live(viewer, number, position);
        return new Seen(entry.state(), calendar(viewer, number, entry.calendar(), position));
    }

    /**
     * Refuses whoever may not read the calendar that the entry is on, or was on last.
     *
     * @throws Rejected with NotFound or NotPermitted, as for the live entry
     */
    public void requireReadable(UserId viewer, EntryNumber number) {
        var last = now.lastCalendarOf(number.entry()).orElseThrow(() -> missing(number));
        calendars.requireSeen(viewer, last, notFound(number), denied());
    }

    /**
     * Refuses whoever may not write on the calendar that the entry is on, or was on last.
     *
     * @throws Rejected with NotFound or NotPermitted, as for the live entry
     */
    public void requireWritable(UserId viewer, EntryNumber number) {
        var last = now.lastCalendarOf(number.entry()).orElseThrow(() -> missing(number));
        requireWritable(viewer, number, last);
    }

    /**
     * Refuses whoever may not write on a calendar that the entry was on once.
     *
     * @throws Rejected with NotFound or NotPermitted, as for the live entry there
     */
    public void requireWritable(UserId viewer, EntryNumber number, CalendarId once) {
        if (!calendars
                .permission(viewer, once, notFound(number), denied())
                .includes(Permission.WRITE)) {
            throw new Rejected(denied());
        }
    }

    /** What its facts up to a position add up to; empty before the first. */
    public Optional<Row<EntryState>> folded(EntryId entry, long position) {
        return row(entry, position);
    }

    /** An entry right after the fact of that number in its stream; empty where there is none. */
    public Optional<EntryState> atRevision(EntryId entry, long revision) {
        var row =
                Optional.ofNullable(
                        fold.upTo(
                                        Long.MAX_VALUE,
                                        log.of(entry.toString())
                                                .takeWhile(it -> it.sequence() <= revision))
                                .get(entry.value()));
        return row.filter(it -> it.revision() == revision).map(Row::state);
    }

    /** An entry as it was, whatever it was and whoever may see it. */
    public EntryState stateOf(EntryId entry, long position) {
        return row(entry, position).map(Row::state).orElseGet(EntryState::initial);
    }

    LiveEntry live(UserId viewer, EntryNumber number, long position) {
        return at(number.entry(), position)
                .orElseGet(() -> {
                    requireReadable(viewer, number);
                    throw missing(number);
                });
    }

    SeenCalendar calendar(UserId viewer, EntryNumber number, CalendarId on, long position) {
        return calendars.seenBy(viewer, on, position, notFound(number), denied());
    }

    /** An entry that stood then, whoever may see it. */
    Optional<LiveEntry> at(EntryId entry, long position) {
        return row(entry, position).flatMap(row -> LiveEntry.of(row).findFirst());
    }

    private Optional<Row<EntryState>> row(EntryId entry, long position) {
        return Optional.ofNullable(
                fold.upTo(position, log.of(entry.toString())).get(entry.value()));
    }

    private static Rejected missing(EntryNumber number) {
        return new Rejected(notFound(number));
    }

    static Rejection notFound(EntryNumber number) {
        return new Rejection.NotFound("Event", Long.toString(number.value()));
    }

    private static Rejection denied() {
        return new Rejection.NotPermitted("Event", "Access denied to this event");
    }
}
