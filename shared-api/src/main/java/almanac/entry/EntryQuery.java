package almanac.entry;

import almanac.calendar.CalendarId;
import almanac.time.AsOf;
import almanac.time.Window;
import almanac.user.UserId;
import java.util.Set;

/**
 * What can be asked about entries. Refusals: NotFound for what is not there or was deleted,
 * NotPermitted for what exists on a calendar that the viewer has no share of.
 */
public sealed interface EntryQuery {

    /** One entry, or one occurrence, by its number; answers an EntryView. */
    record EntryByNumber(EntryNumber number, UserId viewer) implements EntryQuery {}

    /**
     * Everything that touches the window on all calendars of the viewer, by start; singles and
     * occurrences, never masters. Answers a list of EntryView; TooMuch over the instance budget.
     *
     * @param repeating bounds the occurrences of series without an end, and of others where they
     *     are too many, so that an open window can be answered; the window itself where that is
     *     closed
     */
    record Agenda(Window window, Window repeating, UserId viewer) implements EntryQuery {
        public Agenda(Window window, UserId viewer) {
            this(window, window, viewer);
        }
    }

    /** The same for one calendar. */
    record AgendaOf(CalendarId calendar, Window window, Window repeating, UserId viewer)
            implements EntryQuery {
        public AgendaOf(CalendarId calendar, Window window, UserId viewer) {
            this(calendar, window, window, viewer);
        }
    }

    /**
     * The master and at most {@code limit} occurrences from its start; answers a list of EntryView,
     * master first. A single entry answers itself alone.
     */
    record SeriesHead(EntryId entry, int limit, UserId viewer) implements EntryQuery {}

    /** At most {@code limit} occurrences from this one on; answers a list of EntryView. */
    record SeriesTail(EntryId entry, OccurrenceKey from, int limit, UserId viewer)
            implements EntryQuery {}

    /**
     * Live entries of a calendar as they stand, by id, after {@code after}; answers a list of
     * EntryExport.
     */
    record ExportPage(CalendarId calendar, long after, int limit, UserId viewer)
            implements EntryQuery {}

    /** The same for the holder of the calendar's feed address. */
    record FeedPage(CalendarId calendar, long after, int limit) implements EntryQuery {}

    /**
     * A page of what is on the calendars that this user owns, by start, then by number: single
     * entries and occurrences, never masters, nothing cancelled. Answers an EntryPage; TooMuch when
     * more occurrences than can be counted lie in the window.
     *
     * @param repeating bounds the occurrences of series; its zone places all-day entries
     */
    record Listing(UserId owner, ListFilter filter, Window repeating, long offset, int limit)
            implements EntryQuery {}

    /** Which of these are live, but on another calendar; answers a list of EntryId. */
    record EntriesElsewhere(CalendarId calendar, Set<EntryId> among) implements EntryQuery {}

    /**
     * Those of these that are live on the calendar, as they stand; answers a list of EntryExport.
     */
    record ExportsOn(CalendarId calendar, Set<EntryId> among) implements EntryQuery {}

    /**
     * As {@link EntryByNumber}, but as it was; for who may read the calendar that the entry was on
     * then, wherever it is now.
     */
    record EntryAsOf(EntryNumber number, AsOf asOf, UserId viewer) implements EntryQuery {}

    /** As {@link Agenda}, but as it was, on the calendars that the viewer may see now. */
    record AgendaAsOf(Window window, Window repeating, AsOf asOf, UserId viewer)
            implements EntryQuery {}

    /** As {@link AgendaOf}, but as it was; for who may see the calendar now. */
    record AgendaOfAsOf(
            CalendarId calendar, Window window, Window repeating, AsOf asOf, UserId viewer)
            implements EntryQuery {}

    /**
     * As {@link Listing}, but as it was, on the calendars that this user owns now; NotYetVisible
     * while they change faster than they are read.
     */
    record ListingAsOf(Listing listing, AsOf asOf) implements EntryQuery {}
}
