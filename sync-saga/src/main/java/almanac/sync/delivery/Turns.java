package almanac.sync.delivery;

import static almanac.sync.delivery.Outbox.FREE;
import static almanac.sync.delivery.Outbox.LEASE;
import static almanac.sync.delivery.Outbox.waiting;
import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.nin;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;

import almanac.sync.work.Bell;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReturnDocument;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;

/** Hands out parcels, one of a lane at a time and in order, and takes back what became of them. */
final class Turns<T> {

    /** When something behind a parcel that is under way is looked at again. */
    private static final Duration GLANCE = Duration.ofMillis(500);

    private static final int CANDIDATES = 20;
    private static final int ROUNDS = 20;

    private final MongoCollection<Document> parcels;
    private final Parcels<T> format;
    private final Clock clock;
    private final Bell bell;

    Turns(MongoCollection<Document> parcels, Parcels<T> format, Clock clock, Bell bell) {
        this.parcels = parcels;
        this.format = format;
        this.clock = clock;
        this.bell = bell;
    }

    /**
     * Claims the next parcel whose turn has come.
     *
     * @param owner names the node
     * @param busy groups that can have no further one under way
     */
    Optional<Claim<T>> claim(String owner, Collection<String> busy) {
        for (var round = 0; round < ROUNDS; round++) {
            var now = clock.instant();
            var seen = candidates(now, busy);
            for (var candidate : seen) {
                var claimed = turn(candidate, now).flatMap(head -> take(head, owner, now));
                if (claimed.isPresent()) {
                    return claimed;
                }
            }
            if (seen.isEmpty()) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    private List<Document> candidates(Instant now, Collection<String> busy) {
        var filters = new ArrayList<Bson>();
        filters.add(waiting());
        filters.add(lte("notBefore", Date.from(now)));
        filters.add(lte("until", Date.from(now)));
        if (!busy.isEmpty()) {
            filters.add(nin("group", busy));
        }
        return parcels.find(and(filters))
                .sort(Indexes.ascending("state", "notBefore"))
                .limit(CANDIDATES)
                .into(new ArrayList<>());
    }

    /** The first of its lane, if that can go now; else the candidate waits behind it. */
    private Optional<Document> turn(Document candidate, Instant now) {
        var head =
                parcels.find(and(eq("lane", candidate.getString("lane")), waiting()))
                        .sort(Indexes.ascending("lane", "state", "position"))
                        .first();
        if (head == null) {
            return Optional.empty();
        }
        var rests = head.getDate("notBefore").toInstant();
        var free = !head.getDate("until").toInstant().isAfter(now);
        if (free && !rests.isAfter(now)) {
            return Optional.of(head);
        }
        putOff(candidate, free ? rests : now.plus(GLANCE));
        return Optional.empty();
    }

    private void putOff(Document candidate, Instant until) {
        parcels.updateOne(
                and(eq("_id", candidate.getString("_id")), eq("fence", candidate.getLong("fence"))),
                set("notBefore", Date.from(until)));
    }

    private Optional<Claim<T>> take(Document seen, String owner, Instant now) {
        var claimed =
                parcels.findOneAndUpdate(
                        and(
                                eq("_id", seen.getString("_id")),
                                eq("fence", seen.getLong("fence")),
                                waiting(),
                                lte("until", Date.from(now))),
                        combine(
                                set("owner", owner),
                                set("until", Date.from(now.plus(LEASE))),
                                inc("fence", 1L)),
                        new FindOneAndUpdateOptions().returnDocument(ReturnDocument.BEFORE));
        return Optional.ofNullable(claimed).map(format::claim);
    }

    /** It is over with it; false where the claim was lost meanwhile. */
    boolean end(Claim<T> claim, Sent.State state, String note) {
        var ended =
                parcels.updateOne(
                                held(claim),
                                combine(
                                        set("state", state.name()),
                                        set("note", note),
                                        set("until", FREE),
                                        set("changedAt", Date.from(clock.instant()))))
                        .getMatchedCount();
        if (ended == 1) {
            follow(claim.parcel().lane());
        }
        return ended == 1;
    }

    /** Those behind it need not wait any more. */
    private void follow(String lane) {
        parcels.updateMany(
                and(eq("lane", lane), waiting(), gt("notBefore", FREE)), set("notBefore", FREE));
        bell.ring();
    }

    void later(Claim<T> claim, Instant at, String reason, boolean failed) {
        parcels.updateOne(
                held(claim),
                combine(
                        set("notBefore", Date.from(at)),
                        set("until", FREE),
                        set("note", reason),
                        set("attempts", failed ? claim.attempts() + 1 : claim.attempts()),
                        set("changedAt", Date.from(clock.instant()))));
    }

    private static Bson held(Claim<?> claim) {
        return and(eq("_id", claim.parcel().id()), eq("fence", claim.fence()));
    }
}
