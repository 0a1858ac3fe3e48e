package almanac.query;

import almanac.calendar.CalendarId;
import almanac.feed.FeedId;
import almanac.feed.FeedPlace;
import almanac.feed.FeedQuery;
import almanac.feed.FeedRecord;
import almanac.feed.FeedTerms;
import almanac.feed.GonePage;
import almanac.feed.GonePlace;
import almanac.feed.GoneRecord;
import almanac.feed.UpdatedPage;
import almanac.user.UserId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A client that keeps a copy of a calendar by nothing but what the feed tells it. */
final class Copy {

    private final World world;
    private final CalendarId calendar;
    private final UserId viewer;
    private final FeedTerms terms;
    private final Map<FeedId, FeedRecord> held = new HashMap<>();
    private final List<GoneRecord> gone = new ArrayList<>();
    private FeedPlace place = FeedPlace.START;
    private GonePlace left;

    Copy(World world, CalendarId calendar, UserId viewer, FeedTerms terms) {
        this.world = world;
        this.calendar = calendar;
        this.viewer = viewer;
        this.terms = terms;
        this.left = GonePlace.at(terms.begunAfter());
    }

    FeedTerms terms() {
        return terms;
    }

    Map<FeedId, FeedRecord> held() {
        return Map.copyOf(held);
    }

    /** One record that it must hold. */
    FeedRecord record(FeedId id) {
        return Objects.requireNonNull(held.get(id), "the copy does not hold " + id);
    }

    /** What it was told to remove, in order. */
    List<GoneRecord> gone() {
        return List.copyOf(gone);
    }

    /** Takes one page of what is there; answers whether that is all for now. */
    boolean updated(long upTo, Instant now, int limit) {
        var page =
                world.ask(
                        new FeedQuery.Updated(calendar, terms, place, upTo, now, limit, viewer),
                        UpdatedPage.class);
        page.records().forEach(record -> held.put(record.id(), record));
        place = page.next();
        return page.complete();
    }

    /** Takes one page of what is there no more; answers whether that is all for now. */
    boolean removed(long upTo, Instant now, int limit) {
        var page =
                world.ask(
                        new FeedQuery.Gone(calendar, terms, left, upTo, now, limit, viewer),
                        GonePage.class);
        page.records().forEach(record -> held.remove(record.id()));
        gone.addAll(page.records());
        left = page.next();
        return page.complete();
    }

    /** Asks until nothing is left to tell. */
    Copy catchUp(long upTo, Instant now, int limit) {
        var left = 10_000;
        while (!updated(upTo, now, limit) || !removed(upTo, now, limit)) {
            if (left-- == 0) {
                throw new AssertionError("the feed never ends");
            }
        }
        return this;
    }
}
