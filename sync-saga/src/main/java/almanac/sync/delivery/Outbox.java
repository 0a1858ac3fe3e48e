package almanac.sync.delivery;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;

import almanac.sync.store.Duplicates;
import almanac.sync.work.Bell;
import almanac.sync.work.Spans;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Indexes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * Parcels, one document each: kept before they go, claimed by one worker on one node at a time, and
 * kept for a while after they went, so that whoever adds one again finds it gone.
 */
public final class Outbox<T> {

    /** How long a claim stands; an attempt must take less. */
    public static final Duration LEASE = Duration.ofSeconds(90);

    static final Date FREE = new Date(0);

    private final MongoCollection<Document> parcels;
    private final Parcels<T> format;
    private final Clock clock;
    private final Bell bell;
    private final Spans spans;
    private final Turns<T> turns;

    public Outbox(
            MongoDatabase database,
            String collection,
            Parcels<T> format,
            Clock clock,
            Bell bell,
            Spans spans) {
        this.parcels = database.getCollection(collection);
        this.format = format;
        this.clock = clock;
        this.bell = bell;
        this.spans = spans;
        this.turns = new Turns<>(parcels, format, clock, bell);
    }

    /** Whose turn it is. */
    Turns<T> turns() {
        return turns;
    }

    /** What puts the attempts into traces. */
    Spans spans() {
        return spans;
    }

    public void ensureIndexes() {
        parcels.createIndex(Indexes.ascending("state", "notBefore"));
        parcels.createIndex(Indexes.ascending("lane", "state", "position"));
        parcels.createIndex(Indexes.ascending("group", "position"));
        parcels.createIndex(Indexes.ascending("state", "changedAt"));
    }

    /** Whether it is new here; what was added before stays as it is. */
    public boolean add(Parcel<T> parcel) {
        var added =
                Duplicates.inserted(() ->
                        parcels.insertOne(
                                format.waiting(
                                        parcel, Date.from(clock.instant()), spans.current())));
        bell.ring();
        return added;
    }

    /** Adds it, or lets it go once more. */
    public void addAgain(Parcel<T> parcel) {
        if (!add(parcel)) {
            revive(parcel.id());
        }
    }

    /** Lets a parcel go once more, whatever became of it; false where there is none. */
    public boolean revive(String id) {
        var found =
                parcels.updateOne(
                                eq("_id", id),
                                combine(
                                        set("state", Sent.State.WAITING.name()),
                                        set("attempts", 0),
                                        set("note", ""),
                                        set("until", FREE),
                                        set("notBefore", FREE),
                                        set("since", Date.from(clock.instant())),
                                        inc("fence", 1L)))
                        .getMatchedCount();
        bell.ring();
        return found == 1;
    }

    /** Frees what a node of this name held when it died; for a node that nobody doubles. */
    public void freeAllOf(String owner) {
        parcels.updateMany(
                and(waiting(), eq("owner", owner), gt("until", FREE)), set("until", FREE));
    }

    /** Nothing of a group goes before then. */
    public void rest(String group, Instant until) {
        parcels.updateMany(
                and(eq("group", group), waiting(), lt("notBefore", Date.from(until))),
                set("notBefore", Date.from(until)));
    }

    /** Gives up all of a group that waits. */
    public void giveUp(String group, String reason) {
        parcels.updateMany(
                and(eq("group", group), waiting()),
                combine(
                        set("state", Sent.State.DEAD.name()),
                        set("note", reason),
                        set("until", FREE),
                        inc("fence", 1L),
                        set("changedAt", Date.from(clock.instant()))));
    }

    /** Forgets a group, whatever is under way. */
    public void forget(String group) {
        parcels.deleteMany(eq("group", group));
    }

    /** Forgets what ended before then. */
    public void sweep(Instant before) {
        parcels.deleteMany(
                and(ne("state", Sent.State.WAITING.name()), lt("changedAt", Date.from(before))));
    }

    public Optional<Sent<T>> find(String id) {
        return Optional.ofNullable(parcels.find(eq("_id", id)).first()).map(format::sent);
    }

    /** Those of a group, by position, the latest first. */
    public List<Sent<T>> of(String group, Optional<Sent.State> state, long before, int limit) {
        var filters = new ArrayList<Bson>(List.of(eq("group", group), lt("position", before)));
        state.ifPresent(its -> filters.add(eq("state", its.name())));
        return parcels.find(and(filters))
                .sort(Indexes.descending("group", "position"))
                .limit(limit)
                .map(format::sent)
                .into(new ArrayList<>());
    }

    /** Those that were given up, whatever their group, the latest first. */
    List<Sent<T>> dead(int limit) {
        return parcels.find(dead())
                .sort(Indexes.descending("state", "changedAt"))
                .limit(limit)
                .map(format::sent)
                .into(new ArrayList<>());
    }

    /** Drops a parcel that was given up; false where it is none. */
    boolean discard(String id) {
        return parcels.updateOne(
                                and(eq("_id", id), dead()),
                                combine(
                                        set("state", Sent.State.DROPPED.name()),
                                        set("changedAt", Date.from(clock.instant()))))
                        .getMatchedCount()
                == 1;
    }

    String text(Parcel<T> parcel) {
        return format.text(parcel);
    }

    private static Bson dead() {
        return eq("state", Sent.State.DEAD.name());
    }

    static Bson waiting() {
        return eq("state", Sent.State.WAITING.name());
    }
}
