package almanac.app.web;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.or;

import almanac.user.UserId;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Updates;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.bson.Document;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;

/**
 * The answers to writes that carried an idempotency key, for 24 hours. A key is taken before the
 * write begins, by a unique insert, so one attempt runs at a time. One that gives no answer,
 * because its node died, loses the key after a minute; the next goes on with the numbers it took.
 */
public final class IdempotencyStore {

    private static final Duration KEPT = Duration.ofHours(24);
    private static final Duration LEASE = Duration.ofSeconds(60);
    private static final int DUPLICATE = 11000;
    private static final String AT = "at";
    private static final String BY = "by";
    private static final String UNTIL = "until";
    private static final String BODY = "body";
    private static final String NUMBERS = "numbers";

    /** What is known of a key. */
    sealed interface Claim {
        /** Nobody used it: go on, then {@link #keep} or {@link #giveBack}. */
        record Fresh() implements Claim {}

        /** An attempt that took these numbers gave no answer: go on as if it had done all. */
        record Again(List<Long> numbers) implements Claim {}

        /** The same request was answered so. */
        record Answered(int status, @Nullable String type, @Nullable String etag, byte[] body)
                implements Claim {}

        /** The same request is being carried out, or its node died less than this ago. */
        record Unfinished(Duration left) implements Claim {}

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

    /**
     * @param by whose key it is
     */
    Claim claim(String key, UserId by, String fingerprint) {
        try {
            answers.insertOne(
                    new Document("_id", key)
                            .append(BY, by.value())
                            .append("request", fingerprint)
                            .append(AT, Date.from(clock.instant()))
                            .append(UNTIL, lease())
                            .append(NUMBERS, List.of()));
            return new Claim.Fresh();
        } catch (MongoWriteException taken) {
            if (taken.getError().getCode() != DUPLICATE) {
                throw taken;
            }
        }
        var known = answers.find(eq("_id", key)).first();
        if (known == null) {
            return new Claim.Unfinished(LEASE);
        }
        if (expired(known)) {
            answers.deleteOne(known);
            return claim(key, by, fingerprint);
        }
        return fingerprint.equals(known.getString("request"))
                ? outcome(known)
                : new Claim.OtherRequest();
    }

    private boolean expired(Document known) {
        return known.getDate(AT).toInstant().plus(KEPT).isBefore(clock.instant());
    }

    private Claim outcome(Document known) {
        var body = known.get(BODY, Binary.class);
        return body == null
                ? unanswered(known)
                : new Claim.Answered(
                        known.getInteger("status"),
                        known.getString("type"),
                        known.getString("etag"),
                        body.getData());
    }

    /** Only one of those who find the lease run out gets the next one. */
    private Claim unanswered(Document known) {
        var left = Duration.between(clock.instant(), known.getDate(UNTIL).toInstant());
        if (left.isPositive()) {
            return new Claim.Unfinished(left);
        }
        var as = and(eq("_id", known.get("_id")), eq(UNTIL, known.get(UNTIL)), eq(BODY, null));
        var taken = answers.updateOne(as, Updates.set(UNTIL, lease())).getMatchedCount() == 1;
        return taken
                ? new Claim.Again(known.getList(NUMBERS, Long.class))
                : new Claim.Unfinished(LEASE);
    }

    private Date lease() {
        return Date.from(clock.instant().plus(LEASE));
    }

    /** Stores a number that the attempt will use, for the next one. */
    void remember(String key, long number) {
        answers.updateOne(eq("_id", key), Updates.push(NUMBERS, number));
    }

    /** Stores the answer; to be called before it is sent. */
    void keep(String key, int status, @Nullable String type, @Nullable String etag, byte[] body) {
        answers.updateOne(
                eq("_id", key),
                Updates.combine(
                        Updates.set("status", status),
                        Updates.set("type", type),
                        Updates.set("etag", etag),
                        Updates.set(BODY, new Binary(body))));
    }

    /** Lets the next attempt begin at once; for one that gave no answer worth keeping. */
    void giveBack(String key) {
        answers.updateOne(eq("_id", key), Updates.set(UNTIL, Date.from(clock.instant())));
    }

    /**
     * Forgets what these users were answered, not that they were: a request that is tried again
     * finds what it stored and is answered anew. Answers how many answers there were; those of whom
     * nobody knows whose they are go too.
     */
    public long forgetAnswers(Set<UserId> to) {
        var theirs = in(BY, to.stream().map(UserId::value).toList());
        return answers.updateMany(
                        and(exists(BODY), or(theirs, exists(BY, false))),
                        Updates.combine(
                                Updates.unset(BODY),
                                Updates.unset("etag"),
                                Updates.set(UNTIL, Date.from(clock.instant()))))
                .getModifiedCount();
    }

    /** Forgets what is older than a day. */
    public void sweep() {
        answers.deleteMany(lt(AT, Date.from(clock.instant().minus(KEPT))));
    }
}
