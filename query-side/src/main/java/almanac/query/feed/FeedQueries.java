package almanac.query.feed;

import almanac.calendar.CalendarId;
import almanac.entry.EntryExport;
import almanac.entry.EntryId;
import almanac.entry.EntryState;
import almanac.feed.FeedQuery;
import almanac.feed.FeedRecord;
import almanac.feed.GonePage;
import almanac.feed.Pieces;
import almanac.feed.UidHolder;
import almanac.feed.UpdatedPage;
import almanac.message.Rejected;
import almanac.message.Rejection;
import almanac.query.calendar.Calendars;
import almanac.query.entry.Entries;
import almanac.query.past.FactLog;
import almanac.user.UserId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.axonframework.queryhandling.QueryHandler;

/** Answers {@link FeedQuery}. */
final class FeedQueries {

    private final Feed feed;
    private final Calendars calendars;
    private final Entries entries;
    private final FactLog log;

    FeedQueries(Feed feed, Calendars calendars, Entries entries, FactLog log) {
        this.feed = feed;
        this.calendars = calendars;
        this.entries = entries;
        this.log = log;
    }

    /**
     * While the first load lasts, nothing that was forgotten can be missing from it; nor from the
     * answer to whoever has all up to where this one would go.
     */
    @QueryHandler
    UpdatedPage on(FeedQuery.Updated query) {
        calendars.seenBy(query.viewer(), query.calendar());
        var page = new UpdatedReading(query, feed, entries).read();
        var position = query.place().position();
        if (position >= query.terms().begunAfter() && position < query.upTo()) {
            feed.requireKept(query.calendar(), position);
        }
        return page;
    }

    @QueryHandler
    GonePage on(FeedQuery.Gone query) {
        calendars.seenBy(query.viewer(), query.calendar());
        var page = new GoneReading(query, feed, entries, log).read();
        if (query.place().since() < query.upTo()) {
            feed.requireKept(query.calendar(), query.place().since());
        }
        return page;
    }

    @QueryHandler
    FeedRecord on(FeedQuery.ById query) {
        var entry = entry(query.calendar(), query.id().number().entry(), query.viewer());
        return live(entry).stream()
                .flatMap(live -> Pieces.one(live, query.id()).stream())
                .map(piece -> piece.in(entry))
                .findFirst()
                .orElseThrow(() -> notFound(query.id().number().entry()));
    }

    @QueryHandler
    List<FeedRecord> on(FeedQuery.Whole query) {
        var entry = entry(query.calendar(), query.entry(), query.viewer());
        return live(entry).stream()
                .flatMap(live -> Pieces.whole(live).stream())
                .map(piece -> piece.in(entry))
                .toList();
    }

    @QueryHandler
    Optional<FeedRecord> on(FeedQuery.ByStart query) {
        var entry = entry(query.calendar(), query.entry(), query.viewer());
        return live(entry).stream()
                .flatMap(live -> Pieces.at(live, query.originalStart()).stream())
                .map(piece -> piece.in(entry))
                .findFirst();
    }

    /** A later part has its series' UID with an ending of its own. */
    @QueryHandler
    Optional<FeedRecord> on(FeedQuery.ByUid query) {
        calendars.seenBy(query.viewer(), query.calendar());
        var whole = query.uid().replaceFirst("-from--?\\d+$", "");
        var ids = feed.ofUid(query.calendar(), List.of(query.uid(), whole));
        return entries.exports(Set.copyOf(ids)).stream()
                .filter(entry -> on(entry, query.calendar()))
                .flatMap(entry ->
                        live(entry).stream()
                                .flatMap(live -> Pieces.whole(live).stream())
                                .filter(piece -> piece.planned().isEmpty())
                                .filter(piece -> piece.uid().equals(query.uid()))
                                .map(piece -> piece.in(entry)))
                .findFirst();
    }

    @QueryHandler
    List<UidHolder> on(FeedQuery.HoldersOf query) {
        calendars.seenBy(query.viewer(), query.calendar());
        return feed.holders(query.calendar(), query.uids());
    }

    @QueryHandler
    List<UidHolder> on(FeedQuery.NumberedAfter query) {
        calendars.seenBy(query.viewer(), query.calendar());
        return feed.numberedAfter(query.calendar(), query.uids());
    }

    private static boolean on(EntryExport entry, CalendarId calendar) {
        return live(entry).stream().anyMatch(live -> live.calendar().equals(calendar));
    }

    private EntryExport entry(CalendarId calendar, EntryId id, UserId viewer) {
        calendars.seenBy(viewer, calendar);
        return entries.exports(Set.of(id)).stream()
                .filter(entry -> on(entry, calendar))
                .findFirst()
                .orElseThrow(() -> notFound(id));
    }

    private static List<EntryState.Live> live(EntryExport entry) {
        return entry.state() instanceof EntryState.Live live ? List.of(live) : List.of();
    }

    private static Rejected notFound(EntryId id) {
        return new Rejected(new Rejection.NotFound("Event", Long.toString(id.value())));
    }
}
