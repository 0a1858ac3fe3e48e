package almanac.sync.oauth;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lte;

import almanac.connection.Authorizations.Pending;
import almanac.connection.Authorizations.Purpose;
import almanac.connection.ConnectionId;
import almanac.connection.ProviderKind;
import almanac.user.UserId;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Indexes;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;

/**
 * Consents that were started. A state works once, which the deletion of its record decides, and for
 * ten minutes; who reads the store cannot use it, since neither state nor verifier can be read
 * there.
 */
final class PendingConsents {

    static final Duration LIFE = Duration.ofMinutes(10);

    private final MongoCollection<Document> records;
    private final Seal seal;
    private final Clock clock;

    /**
     * @param verifier of PKCE
     * @param connection the number that was reserved
     * @param scopes to which it is restricted; empty where it is not
     */
    record Begun(
            Pending pending,
            ProviderKind provider,
            ConnectionId connection,
            String verifier,
            List<String> scopes) {
        @Override
        public String toString() {
            return "Begun[" + provider + ", " + connection + "]";
        }
    }

    PendingConsents(MongoDatabase database, Seal seal, Clock clock) {
        this.records = database.getCollection("sync_pending");
        this.seal = seal;
        this.clock = clock;
    }

    void ensureIndexes() {
        records.createIndex(Indexes.ascending("user", "provider"));
        records.createIndex(Indexes.ascending("expiresAt"));
    }

    Instant begin(Begun started) {
        records.deleteMany(lte("expiresAt", Date.from(clock.instant())));
        var pending = started.pending();
        var expiresAt = clock.instant().plus(LIFE);
        var id = Hashes.sha256(pending.state());
        records.insertOne(
                new Document("_id", id)
                        .append("user", pending.user().value())
                        .append("provider", started.provider().name())
                        .append("purpose", pending.purpose().name())
                        .append("target", pending.target().toString())
                        .append("connection", started.connection().value())
                        .append("scopes", started.scopes())
                        .append(
                                "sealed",
                                seal.seal(
                                        pending.state() + " " + started.verifier(),
                                        "pending:" + id))
                        .append("expiresAt", Date.from(expiresAt)));
        return expiresAt;
    }

    /**
     * Takes the consent of this state away; empty when it is not there, expired, or for another
     * provider.
     */
    Optional<Begun> take(String state, ProviderKind provider) {
        return Optional.ofNullable(
                        records.findOneAndDelete(
                                and(
                                        eq("_id", Hashes.sha256(state)),
                                        eq("provider", provider.name()),
                                        gt("expiresAt", Date.from(clock.instant())))))
                .map(this::read);
    }

    /** That of a user, only where they have exactly one; looks without taking. */
    Optional<Begun> findOnlyOne(UserId user, ProviderKind provider) {
        var theirs =
                records.find(
                                and(
                                        eq("user", user.value()),
                                        eq("provider", provider.name()),
                                        gt("expiresAt", Date.from(clock.instant()))))
                        .limit(2)
                        .into(new ArrayList<>());
        return theirs.size() == 1 ? Optional.of(read(theirs.getFirst())) : Optional.empty();
    }

    /** Looks without taking. */
    Optional<Begun> find(String state) {
        return Optional.ofNullable(
                        records.find(
                                        and(
                                                eq("_id", Hashes.sha256(state)),
                                                gt("expiresAt", Date.from(clock.instant()))))
                                .first())
                .map(this::read);
    }

    private Begun read(Document document) {
        var secrets =
                seal.open(
                                document.get("sealed", Document.class),
                                "pending:" + document.getString("_id"))
                        .split(" ", 2);
        return new Begun(
                new Pending(
                        new UserId(document.getLong("user")),
                        Purpose.valueOf(document.getString("purpose")),
                        URI.create(document.getString("target")),
                        secrets[0]),
                ProviderKind.valueOf(document.getString("provider")),
                new ConnectionId(document.getLong("connection")),
                secrets[1],
                document.getList("scopes", String.class, List.of()));
    }
}
