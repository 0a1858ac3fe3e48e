package almanac.query.feed;

import almanac.calendar.CalendarId;
import almanac.entry.EntryFact;
import almanac.entry.EntryId;
import almanac.feed.UidHolder;
import almanac.message.Rejected;
import almanac.message.Rejection;
import almanac.query.calendar.Calendars;
import almanac.query.calendar.PastCalendars;
import almanac.query.entry.Entries;
import almanac.query.entry.PastEntries;
import almanac.query.past.ChangedEntries;
import almanac.query.past.FactLog;
import almanac.query.rebuild.Place;
import almanac.query.rebuild.ReadModel;
import almanac.query.rebuild.ReadModels;
import almanac.query.rebuild.Rebuildable;
import almanac.query.rebuild.Stamped;
import com.mongodb.client.MongoDatabase;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Where each entry last changed on each calendar. */
public final class Feed {

    static final ReadModel MODEL = new ReadModel("feed", 1);

    private final Place place;
    private final Floors floors;
    private final FeedMaking making;

    public Feed(MongoDatabase database, ReadModels models) {
        this.place = models.place(MODEL, "feed");
        this.floors = new Floors(database.getCollection("feed_floors"));
        this.making = new FeedMaking(place, floors);
    }

    /** Keeps this read model; for Axon's processor "feed". */
    public Rebuildable projection() {
        return new FeedProjection(this);
    }

    /** Answers {@link almanac.feed.FeedQuery}; for Axon's query bus. */
    public Object queries(Calendars calendars, Entries entries, FactLog log) {
        return new FeedQueries(this, calendars, entries, log);
    }

    /** Answers it about the past. */
    public Object past(
            Entries now,
            PastEntries entries,
            PastCalendars calendars,
            ChangedEntries changed,
            FactLog log) {
        return new PastFeedQueries(this, now, entries, calendars, changed, log);
    }

    /**
     * Forgets what left its calendar before that time. Who has not asked since is told so and
     * begins anew; nothing is passed over.
     */
    public void forget(Instant leftBefore) {
        var presences = making.live();
        presences
                .leftBefore(leftBefore)
                .forEach((calendar, position) -> {
                    floors.raise(calendar, position);
                    presences.forget(calendar, leftBefore, position);
                });
    }

    /**
     * Refuses a copy that may miss something that was forgotten. To be called after the documents
     * were read: they may be forgotten at any time.
     */
    void requireKept(CalendarId calendar, long position) {
        if (position < floors.of(calendar)) {
            throw new Rejected(
                    new Rejection.Expired(
                            "what left the calendar since then is not kept any more; start a new"
                                    + " sync"));
        }
    }

    List<Presence> changed(CalendarId calendar, long after, long upTo, int limit) {
        return making.live().changed(calendar, after, upTo, limit);
    }

    List<EntryId> ofUid(CalendarId calendar, List<String> uids) {
        return making.live().ofUid(calendar, uids);
    }

    List<UidHolder> holders(CalendarId calendar, Set<String> uids) {
        return making.live().holders(calendar, uids);
    }

    List<UidHolder> numberedAfter(CalendarId calendar, Set<String> uids) {
        return making.live().numberedAfter(calendar, uids);
    }

    FeedMaking making() {
        return making;
    }

    void write(List<Stamped<EntryFact>> facts) {
        place.write(making, facts);
    }

    void ensureIndexes() {
        place.ensureIndexes(making);
    }

    void clear() {
        making.live().clear();
    }
}
