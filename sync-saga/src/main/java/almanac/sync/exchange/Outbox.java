package almanac.sync.exchange;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.setOnInsert;
import static com.mongodb.client.model.Updates.unset;

import almanac.connection.MappingId;
import almanac.entry.EntryId;
import almanac.sync.store.Duplicates;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.UpdateOptions;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * What has to be looked at, whether it needs a push: at most one item for each entry of a mapping,
 * in the order in which they were first touched. An item says nothing of the change; the step looks
 * at how the entry is then.
 */
public final class Outbox {

    private static final Date FREE = new Date(0);

    private final MongoCollection<Document> items;
    private final Clock clock;

    /**
     * @param seen how often it was added, so that what was added since is not removed
     * @param attempts failures in a row
     * @param sought the round that was asked for when its object was first looked for
     */
    public record Item(
            MappingId mapping, EntryId entry, long seen, int attempts, OptionalLong sought) {
        String key() {
            return Outbox.key(mapping, entry);
        }
    }

    /** An item that waits for a person. */
    public record Parked(MappingId mapping, EntryId entry, Instant at, String reason) {}

    public Outbox(MongoDatabase database, Clock clock) {
        this.items = database.getCollection("sync_outbox");
        this.clock = clock;
    }

    public void ensureIndexes() {
        items.createIndex(Indexes.ascending("mapping", "parked", "since"));
        items.createIndex(Indexes.ascending("entry"));
        items.createIndex(Indexes.ascending("parked", "parkedAt"));
    }

    private static String key(MappingId mapping, EntryId entry) {
        return mapping.value() + "/" + entry.value();
    }

    /** Adds an entry, or adds it again: what was parked or put off has a new chance. */
    public void add(MappingId mapping, EntryId entry) {
        Duplicates.upserted(() ->
                items.updateOne(
                        eq("_id", key(mapping, entry)),
                        combine(
                                set("mapping", mapping.value()),
                                set("entry", entry.value()),
                                set("parked", false),
                                set("attempts", 0),
                                unset("reason"),
                                unset("told"),
                                unset("sought"),
                                inc("seen", 1L),
                                set("notBefore", FREE),
                                setOnInsert("since", Date.from(clock.instant()))),
                        new UpdateOptions().upsert(true)));
    }

    /** Those that can be looked at now, oldest first. */
    public List<Item> ready(MappingId mapping, int limit) {
        return items.find(and(waiting(mapping), lte("notBefore", Date.from(clock.instant()))))
                .sort(Indexes.ascending("mapping", "parked", "since"))
                .limit(limit)
                .map(each ->
                        new Item(
                                mapping,
                                new EntryId(each.getLong("entry")),
                                each.getLong("seen"),
                                each.getInteger("attempts"),
                                each.get("sought") instanceof Long sought
                                        ? OptionalLong.of(sought)
                                        : OptionalLong.empty()))
                .into(new ArrayList<>());
    }

    /** When the next one can be looked at; empty when none waits. */
    public Optional<Instant> next(MappingId mapping) {
        return Optional.ofNullable(
                        items.find(waiting(mapping)).sort(Indexes.ascending("notBefore")).first())
                .map(found -> found.getDate("notBefore").toInstant());
    }

    private static Bson waiting(MappingId mapping) {
        return and(eq("mapping", mapping.value()), eq("parked", false));
    }

    /** Whether an entry waits there to be pushed, and not for a person. */
    public boolean waits(MappingId mapping, EntryId entry) {
        return items.find(and(eq("_id", key(mapping, entry)), waiting(mapping))).first() != null;
    }

    /** It is done with, unless it was added again. */
    public void done(Item item) {
        items.deleteOne(and(eq("_id", item.key()), eq("seen", item.seen())));
    }

    /** It is looked at again then. */
    public void later(Item item, Instant at, boolean failed) {
        items.updateOne(
                eq("_id", item.key()),
                combine(
                        set("notBefore", Date.from(at)),
                        set("attempts", failed ? item.attempts() + 1 : item.attempts())));
    }

