package almanac.store;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.MongoCollection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.axonframework.eventhandling.Segment;
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

    /** All segments of a processor, by number. */
    List<SegmentPosition> segments(String processor) {
        List<Document> found = new ArrayList<>();
        tokens.find(eq("processorName", processor)).into(found);
        int[] numbers = found.stream().mapToInt(d -> d.getInteger("segment")).toArray();
        return found.stream()
                .map(document -> segment(document, numbers))
                .sorted(Comparator.comparingInt(SegmentPosition::segment))
                .toList();
    }

    private SegmentPosition segment(Document document, int[] all) {
        int number = document.getInteger("segment");
        return new SegmentPosition(
                number,
                Segment.computeSegment(number, all).getMask(),
                position(document),
                Optional.ofNullable(document.getString("owner")));
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
