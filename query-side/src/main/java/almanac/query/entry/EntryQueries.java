package almanac.query.entry;

import almanac.calendar.Permission;
import almanac.entry.EntryExport;
import almanac.entry.EntryId;
import almanac.entry.EntryNumber;
import almanac.entry.EntryPage;
import almanac.entry.EntryQuery;
import almanac.entry.EntryView;
import almanac.entry.Series;
import almanac.entry.SingleEntry;
import almanac.message.Rejected;
import almanac.message.Rejection;
import almanac.query.calendar.Calendars;
import almanac.query.calendar.SeenCalendar;
import almanac.query.entry.Agendas.Happening;
import almanac.query.user.Users;
import almanac.time.Window;
import almanac.user.UserId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.axonframework.queryhandling.QueryHandler;

/** Answers {@link EntryQuery}. */
final class EntryQueries {

    private final Entries entries;
    private final Agendas agendas;
    private final Listings listings;
    private final Calendars calendars;
    private final Users users;

    /**
     * @param most how many occurrences an answer may hold
     */
    EntryQueries(Entries entries, Calendars calendars, Users users, int most) {
        this.entries = entries;
        this.agendas = new Agendas(entries::touching, most);
        this.listings = new Listings(entries);
        this.calendars = calendars;
        this.users = users;
    }

    @QueryHandler
    EntryView on(EntryQuery.EntryByNumber query) {
        var number = query.number();
        var entry = live(number);
        var cast = cast(entry, number, query.viewer());
        return number.occurrence()
                .map(key ->
                        entry.state()
                                .occurrence(key)
                                .map(occurrence -> cast.occurrence(entry, occurrence))
                                .orElseThrow(() -> new Rejected(notFound(number))))
                .orElseGet(() -> cast.itself(entry));
    }

    @QueryHandler
    List<EntryView> on(EntryQuery.Agenda query) {
        return agenda(calendars.visibleTo(query.viewer()), query.window(), query.repeating());
    }

    @QueryHandler
    List<EntryView> on(EntryQuery.AgendaOf query) {
        return agenda(
                List.of(calendars.seenBy(query.viewer(), query.calendar())),
                query.window(),
                query.repeating());
    }

    @QueryHandler
    List<EntryView> on(EntryQuery.SeriesHead query) {
        var number = EntryNumber.of(query.entry());
        var entry = live(number);
        var cast = cast(entry, number, query.viewer());
        var rest =
                switch (entry.state()) {
                    case SingleEntry single -> Stream.<EntryView>of();
                    case Series series ->
                            series.head(query.limit()).stream()
                                    .map(occurrence -> cast.occurrence(entry, occurrence));
                };
        return Stream.concat(Stream.of(cast.itself(entry)), rest).toList();
    }

    @QueryHandler
    List<EntryView> on(EntryQuery.SeriesTail query) {
        var number = EntryNumber.of(query.entry(), query.from());
        var entry = live(number);
        var cast = cast(entry, number, query.viewer());
        return entry.state().occurrence(query.from()).stream()
                .map(first -> first.span().startsAt(ZoneOffset.UTC))
                .map(start -> new Window(start, Window.END_OF_TIME, ZoneOffset.UTC))
                .flatMap(window -> entry.state().within(window, query.limit()).stream())
                .filter(each ->
                        each.key().filter(key -> key.compareTo(query.from()) >= 0).isPresent())
                .limit(query.limit())
                .map(occurrence -> cast.occurrence(entry, occurrence))
                .toList();
    }

    @QueryHandler
    List<EntryExport> on(EntryQuery.ExportPage query) {
        var calendar = calendars.seenBy(query.viewer(), query.calendar());
        return entries.page(calendar.id(), query.after(), query.limit()).stream()
                .map(LiveEntry::export)
                .toList();
    }

    @QueryHandler
    List<EntryExport> on(EntryQuery.FeedPage query) {
        var calendar =
                calendars
                        .forFeed(query.calendar())
                        .orElseThrow(() -> new Rejected(Calendars.notFound(query.calendar())));
        return entries.page(calendar.id(), query.after(), query.limit()).stream()
                .map(LiveEntry::export)
                .toList();
    }

    @QueryHandler
    EntryPage on(EntryQuery.Listing query) {
        var own =
                calendars.visibleTo(query.owner()).stream()
                        .filter(seen -> seen.permission() == Permission.OWNER)
                        .toList();
        var page = listings.page(own.stream().map(SeenCalendar::id).toList(), query);
        var cast = Cast.of(users, own, page.found().stream().map(Happening::entry).toList());
        return new EntryPage(
                page.found().stream()
                        .map(each -> cast.occurrence(each.entry(), each.occurrence()))
                        .toList(),
                page.total());
    }

    @QueryHandler
    List<EntryId> on(EntryQuery.EntriesElsewhere query) {
        return entries.elsewhere(query.calendar(), query.among());
    }

    @QueryHandler
    List<EntryExport> on(EntryQuery.ExportsOn query) {
        return query.among().stream()
                .flatMap(id -> entries.byId(id).stream())
                .filter(entry -> entry.calendar().equals(query.calendar()))
                .map(LiveEntry::export)
                .toList();
    }

    private List<EntryView> agenda(List<SeenCalendar> seen, Window window, Window repeating) {
        var ids = seen.stream().map(SeenCalendar::id).toList();
        var found = agendas.within(ids, window, repeating);
        var cast = Cast.of(users, seen, found.stream().map(Happening::entry).toList());
        return found.stream()
                .map(each -> cast.occurrence(each.entry(), each.occurrence()))
                .toList();
    }

    private LiveEntry live(EntryNumber number) {
        return entries.byId(number.entry()).orElseThrow(() -> new Rejected(notFound(number)));
    }

    private Cast cast(LiveEntry entry, EntryNumber number, UserId viewer) {
        var calendar =
                calendars.seenBy(
                        viewer,
                        entry.calendar(),
                        notFound(number),
                        new Rejection.NotPermitted("Event", "Access denied to this event"));
        return Cast.of(users, List.of(calendar), List.of(entry));
    }

    private static Rejection notFound(EntryNumber number) {
        return new Rejection.NotFound("Event", Long.toString(number.value()));
    }
}
