package almanac.store.notary;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Sorts.descending;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;

import almanac.store.Durability;
import almanac.store.ledger.Checkpoint;
import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;

/** The collections of the ledger: how far the notary is, the links of all facts, checkpoints. */
public final class LedgerStore {

    private static final Bson NOTARY = eq("_id", LedgerCodec.NOTARY);

    private final MongoCollection<Document> notary;
    private final MongoCollection<Document> links;
    private final MongoCollection<Document> checkpoints;

    public LedgerStore(MongoDatabase database, Durability durability) {
        notary = durability.of(database.getCollection("ledger"));
        links = durability.of(database.getCollection("ledger_links"));
        checkpoints = durability.of(database.getCollection("ledger_checkpoints"));
    }

    /** How the notary stands, whoever it is; at the beginning if nobody ever was. */
    Standing standing() {
        return Optional.ofNullable(notary.find(NOTARY).first())
                .map(LedgerCodec::standing)
                .orElseGet(LedgerCodec::beginning);
    }

    /** How far the notary is. */
    public Progress progress() {
        var its = standing();
        return new Progress(its.next() - 1, its.last(), its.owner(), its.until());
    }

    /**
     * How far the notary is.
     *
     * @param position of the last fact that it noted; -1 before that
     * @param last the last checkpoint
     * @param node the notary, empty before there is one
     * @param until when another node may take over
     */
    public record Progress(long position, Optional<Checkpoint> last, String node, Instant until) {}

    /** Makes a node the notary if nobody is, or if it was that before it died. */
    Optional<Standing> claim(String node, Instant now, Instant until) {
        if (notary.find(NOTARY).first() == null) {
            insertUnlessThere(notary, LedgerCodec.document(LedgerCodec.beginning()));
        }
        var free = or(lte(LedgerCodec.UNTIL, Date.from(now)), eq(LedgerCodec.OWNER, node));
        return changed(
                and(NOTARY, free),
                combine(
                        set(LedgerCodec.OWNER, node),
                        set(LedgerCodec.UNTIL, Date.from(until)),
                        inc(LedgerCodec.FENCE, 1L)));
    }

    /** Keeps a claim; empty if another node has taken over. */
    Optional<Standing> renew(long fence, Instant until) {
        return changed(
                and(NOTARY, eq(LedgerCodec.FENCE, fence)),
                set(LedgerCodec.UNTIL, Date.from(until)));
    }

    private Optional<Standing> changed(Bson which, Bson change) {
        return Optional.ofNullable(
                        notary.findOneAndUpdate(
                                which,
                                change,
                                new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER)))
                .map(LedgerCodec::standing);
    }

    /** Takes a step; false if another node has taken over, and nothing is changed then. */
    boolean step(Standing before, Standing after) {
        return notary.replaceOne(
                                and(
                                        NOTARY,
                                        eq(LedgerCodec.FENCE, before.fence()),
                                        eq(LedgerCodec.NEXT, before.next())),
                                LedgerCodec.document(after))
                        .getMatchedCount()
                == 1;
    }

    /**
     * Files what the last step noted. May be done again and again.
     *
     * @throws IllegalStateException if something else is filed there
     */
    void file(Standing standing) {
        if (!standing.links().isEmpty()) {
            insertOnce(links, LedgerCodec.links(standing.first(), standing.links()));
        }
        standing.last().ifPresent(it -> insertOnce(checkpoints, LedgerCodec.document(it)));
    }

    private static void insertOnce(MongoCollection<Document> collection, Document document) {
        if (!insertUnlessThere(collection, document)
                && !document.equals(collection.find(eq("_id", document.get("_id"))).first())) {
            throw new IllegalStateException(
                    collection.getNamespace().getCollectionName()
                            + " has something else at "
                            + document.get("_id")
                            + " than the notary noted there");
        }
    }

    private static boolean insertUnlessThere(
            MongoCollection<Document> collection, Document document) {
        try {
            collection.insertOne(document);
            return true;
        } catch (MongoWriteException refused) {
            if (refused.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
                return false;
            }
            throw refused;
        }
    }

    /** Checkpoints before a number, the newest first. */
    public List<Checkpoint> checkpoints(long before, int most) {
        return checkpoints
                .find(lt("_id", before))
                .sort(descending("_id"))
                .limit(most)
                .map(LedgerCodec::checkpoint)
                .into(new ArrayList<>());
    }

    /** Checkpoints from a number on, the oldest first. */
    List<Checkpoint> checkpointsFrom(long number, int most) {
        return checkpoints
                .find(gte("_id", number))
                .sort(ascending("_id"))
                .limit(most)
                .map(LedgerCodec::checkpoint)
                .into(new ArrayList<>());
    }

    /** Documents of links that begin at or after a position. */
    List<Document> linksFrom(long position, int most) {
        return links.find(gte("_id", position))
                .sort(ascending("_id"))
                .limit(most)
                .into(new ArrayList<>());
    }
}
