package almanac.app.authorize;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lt;

import almanac.app.security.Secrets;
import almanac.user.ApiKeyId;
import almanac.user.KeyScope;
import almanac.user.UserId;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Updates;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.Optional;
import java.util.stream.Collectors;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * Authorization codes (RFC 6749 4.1.2): random, kept as hashes, good once and for a minute on any
 * node. One that was used is kept for a day, so that whoever brings it again is noticed.
 */
final class Codes {

    static final Duration LIFE = Duration.ofSeconds(60);

    private static final Duration REMEMBERED = Duration.ofDays(1);
    private static final int BYTES = 32;
    private static final String APPLICATION = "application";
    private static final String USER = "user";
    private static final String SCOPES = "scopes";
    private static final String CHALLENGE = "challenge";
    private static final String EXPIRES = "expiresAt";
    private static final String USED = "used";
    private static final String AGAIN = "again";
    private static final String GAVE = "gave";

    /** What a code is good for when it is shown. */
    sealed interface Shown {

        /** It is the first time, and nobody else has it. */
        record First(Permission permission) implements Shown {}

        /**
         * It was shown before.
         *
         * @param gave the prefix of the key that it gave then, if it came so far
         */
        record Again(Optional<String> gave) implements Shown {}

        /** It never was, has expired, or is another application's. */
        record Unknown() implements Shown {}
    }

    private final MongoCollection<Document> codes;
    private final Clock clock;

    Codes(MongoDatabase database, Clock clock) {
        this.codes = database.getCollection("edge_authorization_codes");
        this.clock = clock;
        codes.createIndex(Indexes.ascending(EXPIRES));
    }

    /** A new code for that permission. */
    String issue(Permission permission) {
        var code = Secrets.random(BYTES);
        var document =
                new Document("_id", Secrets.hash(code))
                        .append(APPLICATION, permission.application().value())
                        .append(USER, permission.user().value())
                        .append(SCOPES, permission.scopes().stream().map(Enum::name).toList())
                        .append(USED, false)
                        .append(EXPIRES, Date.from(clock.instant().plus(LIFE)));
        permission.challenge().ifPresent(challenge -> document.append(CHALLENGE, challenge));
        codes.insertOne(document);
        return code;
    }

    /** Takes a code; of all who show one at the same time a single one is the first. */
    Shown show(String code, ApiKeyId application) {
        var its = and(eq("_id", Secrets.hash(code)), eq(APPLICATION, application.value()));
        var now = Date.from(clock.instant());
        var first = changed(and(its, eq(USED, false), gt(EXPIRES, now)), Updates.set(USED, true));
        if (first != null) {
            return new Shown.First(permission(first));
        }
        var again = changed(and(its, eq(USED, true)), Updates.set(AGAIN, true));
        return again == null
                ? new Shown.Unknown()
                : new Shown.Again(Optional.ofNullable(again.getString(GAVE)));
    }

    /** Notes which key a code gives; whether it was shown once only so far. */
    boolean gives(String code, String prefix) {
        var before = changed(eq("_id", Secrets.hash(code)), Updates.set(GAVE, prefix));
        return before != null && !before.getBoolean(AGAIN, false);
    }

    /** Whether it was shown once only so far. */
    boolean shownOnce(String code) {
        var kept = codes.find(eq("_id", Secrets.hash(code))).first();
        return kept != null && !kept.getBoolean(AGAIN, false);
    }

    /** Forgets what nobody can use any more. */
    void sweep() {
        codes.deleteMany(lt(EXPIRES, Date.from(clock.instant().minus(REMEMBERED))));
    }

    private @Nullable Document changed(Bson which, Bson change) {
        return codes.findOneAndUpdate(
                which, change, new FindOneAndUpdateOptions().returnDocument(ReturnDocument.BEFORE));
    }

    private static Permission permission(Document document) {
        return new Permission(
                new ApiKeyId(document.get(APPLICATION, Number.class).longValue()),
                new UserId(document.get(USER, Number.class).longValue()),
                document.getList(SCOPES, String.class).stream()
                        .map(KeyScope::valueOf)
                        .collect(Collectors.toSet()),
                Optional.ofNullable(document.getString(CHALLENGE)));
    }
}