    /** It is looked at again then; its object is looked for meanwhile. */
    public void sought(Item item, Instant at, OptionalLong note) {
        later(item, at, true);
        if (note.isPresent() && item.sought().isEmpty()) {
            items.updateOne(
                    and(eq("_id", item.key()), eq("seen", item.seen())),
                    set("sought", note.getAsLong()));
        }
    }

    /** Some that wait and whose owner was not told of this cause. */
    public List<EntryId> untold(MappingId mapping, String cause, int limit) {
        return entries(and(waiting(mapping), ne("told", cause)), limit);
    }

    /** Their owner knows why they wait, until they are added again. */
    public void told(MappingId mapping, Collection<EntryId> entries, String cause) {
        if (!entries.isEmpty()) {
            var keys = entries.stream().map(entry -> key(mapping, entry)).toList();
            items.updateMany(in("_id", keys), set("told", cause));
        }
    }

    /** It waits for a person, or for another edit. */
    public void park(Item item, String reason) {
        items.updateOne(
                and(eq("_id", item.key()), eq("seen", item.seen())),
                combine(
                        set("parked", true),
                        set("parkedAt", Date.from(clock.instant())),
                        set("reason", reason)));
    }

    /** Gives a parked item another chance; false when there is none. */
    public boolean retry(MappingId mapping, EntryId entry) {
        var free = combine(set("parked", false), set("attempts", 0), set("notBefore", FREE));
        return items.updateOne(parked(mapping, entry), free).getMatchedCount() == 1;
    }

    /** Forgets a parked item; the two sides stay apart until the next edit. */
    public boolean discard(MappingId mapping, EntryId entry) {
        return items.deleteOne(parked(mapping, entry)).getDeletedCount() == 1;
    }

    private static Bson parked(MappingId mapping, EntryId entry) {
        return and(eq("_id", key(mapping, entry)), eq("parked", true));
    }

    /** All that a mapping has. */
    public List<EntryId> entries(MappingId mapping) {
        return entries(eq("mapping", mapping.value()), 0);
    }

    private List<EntryId> entries(Bson filter, int limit) {
        return items.find(filter)
                .projection(Projections.include("entry"))
                .limit(limit)
                .map(each -> new EntryId(each.getLong("entry")))
                .into(new ArrayList<>());
    }

    /** Forgets all of a mapping. */
    public void clear(MappingId mapping) {
        items.deleteMany(eq("mapping", mapping.value()));
    }

    /** In which mappings something of an entry waits. */
    public Set<MappingId> mappingsOf(EntryId entry) {
        var found = new LinkedHashSet<MappingId>();
        items.find(eq("entry", entry.value()))
                .projection(Projections.include("mapping"))
                .forEach(each -> found.add(new MappingId(each.getLong("mapping"))));
        return found;
    }

    public long waitingIn(MappingId mapping) {
        return items.countDocuments(waiting(mapping));
    }

    public long parkedIn(MappingId mapping) {
        return items.countDocuments(and(eq("mapping", mapping.value()), eq("parked", true)));
    }

    /** Parked items, the latest first. */
    public List<Parked> parked(int limit) {
        return parked(eq("parked", true), limit);
    }

    /** The same of these mappings. */
    public List<Parked> parked(Collection<MappingId> mappings, int limit) {
        var ids = mappings.stream().map(MappingId::value).toList();
        return parked(and(in("mapping", ids), eq("parked", true)), limit);
    }

    private List<Parked> parked(Bson filter, int limit) {
        return items.find(filter)
                .sort(Indexes.descending("parked", "parkedAt"))
                .limit(limit)
                .map(each ->
                        new Parked(
                                new MappingId(each.getLong("mapping")),
                                new EntryId(each.getLong("entry")),
                                each.getDate("parkedAt").toInstant(),
                                each.getString("reason")))
                .into(new ArrayList<>());
    }
}
