package almanac.sync.webhook;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.max;
import static com.mongodb.client.model.Updates.min;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;

import almanac.sync.store.JsonText;
import almanac.user.UserId;
import almanac.webhook.EndpointDetails;
import almanac.webhook.EndpointId;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.ReturnDocument;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;

/** The endpoints as the policies were told of them, with how they fare. */
final class Endpoints {

    private static final Date FREE = new Date(0);

    private final MongoCollection<Document> documents;
    private final JsonText<EndpointDetails> details;

    Endpoints(MongoDatabase database, ObjectMapper mapper) {
        this.documents = database.getCollection("sync_endpoints");
        this.details = new JsonText<>(mapper, EndpointDetails.class);
    }

    void ensureIndexes() {
        documents.createIndex(Indexes.ascending("owner", "enabled"));
        documents.createIndex(Indexes.ascending("againUntil"));
    }

    void registered(EndpointId id, UserId owner, EndpointDetails as) {
        documents.replaceOne(
                eq("_id", id.value()),
                new Document("_id", id.value())
                        .append("owner", owner.value())
                        .append("details", details.write(as))
                        .append("enabled", true)
                        .append("failures", 0),
                new ReplaceOptions().upsert(true));
    }

    void changed(EndpointId id, EndpointDetails to) {
        update(id, combine(set("details", details.write(to)), fresh()));
    }

    void enabled(EndpointId id) {
        update(id, combine(set("enabled", true), fresh()));
    }

    void disabled(EndpointId id) {
        update(id, combine(set("enabled", false), unset("againDone"), unset("againUntil")));
    }

    void removed(EndpointId id) {
        documents.deleteOne(eq("_id", id.value()));
    }

    /** It took something. */
    void succeeded(EndpointId id) {
        update(id, fresh());
    }

    private static Bson fresh() {
        return combine(set("failures", 0), unset("failingSince"), unset("restsUntil"));
    }

    /** It did not; answers how it fares now. */
    Optional<Endpoint> failed(EndpointId id, Instant now) {
        documents.updateOne(
                and(eq("_id", id.value()), exists("failingSince", false)),
                set("failingSince", Date.from(now)));
        update(id, inc("failures", 1));
        return find(id);
    }

    void rest(EndpointId id, Instant until) {
        update(id, set("restsUntil", Date.from(until)));
    }

    private void update(EndpointId id, Bson change) {
        documents.updateOne(eq("_id", id.value()), change);
    }

    Optional<Endpoint> find(EndpointId id) {
        return Optional.ofNullable(documents.find(eq("_id", id.value())).first())
                .map(this::endpoint);
    }

    /** Whether there is any at all that is told something. */
    boolean any() {
        return documents.find(eq("enabled", true)).first() != null;
    }

    /** Those of these people that are told something. */
    List<Endpoint> of(Collection<UserId> owners) {
        return documents
                .find(
                        and(
                                in("owner", owners.stream().map(UserId::value).toList()),
                                eq("enabled", true)))
                .map(this::endpoint)
                .into(new ArrayList<>());
    }

    /** Notes what it is told again; of two stretches the longer. */
    void again(EndpointId id, long since, long until) {
        update(id, combine(min("againDone", since), max("againUntil", until), set("leased", FREE)));
    }

    /** One of which something has to be added again, for so long. */
    Optional<Endpoint> claimAgain(Instant now, Duration lease) {
        var claimed =
                documents.findOneAndUpdate(
                        and(exists("againUntil"), lte("leased", Date.from(now))),
                        set("leased", Date.from(now.plus(lease))),
                        new FindOneAndUpdateOptions().returnDocument(ReturnDocument.BEFORE));
        return Optional.ofNullable(claimed).map(this::endpoint);
    }

    /** A page was added; it has to be what it was when it was claimed. */
    void added(Endpoint claimed, long upTo) {
        var before = claimed.again().orElseThrow();
        var same =
                and(
                        eq("_id", claimed.id().value()),
                        eq("againDone", before.done()),
                        eq("againUntil", before.until()));
        documents.updateOne(
                same,
                upTo >= before.until()
                        ? combine(unset("againDone"), unset("againUntil"), unset("leased"))
                        : combine(set("againDone", upTo), set("leased", FREE)));
    }

    private Endpoint endpoint(Document document) {
        return new Endpoint(
                new EndpointId(document.getLong("_id")),
                new UserId(document.getLong("owner")),
                details.read(document.getString("details")),
                document.getBoolean("enabled"),
                document.getInteger("failures"),
                instant(document, "failingSince"),
                instant(document, "restsUntil"),
                Optional.ofNullable(document.getLong("againUntil"))
                        .map(until -> new Endpoint.Again(document.getLong("againDone"), until)));
    }

    private static Optional<Instant> instant(Document document, String field) {
        return Optional.ofNullable(document.getDate(field)).map(Date::toInstant);
    }
}
