package almanac.app.personal;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;

import almanac.store.Durability;
import almanac.sync.oauth.Seal;
import almanac.user.UserId;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.bson.Document;

/**
 * A key for each person, sealed by the vault. Made before anything of that person is stored; the
 * first to store one made it, for all nodes. Of a destroyed key a tombstone stays, so that none is
 * made again.
 */
public final class PersonKeys {

    /** For so long another node may still use a key that was destroyed. */
    public static final Duration DESTROYED_WITHIN = Duration.ofSeconds(1);

    private static final int KNOWN = 20_000;
    private static final String SEALED = "sealed";
    private static final String COUNT = "destroyed";

    private final MongoCollection<Document> keys;
    private final MongoCollection<Document> counts;
    private final Seal vault;
    private final SecureRandom random;
    private final Clock clock;
    private final AtomicLong counted = new AtomicLong();
    private final AtomicLong lookedAt = new AtomicLong(System.nanoTime());
    private final Cache<Long, Known> known = Caffeine.newBuilder().maximumSize(KNOWN).build();

    /**
     * @param key empty once it was destroyed
     * @param counted how many keys had been destroyed when it was read, at least
     */
    private record Known(Optional<PersonKey> key, long counted) {}

    public PersonKeys(
            MongoDatabase database,
            Durability durability,
            Seal vault,
            SecureRandom random,
            Clock clock) {
        this.keys = durability.of(database.getCollection("person_keys"));
        this.counts = durability.of(database.getCollection("person_key_counts"));
        this.vault = vault;
        this.random = random;
        this.clock = clock;
        counted.set(stored());
    }

    /** The key to seal with; made where there is none, empty once it was destroyed. */
    Optional<PersonKey> toSeal(long person) {
        return find(person).orElseGet(() -> make(person)).key();
    }

    /**
     * The key to open with; empty once it was destroyed.
     *
     * @throws IllegalStateException where there never was one: the keys do not belong to the facts
     */
    Optional<PersonKey> toOpen(long person) {
        return find(person)
                .orElseThrow(() ->
                        new IllegalStateException(
                                "the store has facts of person " + person + ", but not their key"))
                .key();
    }

    /** Whether the key of this person was destroyed, on any node. */
    public boolean destroyed(UserId person) {
        return Optional.ofNullable(keys.find(eq("_id", person.value())).first())
                .filter(found -> !found.containsKey(SEALED))
                .isPresent();
    }

    /**
     * From now on nothing that was sealed for this person opens, on other nodes within {@link
     * #DESTROYED_WITHIN}. May be repeated.
     *
     * @param receipt what tells of it
     */
    public void destroy(UserId person, String receipt) {
        if (!destroyed(person)) {
            keys.replaceOne(
                    eq("_id", person.value()),
                    new Document("_id", person.value())
                            .append("destroyedAt", Date.from(clock.instant()))
                            .append("receipt", receipt),
                    new ReplaceOptions().upsert(true));
        }
        counts.updateOne(
                eq("_id", COUNT), Updates.inc("count", 1L), new UpdateOptions().upsert(true));
        look();
    }

    /** Seals all keys that an older key of the vault sealed with the current one. */
    public void rotate() {
        for (var found : keys.find(exists(SEALED))) {
            var sealed = found.get(SEALED, Document.class);
            if (vault.outdated(sealed)) {
                var place = place(found.getLong("_id"));
                keys.updateOne(
                        and(eq("_id", found.getLong("_id")), eq(SEALED, sealed)),
                        Updates.set(SEALED, vault.seal(vault.open(sealed, place), place)));
            }
        }
    }

    private Optional<Known> find(long person) {
        lookNowAndThen();
        var now = counted.get();
        var found = known.getIfPresent(person);
        if (found != null && found.counted() == now) {
            return Optional.of(found);
        }
        var read =
                Optional.ofNullable(keys.find(eq("_id", person)).first())
                        .map(document -> new Known(key(document), now));
        read.ifPresent(fresh -> known.put(person, fresh));
        return read;
    }

    private Optional<PersonKey> key(Document found) {
        return Optional.ofNullable(found.get(SEALED, Document.class))
                .map(sealed -> PersonKey.of(vault.open(sealed, place(found.getLong("_id")))));
    }

    private Known make(long person) {
        var fresh = PersonKey.random(random);
        try {
            keys.insertOne(
                    new Document("_id", person)
                            .append(SEALED, vault.seal(fresh.text(), place(person)))
                            .append("createdAt", Date.from(clock.instant())));
        } catch (MongoWriteException refused) {
            if (refused.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
                throw refused;
            }
            // another thread or node was first; theirs is the key
        }
        return find(person).orElseThrow();
    }

    /** Another node may have destroyed a key: one small read in a while tells. */
    private void lookNowAndThen() {
        var last = lookedAt.get();
        var now = System.nanoTime();
        if (now - last > DESTROYED_WITHIN.toNanos() && lookedAt.compareAndSet(last, now)) {
            look();
        }
    }

    private void look() {
        counted.accumulateAndGet(stored(), Math::max);
    }

    private long stored() {
        return Optional.ofNullable(counts.find(eq("_id", COUNT)).first())
                .map(found -> found.getLong("count"))
                .orElse(0L);
    }

    private static String place(long person) {
        return "person:" + person;
    }
}
