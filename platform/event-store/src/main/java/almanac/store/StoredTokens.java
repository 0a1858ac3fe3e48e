package almanac.store;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.MongoCollection;
import java.util.HashMap;
import java.util.Map;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.bson.Document;
import org.bson.types.Binary;

/** Reads the positions in axon-mongo's token collection without claiming anything. */
final class StoredTokens {

    private final MongoCollection<Document> tokens;
    private final Serializer serializer;

    StoredTokens(MongoCollection<Document> tokens, Serializer serializer) {
        this.tokens = tokens;
        this.serializer = serializer;
    }

    /** The stored position of each segment of a processor. */
    Map<Integer, Long> positions(String processor) {
        Map<Integer, Long> positions = new HashMap<>();
        for (Document document : tokens.find(eq("processorName", processor))) {
            positions.put(document.getInteger("segment"), position(document));
        }
        return positions;
    }

    private long position(Document document) {
        Object stored = document.get("token");
        if (stored == null) {
            return Positions.NONE;
        }
        String type = document.getString("tokenType");
        return stored instanceof Binary binary
                ? position(new SimpleSerializedObject<>(binary.getData(), byte[].class, type, null))
                : position(
                        new SimpleSerializedObject<>(stored.toString(), String.class, type, null));
    }

    private long position(SerializedObject<?> stored) {
        TrackingToken token = serializer.deserialize(stored);
        return Positions.of(token);
    }
}
