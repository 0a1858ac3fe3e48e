package almanac.sync.oauth;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.setOnInsert;

import almanac.connection.ConnectionId;
import almanac.sync.store.Duplicates;
import almanac.sync.store.JsonText;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.UpdateOptions;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.bson.Document;

/** Keeps the secrets of connections, sealed; each record opens for its own connection only. */
public final class TokenVault {

    private static final Date FREE = new Date(0);

    private final MongoCollection<Document> records;
    private final Seal seal;
    private final JsonText<Secrets> texts;

    public TokenVault(MongoDatabase database, ObjectMapper mapper, Seal seal) {
        this.records = database.getCollection("sync_vault");
        this.seal = seal;
        this.texts = new JsonText<>(mapper, Secrets.class);
    }

    void keep(ConnectionId connection, Secrets secrets) {
        Duplicates.upserted(() ->
                records.updateOne(
                        eq("_id", connection.value()),
                        combine(
                                set("sealed", seal.seal(texts.write(secrets), place(connection))),
                                setOnInsert("refreshing", FREE)),
                        new UpdateOptions().upsert(true)));
    }

    /** Keeps secrets in place of those; false where others are kept by now, or none. */
    boolean replace(ConnectionId connection, Secrets before, Secrets after) {
        while (true) {
            var found = records.find(eq("_id", connection.value())).first();
            var sealed = Optional.ofNullable(found).map(its -> its.get("sealed", Document.class));
            if (!sealed.map(its -> open(its, connection)).equals(Optional.of(before))) {
                return false;
            }
            // what has not changed may have been sealed with another key meanwhile
            var same = and(eq("_id", connection.value()), eq("sealed", sealed.get()));
            var next = seal.seal(texts.write(after), place(connection));
            if (records.updateOne(same, set("sealed", next)).getMatchedCount() == 1) {
                return true;
            }
        }
    }

    private Secrets open(Document sealed, ConnectionId connection) {
        return texts.read(seal.open(sealed, place(connection)));
    }

    Optional<Secrets> find(ConnectionId connection) {
        return Optional.ofNullable(records.find(eq("_id", connection.value())).first())
                .map(found -> found.get("sealed", Document.class))
                .map(sealed -> open(sealed, connection));
    }

    void forget(ConnectionId connection) {
        records.deleteOne(eq("_id", connection.value()));
    }

    /** Seals all that an older key sealed with the current one; answers how many. */
    public int rotate() {
        var count = 0;
        for (var found : records.find()) {
            if (seal.outdated(found.get("sealed", Document.class))) {
                var connection = new ConnectionId(found.getLong("_id"));
                var text = seal.open(found.get("sealed", Document.class), place(connection));
                count +=
                        (int)
                                records.updateOne(
                                                and(
                                                        eq("_id", connection.value()),
                                                        eq("sealed", found.get("sealed"))),
                                                set("sealed", seal.seal(text, place(connection))))
                                        .getModifiedCount();
            }
        }
        return count;
    }

    /** Whether this caller is the one who refreshes now, on any node. */
    boolean claimRefresh(ConnectionId connection, Instant now, Instant until) {
        return records.findOneAndUpdate(
                        and(eq("_id", connection.value()), lte("refreshing", Date.from(now))),
                        set("refreshing", Date.from(until)),
                        new FindOneAndUpdateOptions().returnDocument(ReturnDocument.BEFORE))
                != null;
    }

    /** Gives back a claim until then; another's stays. */
    void releaseRefresh(ConnectionId connection, Instant until) {
        records.updateOne(
                and(eq("_id", connection.value()), eq("refreshing", Date.from(until))),
                set("refreshing", FREE));
    }

    private static String place(ConnectionId connection) {
        return "connection:" + connection.value();
    }
}
