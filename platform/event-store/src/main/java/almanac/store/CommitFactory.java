package almanac.store;

import almanac.store.Commit.Line;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;

/** Makes one commit out of the messages of one unit of work, or refuses it. */
final class CommitFactory {

    /** MongoDB's document limit is 16 MiB; the rest is room for the fields around the payloads. */
    static final int MOST_BYTES = 15 * 1024 * 1024;

    private CommitFactory() {}

    static Commit commit(
            List<? extends EventMessage<?>> messages, Serializer serializer, Sealing sealing) {
        List<Line> lines = new ArrayList<>(messages.size());
        for (EventMessage<?> message : messages) {
            lines.add(line(message, serializer, sealing));
        }
        List<DomainEventMessage<?>> ofAggregate = ofAggregate(messages);
        refuseOverLong(lines);
        String id = UUID.randomUUID().toString();
        if (ofAggregate.isEmpty()) {
            // a stream of its own makes a repeated write of this very commit collide with itself
            return new Commit(id, "~" + messages.getFirst().getIdentifier(), 0, 0, lines);
        }
        DomainEventMessage<?> first = ofAggregate.getFirst();
        refuseBrokenSequence(ofAggregate);
        return new Commit(
                id,
                first.getAggregateIdentifier(),
                first.getSequenceNumber(),
                ofAggregate.getLast().getSequenceNumber(),
                lines);
    }

    private static List<DomainEventMessage<?>> ofAggregate(
            List<? extends EventMessage<?>> messages) {
        List<DomainEventMessage<?>> found = new ArrayList<>(messages.size());
        for (EventMessage<?> message : messages) {
            if (message instanceof DomainEventMessage<?> domain) {
                found.add(domain);
            }
        }
        return found;
    }

    private static Line line(EventMessage<?> message, Serializer serializer, Sealing sealing) {
        SerializedObject<String> payload = message.serializePayload(serializer, String.class);
        SerializedObject<String> metaData = message.serializeMetaData(serializer, String.class);
        Optional<DomainEventMessage<?>> domain =
                message instanceof DomainEventMessage<?> m ? Optional.of(m) : Optional.empty();
        return new Line(
                message.getIdentifier(),
                message.getTimestamp().toString(),
                payload.getType().getName(),
                Optional.ofNullable(payload.getType().getRevision()),
                domain.map(DomainEventMessage::getType),
                domain.map(m -> OptionalLong.of(m.getSequenceNumber()))
                        .orElse(OptionalLong.empty()),
                sealing.sealed(message, payload.getData()),
                metaData.getData());
    }

    private static void refuseBrokenSequence(List<DomainEventMessage<?>> messages) {
        DomainEventMessage<?> first = messages.getFirst();
        for (int i = 0; i < messages.size(); i++) {
            DomainEventMessage<?> message = messages.get(i);
            if (!message.getAggregateIdentifier().equals(first.getAggregateIdentifier())) {
                throw new UnsupportedCommit(
                        "One unit of work may append to one aggregate only, but this one appends to "
                                + first.getAggregateIdentifier()
                                + " and to "
                                + message.getAggregateIdentifier()
                                + ". Nothing was stored.");
            }
            if (message.getSequenceNumber() != first.getSequenceNumber() + i) {
                throw new UnsupportedCommit(
                        "The sequence numbers of one commit must be consecutive, but aggregate "
                                + first.getAggregateIdentifier()
                                + " has "
                                + message.getSequenceNumber()
                                + " where "
                                + (first.getSequenceNumber() + i)
                                + " is due. Nothing was stored.");
            }
        }
    }

    private static void refuseOverLong(List<Line> lines) {
        long characters = 0;
        for (Line line : lines) {
            characters += line.payload().length() + line.metaData().length() + 256;
        }
        if (3 * characters > MOST_BYTES && bytes(lines) > MOST_BYTES) {
            throw new UnsupportedCommit(
                    "A commit may hold "
                            + MOST_BYTES
                            + " bytes, but this one of "
                            + lines.size()
                            + " facts is longer. Nothing was stored.");
        }
    }

    private static long bytes(List<Line> lines) {
        return lines.stream().mapToLong(l -> bytes(l.payload()) + bytes(l.metaData()) + 256).sum();
    }

    private static long bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
