package almanac.sync.caldav;

import almanac.connection.ConnectionId;
import almanac.sync.caldav.Page.Source;
import almanac.sync.provider.ChangePage;
import almanac.sync.provider.RemoteCalendar;
import almanac.sync.provider.RemoteChange;
import almanac.sync.provider.Resume;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Tells a calendar's changes page by page: a listing first, then contents in chunks. */
final class Rounds {

    static final int CHUNK = 50;

    private final Listings listings;

    Rounds(Listings listings) {
        this.listings = listings;
    }

    /** A place in a round, with the listing. */
    private record Place(Page page, Listing listing) {}

    ChangePage page(ConnectionId connection, Site site, RemoteCalendar calendar, Resume resume) {
        var lister = new Lister(site, calendar);
        var place =
                switch (resume) {
                    case Resume.Everything all -> everything(lister);
                    case Resume.Since(var cursor) ->
                            switch (Cursor.of(cursor)) {
                                case Cursor.Token(var token) -> since(lister, token);
                                case Cursor.Listed known -> differing(lister, known);
                            };
                    case Resume.Next(var text) -> next(connection, calendar, lister, Page.of(text));
                };
        return told(connection, site, calendar, place);
    }

    private static Place everything(Lister lister) {
        var state = lister.state();
        var byToken = state.token().flatMap(token -> lister.everything());
        if (byToken.isPresent()) {
            return begun(Source.TOKEN, "", byToken.get());
        }
        return begun(Source.LISTING, "", lister.listed(state.ctag()));
    }

    private static Place since(Lister lister, String token) {
        return begun(Source.TOKEN, token, lister.since(token));
    }

    /** An equal ctag says that nothing changed; without one all etags have to be looked at. */
    private static Place differing(Lister lister, Cursor.Listed known) {
        var state = lister.state();
        if (state.ctag().isPresent() && state.ctag().equals(known.ctag())) {
            var nothing = new Listing(List.of(), List.of(), known, true);
            return begun(Source.DIFFERENCE, known.fingerprints().whole(), nothing);
        }
        var listing = lister.differing(known.fingerprints(), state.ctag());
        return begun(Source.DIFFERENCE, known.fingerprints().whole(), listing);
    }

    private static Place begun(Source source, String from, Listing listing) {
        return new Place(new Page(source, from, "", listing.mark()), listing);
    }

    private Place next(ConnectionId connection, RemoteCalendar calendar, Lister lister, Page page) {
        if (page.end().isEmpty()) {
            return since(lister, page.from());
        }
        var key = Listings.Key.of(connection, calendar.id(), page);
        return listings.find(key)
                .map(listing -> new Place(page, listing))
                .orElseGet(() -> new Place(page, again(lister, page)));
    }

    /**
     * A listing that was lost. By token it may tell more than before: what is told after the first
     * listing's token comes once more in the next round. A listing by etags has to be the same.
     */
    private static Listing again(Lister lister, Page page) {
        return switch (page.source()) {
            case TOKEN -> {
                var now =
                        page.from().isEmpty()
                                ? lister.everything()
                                        .orElseThrow(() -> Cursor.expired("no tokens any more"))
                                : lister.since(page.from());
                yield new Listing(
                        now.present(), now.removed(), new Cursor.Token(page.end()), now.whole());
            }
            case LISTING -> {
                var now = lister.listed(lister.state().ctag());
                if (!now.mark().equals(page.end())) {
                    throw Cursor.expired("the calendar changed while it was read");
                }
                yield now;
            }
            case DIFFERENCE -> throw Cursor.expired("it is not known any more what was known");
        };
    }

    private ChangePage told(
            ConnectionId connection, Site site, RemoteCalendar calendar, Place place) {
        var page = place.page();
        var listing = place.listing();
        var changes = new ArrayList<RemoteChange>();
        if (page.after().isEmpty()) {
            listing.removed().forEach(path -> changes.add(new RemoteChange.Removed(path, true)));
        }
        var chunk = listing.after(page.after(), CHUNK);
        changes.addAll(new Multiget(site, calendar).changes(chunk));
        var key = Listings.Key.of(connection, calendar.id(), page);
        var expected = expected(page, listing);
        if (!listing.endsWith(chunk)) {
            listings.keep(key, listing);
            var next = page.after(chunk.getLast());
            return new ChangePage(changes, new ChangePage.More(next.text()), expected);
        }
        listings.forget(key);
        return new ChangePage(changes, end(listing), expected);
    }

    /** The rest of a listing that was cut short is listed from its token. */
    private static ChangePage.Continuation end(Listing listing) {
        return listing.whole()
                ? new ChangePage.Done(listing.end().text())
                : new ChangePage.More(new Page(Source.TOKEN, listing.mark(), "", "").text());
    }

    private static OptionalInt expected(Page page, Listing listing) {
        var first = page.source() != Source.TOKEN || page.from().isEmpty();
        return first && listing.whole()
                ? OptionalInt.of(listing.present().size())
                : OptionalInt.empty();
    }
}
