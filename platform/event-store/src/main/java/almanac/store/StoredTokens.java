package almanac.store;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.MongoCollection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.axonframework.eventhandling.ReplayToken;
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
            positions.put(document.getInteger("segment"), position(token(document)));
        }
        return positions;
    }

    /** Whether a stored token of the processor is that of a replay which has not caught up. */
    boolean replaying(String processor) {
        for (Document document : tokens.find(eq("processorName", processor))) {
            if (token(document).filter(ReplayToken::isReplay).isPresent()) {
                return true;
            }
        }
        return false;
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
        return position(token(document));
    }

    private static long position(Optional<TrackingToken> token) {
        return token.isPresent() ? Positions.of(token.get()) : Positions.NONE;
    }

    private Optional<TrackingToken> token(Document document) {
        Object stored = document.get("token");
        if (stored == null) {
            return Optional.empty();
        }
        String type = document.getString("tokenType");
        return stored instanceof Binary binary
                ? token(new SimpleSerializedObject<>(binary.getData(), byte[].class, type, null))
                : token(new SimpleSerializedObject<>(stored.toString(), String.class, type, null));
    }

    private Optional<TrackingToken> token(SerializedObject<?> stored) {
        TrackingToken token = serializer.deserialize(stored);
        return Optional.ofNullable(token);
    }
}
