package almanac.sync.exchange;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.setOnInsert;

import almanac.connection.MappingId;
import almanac.sync.store.Duplicates;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.UpdateOptions;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * Objects at providers that cannot be read, whether anything of ours is tied to them or not. Each
 * stays until the provider tells of it again: then it can be read, is gone, or still cannot.
 */
public final class Unreadables {

    private final MongoCollection<Document> objects;
    private final Clock clock;

    /**
     * @param object the provider's name of it
     * @param since when it could not be read for the first time
     * @param last when it could not be read for the last time
     */
    public record Unreadable(
            MappingId mapping, String object, Instant since, Instant last, String reason) {}

    public Unreadables(MongoDatabase database, Clock clock) {
        this.objects = database.getCollection("sync_unreadable");
        this.clock = clock;
    }

    public void ensureIndexes() {
        objects.createIndex(Indexes.ascending("mapping", "retry"));
        objects.createIndex(Indexes.descending("since"));
    }

    private static Bson named(MappingId mapping, String object) {
        return eq("_id", key(mapping, object));
    }

    private static String key(MappingId mapping, String object) {
        return mapping.value() + "/" + object;
    }

    /** It cannot be read now. */
    public void note(MappingId mapping, String object, String reason) {
        var now = Date.from(clock.instant());
        Duplicates.upserted(() ->
                objects.updateOne(
                        named(mapping, object),
                        combine(
                                set("mapping", mapping.value()),
                                set("object", object),
                                set("reason", reason),
                                set("last", now),
                                set("retry", false),
                                setOnInsert("since", now)),
                        new UpdateOptions().upsert(true)));
    }

    /** They can be read, or are gone. */
    public void forget(MappingId mapping, Collection<String> readable) {
        if (!readable.isEmpty()) {
            objects.deleteMany(
                    in("_id", readable.stream().map(each -> key(mapping, each)).toList()));
        }
    }

    /** A look at everything, begun then, did not meet the others. */
    public void forgetBefore(MappingId mapping, Instant begun) {
        objects.deleteMany(and(eq("mapping", mapping.value()), lt("last", Date.from(begun))));
    }

    /** Forgets all of a mapping. */
    public void clear(MappingId mapping) {
        objects.deleteMany(eq("mapping", mapping.value()));
    }

    /** One of these, if it is one. */
    public Optional<Unreadable> find(MappingId mapping, String object) {
        return all(named(mapping, object), 1).stream().findFirst();
    }

    /** Forgets one; false where it is none of these. */
    public boolean discard(MappingId mapping, String object) {
        return objects.deleteOne(named(mapping, object)).getDeletedCount() == 1;
    }

    /** Asks for another look at one; false where it is none of these. */
    public boolean retry(MappingId mapping, String object) {
        return objects.updateOne(named(mapping, object), set("retry", true)).getMatchedCount() == 1;
    }

    /** At which another look was asked for. */
    public List<String> retried(MappingId mapping) {
        return objects.find(and(eq("mapping", mapping.value()), eq("retry", true)))
                .map(each -> each.getString("object"))
                .into(new ArrayList<>());
    }

    /** How many a mapping has. */
    public long countIn(MappingId mapping) {
        return objects.countDocuments(eq("mapping", mapping.value()));
    }

    /** The latest first. */
    public List<Unreadable> all(int limit) {
        return all(Filters.empty(), limit);
    }

    /** The same of these mappings. */
    public List<Unreadable> of(Collection<MappingId> mappings, int limit) {
        var ids = mappings.stream().map(MappingId::value).toList();
        return all(Filters.in("mapping", ids), limit);
    }

    private List<Unreadable> all(Bson filter, int limit) {
        return objects.find(filter)
                .sort(Indexes.descending("since"))
                .limit(limit)
                .map(each ->
                        new Unreadable(
                                new MappingId(each.getLong("mapping")),
                                each.getString("object"),
                                each.getDate("since").toInstant(),
                                each.getDate("last").toInstant(),
                                each.getString("reason")))
                .into(new ArrayList<>());
    }
}
