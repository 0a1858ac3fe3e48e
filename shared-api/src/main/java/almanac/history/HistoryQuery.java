package almanac.history;

import almanac.calendar.CalendarId;
import almanac.comment.CommentId;
import almanac.entry.EntryId;
import almanac.entry.EntryNumber;
import almanac.time.AsOf;
import almanac.user.UserId;
import java.util.OptionalLong;

/** What can be asked of history. */
public sealed interface HistoryQuery {

    /**
     * What happened to an entry, its threads and its conflicts, oldest first, as far as the viewer
     * may see the calendars on which it happened; answers a HistoryPage. Who may read the entry may
     * ask, and of a deleted one whoever may read the calendar that it was on; what was on a deleted
     * calendar, whoever owned that. NotFound and NotPermitted as in {@link
     * almanac.entry.EntryQuery}.
     */
    record OfEntry(EntryId entry, long offset, int limit, UserId viewer) implements HistoryQuery {}

    /**
     * What happened to a calendar and to what was on it, oldest first; answers a HistoryPage.
     * Refusals as in {@link almanac.calendar.CalendarQuery}, but that a deleted one is told to
     * whoever owned it.
     */
    record OfCalendar(CalendarId calendar, long offset, int limit, UserId viewer)
            implements HistoryQuery {}

    /**
     * What a user did, what was done on calendars that they own or owned when those were deleted,
     * and what was done to their account, newest first; answers a list of {@link OwnItem}. How a
     * calendar is tied to a provider is told to whoever tied it.
     *
     * @param offset how many of the newest to leave out
     */
    record OfUser(OwnFilter filter, long offset, int limit, UserId user) implements HistoryQuery {}

    /** How much of that there is of each kind; answers an {@link OwnTally}. */
    record TallyOfUser(OwnFilter filter, UserId user) implements HistoryQuery {}

    /**
     * What happened anywhere, newest first, for auditors: that they are, the edge has asked.
     * Answers a list of HistoryItem.
     *
     * @param before only positions before this one
     */
    record Everything(HistoryFilter filter, long before, int limit) implements HistoryQuery {}

    /**
     * Where the facts lie that the filter lets through, oldest first, for auditors too. Answers a
     * list of positions.
     *
     * @param after only positions after this one
     */
    record Positions(HistoryFilter filter, long after, int limit) implements HistoryQuery {}

    /**
     * How a calendar and what is on it differ between two instants; answers a CalendarDifference.
     * Refusals as in {@link almanac.calendar.CalendarQuery}, NotFound also where it was not there
     * at one of them.
     */
    record Difference(CalendarId calendar, AsOf from, AsOf to, UserId viewer)
            implements HistoryQuery {}

    /**
     * What would make an entry, or one occurrence, what it was; answers a {@link Restoration} of
     * one step, or of none where nothing differs. For who may write it, and on the calendar that it
     * was on then; NotFound where it did not stand then, Invalid for a revision that it does not
     * have.
     *
     * @param seen the position at which things stand as the plan takes them; the last when empty
     */
    record EntryRestore(EntryNumber number, Moment moment, UserId viewer, OptionalLong seen)
            implements HistoryQuery {}

    /**
     * What would make everything on a calendar what it was: what was deleted or moved away comes
     * back, what came later goes. For who may administer it, or owned it when it was deleted;
     * answers a {@link Restoration}, which skips what is or was on another calendar that they may
     * not write on. Its revisions are its own, without those of what is on it.
     *
     * @param seen as for an entry
     */
    record CalendarRestore(CalendarId calendar, Moment moment, UserId viewer, OptionalLong seen)
            implements HistoryQuery {}

    /**
     * What would take back everything that a sync run of this user did; answers a {@link
     * Restoration}, which skips what was changed since and what is or was on a calendar that they
     * may not write on. NotFound for a run that did nothing here.
     *
     * @param run as facts carry it, {@code mapping/number}
     * @param seen as for an entry
     */
    record RunUndo(String run, UserId viewer, OptionalLong seen) implements HistoryQuery {}

    /**
     * What would make a comment what it said; answers a {@link Restoration.OfComment}. Its
     * revisions are those of its thread.
     *
     * @param seen as for an entry
     */
    record CommentRestore(
            EntryNumber number, CommentId comment, Moment moment, UserId viewer, OptionalLong seen)
            implements HistoryQuery {}
}
