package almanac.store;

import almanac.store.Commit.Line;
import almanac.store.Commit.Placed;
import java.time.Instant;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventData;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.serialization.SerializedMetaData;
import org.axonframework.serialization.SerializedObject;
import org.jspecify.annotations.Nullable;

/** A stored line as Axon reads it. */
sealed interface StoredFact extends TrackedEventData<String> {

    Line line();

    Sealing sealing();

    long position();

    /** A fact of an aggregate. */
    record OfAggregate(Line line, long position, String stream, Sealing sealing)
            implements StoredFact, DomainEventData<String> {

        @Override
        public @Nullable String getType() {
            return line.aggregateType().orElse(null);
        }

        @Override
        public String getAggregateIdentifier() {
            return stream;
        }

        @Override
        public long getSequenceNumber() {
            return line.sequence().orElseThrow();
        }
    }

    /** A fact that was published outside any aggregate. */
    record Free(Line line, long position, Sealing sealing) implements StoredFact {}

    /** The facts of a commit at or after a position, in order. */
    static Stream<StoredFact> from(Placed placed, long position, Sealing sealing) {
        Stream.Builder<StoredFact> facts = Stream.builder();
        for (int i = (int) Math.max(0, position - placed.position());
                i < placed.commit().size();
                i++) {
            facts.add(of(placed, i, sealing));
        }
        return facts.build();
    }

    /** The facts of the commit's own stream at or after a sequence number, in order. */
    static Stream<OfAggregate> ofStream(Placed placed, long sequence, Sealing sealing) {
        return from(placed, 0, sealing)
                .filter(OfAggregate.class::isInstance)
                .map(OfAggregate.class::cast)
                .filter(fact -> fact.getSequenceNumber() >= sequence);
    }

    private static StoredFact of(Placed placed, int index, Sealing sealing) {
        Line line = placed.commit().lines().get(index);
        long position = placed.position() + index;
        return line.sequence().isPresent()
                ? new OfAggregate(line, position, placed.commit().stream(), sealing)
                : new Free(line, position, sealing);
    }

    @Override
    default TrackingToken trackingToken() {
        return new GlobalSequenceTrackingToken(position());
    }

    @Override
    default String getEventIdentifier() {
        return line().id();
    }

    @Override
    default Instant getTimestamp() {
        return line().instant();
    }

    @Override
    default SerializedObject<String> getMetaData() {
        return new SerializedMetaData<>(line().metaData(), String.class);
    }

    @Override
    default SerializedObject<String> getPayload() {
        return new OpenedPayload(line(), sealing());
    }
}
