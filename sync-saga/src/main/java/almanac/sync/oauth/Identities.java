package almanac.sync.oauth;

import static com.mongodb.client.model.Filters.eq;

import almanac.connection.ConnectionId;
import almanac.connection.ProviderKind;
import almanac.sync.store.Duplicates;
import almanac.user.UserId;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import java.util.Objects;
import org.bson.Document;

/** Ties each account of a user at a provider to one connection for ever: it can be reconnected. */
final class Identities {

    private final MongoCollection<Document> identities;

    Identities(MongoDatabase database) {
        this.identities = database.getCollection("sync_identities");
    }

    /** The connection of that account: the one that was first, else {@code candidate}. */
    ConnectionId connectionOf(
            UserId user, ProviderKind provider, String accountKey, ConnectionId candidate) {
        var id = user.value() + "/" + provider.word() + "/" + Hashes.sha256(accountKey);
        Duplicates.inserted(() ->
                identities.insertOne(
                        new Document("_id", id).append("connection", candidate.value())));
        var found = Objects.requireNonNull(identities.find(eq("_id", id)).first());
        return new ConnectionId(found.getLong("connection"));
    }
}
