package almanac.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lte;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.ReplaceOptions;
import java.util.Optional;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventEntry;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;
import org.bson.Document;

/** One snapshot for each aggregate, never replaced by one of an earlier sequence number. */
final class SnapshotStore {

    private static final String STREAM = "_id";
    private static final String SEQUENCE = "sequence";

    private final MongoCollection<Document> snapshots;

    SnapshotStore(MongoCollection<Document> snapshots) {
        this.snapshots = snapshots;
    }

    void store(DomainEventMessage<?> snapshot, Serializer serializer) {
        SerializedObject<String> payload = snapshot.serializePayload(serializer, String.class);
        SerializedObject<String> metaData = snapshot.serializeMetaData(serializer, String.class);
        Document document =
                new Document(STREAM, snapshot.getAggregateIdentifier())
                        .append(SEQUENCE, snapshot.getSequenceNumber())
                        .append("type", snapshot.getType())
                        .append("id", snapshot.getIdentifier())
                        .append("at", snapshot.getTimestamp().toString())
                        .append("name", payload.getType().getName())
                        .append("revision", payload.getType().getRevision())
                        .append("data", payload.getData())
                        .append("meta", metaData.getData());
        // a second try replaces an older snapshot that came in between the first one's two steps
        if (!replaceOlder(document)) {
            replaceOlder(document);
        }
    }

    private boolean replaceOlder(Document document) {
        try {
            snapshots.replaceOne(
                    and(
                            eq(STREAM, document.getString(STREAM)),
                            lte(SEQUENCE, document.getLong(SEQUENCE))),
                    document,
                    new ReplaceOptions().upsert(true));
            return true;
        } catch (MongoWriteException refused) {
            if (refused.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
                return false;
            }
            throw refused;
        }
    }

    Optional<DomainEventData<?>> read(String stream) {
        return Optional.ofNullable(snapshots.find(eq(STREAM, stream)).first())
                .map(d ->
                        new GenericDomainEventEntry<>(
                                d.getString("type"),
                                d.getString(STREAM),
                                d.getLong(SEQUENCE),
                                d.getString("id"),
                                d.getString("at"),
                                d.getString("name"),
                                d.getString("revision"),
                                d.getString("data"),
                                d.getString("meta")));
    }
}
