package almanac.feed;

import almanac.calendar.CalendarId;
import almanac.entry.EntryId;
import almanac.time.AsOf;
import almanac.user.UserId;
import java.time.Instant;
import java.util.Set;

/**
 * What can be asked about the changes of a calendar. Refusals: NotFound and NotPermitted as for the
 * calendar itself, Expired where what is asked for is kept no more.
 */
public sealed interface FeedQuery {

    CalendarId calendar();

    /**
     * The next records, by the position of the last fact of their entry; answers an UpdatedPage. A
     * record that is written again moves behind and is told again, so pages lose nothing.
     *
     * @param upTo position that the read models have reached; no fact behind it counts
     * @param now places the end of a growing window
     * @param limit about how many; the records of one entry stay together
     */
    record Updated(
            CalendarId calendar,
            FeedTerms terms,
            FeedPlace place,
            long upTo,
            Instant now,
            int limit,
            UserId viewer)
            implements FeedQuery {}

    /**
     * What left the calendar or the window after a place; answers a GonePage. Only what a copy
     * could have been told is named. The parameters are as for {@link Updated}.
     */
    record Gone(
            CalendarId calendar,
            FeedTerms terms,
            GonePlace place,
            long upTo,
            Instant now,
            int limit,
            UserId viewer)
            implements FeedQuery {}

    /** One record; answers a FeedRecord, or NotFound. */
    record ById(CalendarId calendar, FeedId id, UserId viewer) implements FeedQuery {}

    /** An entry whole: itself, or masters and exceptions; answers a list of FeedRecord. */
    record Whole(CalendarId calendar, EntryId entry, UserId viewer) implements FeedQuery {}

    /**
     * What has this iCalendar UID on the calendar: a single entry or a master; answers an Optional
     * of FeedRecord.
     */
    record ByUid(CalendarId calendar, String uid, UserId viewer) implements FeedQuery {}

    /**
     * Which entries on the calendar have these iCalendar UIDs, wherever they were created; answers
     * a list of UidHolder, by number. The later parts of a series have no UID here.
     */
    record HoldersOf(CalendarId calendar, Set<String> uids, UserId viewer) implements FeedQuery {}

    /**
     * Which entries on the calendar have one of these iCalendar UIDs, {@code #} and something
     * behind it; answers a list of UidHolder.
     */
    record NumberedAfter(CalendarId calendar, Set<String> uids, UserId viewer)
            implements FeedQuery {}

    /**
     * The occurrence that a series had put at that moment, whatever became of it since; of whole
     * days, at the start of the day in UTC. Answers an Optional of FeedRecord.
     */
    record ByStart(CalendarId calendar, EntryId entry, Instant originalStart, UserId viewer)
            implements FeedQuery {}

    /**
     * As {@link ById}, but as it was; for who may read the calendar now, and the one that the entry
     * is on now, or was on last.
     */
    record ByIdAsOf(CalendarId calendar, FeedId id, AsOf asOf, UserId viewer)
            implements FeedQuery {}

    /**
     * As {@link Updated} of a sync that begins, but as it was; NotYetVisible while the calendar
     * changes faster than it is read.
     *
     * @param after position of the last record of the page before; -1 for the first page
     * @param reached position that the read models have reached now
     */
    record UpdatedAsOf(
            CalendarId calendar,
            FeedTerms terms,
            long after,
            long reached,
            int limit,
            AsOf asOf,
            UserId viewer)
            implements FeedQuery {}
}
