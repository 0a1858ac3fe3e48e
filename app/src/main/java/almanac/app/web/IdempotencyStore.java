package almanac.app.web;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lt;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Updates;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import org.bson.Document;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;

/**
 * The answers to writes that carried an idempotency key, for 24 hours. A key is taken before the
 * write begins, by a unique insert, so a write runs at most once for each key.
 */
public final class IdempotencyStore {

    private static final Duration KEPT = Duration.ofHours(24);
    private static final int DUPLICATE = 11000;
    private static final String AT = "at";

    /** What is known of a key. */
    sealed interface Claim {
        /** Nobody used it: go on, then {@link #keep} or {@link #release}. */
        record Fresh() implements Claim {}

        /** The same request was answered so. */
        record Answered(int status, @Nullable String type, byte[] body) implements Claim {}

        /** The same request is being carried out, or its node died while it was. */
        record Unfinished() implements Claim {}

        /** Another request used the key. */
        record OtherRequest() implements Claim {}
    }

    private final MongoCollection<Document> answers;
    private final Clock clock;

    public IdempotencyStore(MongoDatabase database, Clock clock) {
        this.answers = database.getCollection("edge_idempotency");
        this.clock = clock;
        answers.createIndex(Indexes.ascending(AT));
    }

    Claim claim(String key, String fingerprint) {
        try {
            answers.insertOne(
                    new Document("_id", key)
                            .append("request", fingerprint)
                            .append(AT, Date.from(clock.instant())));
            return new Claim.Fresh();
        } catch (MongoWriteException taken) {
            if (taken.getError().getCode() != DUPLICATE) {
                throw taken;
            }
        }
        var known = answers.find(eq("_id", key)).first();
        if (known == null) {
            return new Claim.Unfinished();
        }
        if (expired(known)) {
            answers.deleteOne(known);
            return claim(key, fingerprint);
        }
        return fingerprint.equals(known.getString("request"))
                ? outcome(known)
                : new Claim.OtherRequest();
    }

    private boolean expired(Document known) {
        return known.getDate(AT).toInstant().plus(KEPT).isBefore(clock.instant());
    }

    private static Claim outcome(Document known) {
        var body = known.get("body", Binary.class);
        return body == null
                ? new Claim.Unfinished()
                : new Claim.Answered(
                        known.getInteger("status"), known.getString("type"), body.getData());
    }

    /** Stores the answer; to be called before it is sent. */
    void keep(String key, int status, @Nullable String type, byte[] body) {
        answers.updateOne(
                eq("_id", key),
                Updates.combine(
                        Updates.set("status", status),
                        Updates.set("type", type),
                        Updates.set("body", new Binary(body))));
    }

    /** Frees the key; for a request that wrote nothing. */
    void release(String key) {
        answers.deleteOne(eq("_id", key));
    }

    /** Forgets what is older than a day. */
    public void sweep() {
        answers.deleteMany(lt(AT, Date.from(clock.instant().minus(KEPT))));
    }
}
