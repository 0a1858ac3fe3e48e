package almanac.query.entry;

import almanac.calendar.CalendarId;
import almanac.entry.EntryId;
import almanac.entry.EntryQuery;
import almanac.message.Rejected;
import almanac.message.Rejection;
import almanac.query.entry.Listings.Line;
import almanac.query.entry.Listings.Other;
import almanac.query.past.ChangedEntries;
import almanac.query.past.FactLog;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * Pages of listings as they were: the live ones, in which what changed since is replaced by what it
 * was. So a page costs what the live one costs, and the changes since.
 */
final class PastListings {

    private static final Comparator<Line> ORDER =
            Comparator.comparingLong(Line::start).thenComparingLong(Line::number);

    /** How often a page is read again because something changed meanwhile. */
    private static final int LOOKS = 20;

    private final Listings now;
    private final PastEntries past;
    private final ChangedEntries changed;
    private final FactLog log;

    PastListings(Entries entries, PastEntries past, ChangedEntries changed, FactLog log) {
        this.now = new Listings(entries);
        this.past = past;
        this.changed = changed;
        this.log = log;
    }

    /**
     * @param position the last fact that is included
     */
    Listings.Page page(List<CalendarId> calendars, EntryQuery.Listing query, long position) {
        for (var look = 0; look < LOOKS; look++) {
            var head = log.head();
            log.awaitProjected(head);
            var since = changed.on(calendars, position, head);
            var page = now.page(calendars, query, then(since, calendars, query, position));
            var after = log.head();
            log.awaitProjected(after);
            if (changed.on(calendars, head, after).isEmpty()) {
                return page;
            }
        }
        throw new Rejected(new Rejection.NotYetVisible(log.head()));
    }

    private Other then(
            Set<EntryId> since,
            List<CalendarId> calendars,
            EntryQuery.Listing query,
            long position) {
        var lines = new ArrayList<Line>();
        for (var id : since) {
            past.at(id, position)
                    .filter(entry -> calendars.contains(entry.calendar()))
                    .ifPresent(entry ->
                            lines.addAll(Listings.of(entry, query.filter(), query.repeating())));
            ListedSeries.requireFew(lines);
        }
        lines.sort(ORDER);
        return new Other(since, lines);
    }
}
