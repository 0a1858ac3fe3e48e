package almanac.query.entry;

import almanac.calendar.Permission;
import almanac.entry.EntryPage;
import almanac.entry.EntryQuery;
import almanac.entry.EntryView;
import almanac.message.Rejected;
import almanac.query.calendar.PastCalendars;
import almanac.query.calendar.SeenCalendar;
import almanac.query.past.ChangedEntries;
import almanac.query.past.FactLog;
import almanac.query.user.PastUsers;
import almanac.time.AsOf;
import almanac.time.Window;
import java.util.List;
import org.axonframework.queryhandling.QueryHandler;

/** Answers {@link EntryQuery} about the past. */
final class PastEntryQueries {

    private final Entries now;
    private final PastEntries entries;
    private final PastCalendars calendars;
    private final PastUsers users;
    private final ChangedEntries changed;
    private final FactLog log;
    private final int most;

    PastEntryQueries(
            Entries now,
            PastEntries entries,
            PastCalendars calendars,
            PastUsers users,
            ChangedEntries changed,
            FactLog log,
            int most) {
        this.now = now;
        this.entries = entries;
        this.calendars = calendars;
        this.users = users;
        this.changed = changed;
        this.log = log;
        this.most = most;
    }

    @QueryHandler
    EntryView on(EntryQuery.EntryAsOf query) {
        var number = query.number();
        var position = log.lastBefore(query.asOf().limit());
        var entry = entries.live(query.viewer(), number, position);
        var calendar = entries.calendar(query.viewer(), number, entry.calendar(), position);
        var cast = cast(List.of(calendar), List.of(entry), position);
        return number.occurrence()
                .map(key ->
                        entry.state()
                                .occurrence(key)
                                .map(occurrence -> cast.occurrence(entry, occurrence))
                                .orElseThrow(() -> new Rejected(PastEntries.notFound(number))))
                .orElseGet(() -> cast.itself(entry));
    }

    @QueryHandler
    List<EntryView> on(EntryQuery.AgendaAsOf query) {
        var position = log.lastBefore(query.asOf().limit());
        var seen = calendars.visibleTo(query.viewer(), position);
        return agenda(seen, query.asOf(), position, query.window(), query.repeating());
    }

    @QueryHandler
    List<EntryView> on(EntryQuery.AgendaOfAsOf query) {
        var position = log.lastBefore(query.asOf().limit());
        var seen = List.of(calendars.seenBy(query.viewer(), query.calendar(), position));
        return agenda(seen, query.asOf(), position, query.window(), query.repeating());
    }

    @QueryHandler
    EntryPage on(EntryQuery.ListingAsOf query) {
        var position = log.lastBefore(query.asOf().limit());
        var own =
                calendars.visibleTo(query.listing().owner(), position).stream()
                        .filter(seen -> seen.permission() == Permission.OWNER)
                        .toList();
        var ids = own.stream().map(SeenCalendar::id).toList();
        var page =
                new PastListings(now, entries, changed, log).page(ids, query.listing(), position);
        var cast =
                cast(own, page.found().stream().map(Agendas.Happening::entry).toList(), position);
        return new EntryPage(
                page.found().stream()
                        .map(each -> cast.occurrence(each.entry(), each.occurrence()))
                        .toList(),
                page.total());
    }

    private List<EntryView> agenda(
            List<SeenCalendar> seen, AsOf asOf, long position, Window window, Window repeating) {
        var source = new PastShelf(now, entries, changed, log, asOf.limit(), position);
        var ids = seen.stream().map(SeenCalendar::id).toList();
        var found = new Agendas(source::touching, most).within(ids, window, repeating);
        var cast = cast(seen, found.stream().map(Agendas.Happening::entry).toList(), position);
        return found.stream()
                .map(each -> cast.occurrence(each.entry(), each.occurrence()))
                .toList();
    }

    private Cast cast(List<SeenCalendar> seen, List<LiveEntry> shown, long position) {
        return Cast.of(ids -> users.summaries(ids, position), seen, shown);
    }
}
