package almanac.store;

import almanac.store.Commit.Placed;
import com.mongodb.client.MongoCollection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.axonframework.common.AxonConfigurationException;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventData;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.AbstractEventStorageEngine;
import org.axonframework.eventsourcing.snapshotting.SnapshotFilter;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * Axon's event storage on one MongoDB collection, one document for each commit.
 *
 * <p>Positions are 0, 1, 2... without gaps and count facts. They become visible in order, so a
 * reader at position p has seen all facts up to p, and a token is a plain {@link
 * GlobalSequenceTrackingToken}. A commit is stored whole or not at all, and at most once. It may
 * append to one aggregate only; {@link UnsupportedCommit} refuses anything else. A sequence number
 * that is taken, or that does not follow the end of the stream, is a {@code ConcurrencyException},
 * or an {@code AggregateStreamCreationException} if it is 0. If the store stays out of reach for
 * longer than the patience, the append ends with {@link OutcomeUnknown}.
 *
 * <p>The collection needs {@link StoreIndexes#forFacts}. Nothing in it is ever changed or deleted.
 */
public final class SequencedEngine extends AbstractEventStorageEngine {

    private final CommitReader reader;
    private final Streams streams;
    private final FactReader facts;
    private final RecentCommits recent;
    private final GroupCommit commits;
    private final StreamScan scan;
    private final Sealing sealing;
    private final Optional<SnapshotStore> snapshots;

    private SequencedEngine(Builder builder) {
        super(builder);
        MongoCollection<Document> collection =
                builder.durability.of(Objects.requireNonNull(builder.facts));
        reader = new CommitReader(collection);
        sealing = builder.sealing;
        scan = new StreamScan(collection, getEventSerializer(), upcasterChain, sealing);
        streams = new Streams(reader);
        recent = new RecentCommits(builder.recentCharacters);
        CommitWriter writer = new CommitWriter(collection, reader, this::stored, builder.patience);
        facts = new FactReader(reader, recent, streams, writer::hint, builder.batchSize, sealing);
        commits = new GroupCommit(writer::write);
        snapshots =
                Optional.ofNullable(builder.snapshots)
                        .map(kept -> new SnapshotStore(builder.durability.of(kept)));
    }

    public static Builder builder() {
        return new Builder();
    }

    /** Reads whole streams. */
    public StreamScan scan() {
        return scan;
    }

    /** Runs the action each time a tailing reader has got something and asks for more. */
    void whenTailed(Runnable action) {
        facts.whenTailed(action);
    }

    private void stored(Placed placed) {
        streams.endsAt(placed.commit().stream(), placed.commit().last());
        recent.add(placed);
    }

    @Override
    protected void appendEvents(List<? extends EventMessage<?>> events, Serializer serializer) {
        if (events.isEmpty()) {
            return;
        }
        Commit commit = CommitFactory.commit(events, serializer, sealing);
        streams.requireEndBefore(commit);
        long position = commits.append(commit);
        WritePosition.note(position + commit.size() - 1);
    }

    @Override
    protected Stream<? extends TrackedEventData<?>> readEventData(
            @Nullable TrackingToken trackingToken, boolean mayBlock) {
        return facts.from(Positions.of(trackingToken) + 1, mayBlock);
    }

    @Override
    protected Stream<? extends DomainEventData<?>> readEventData(
            String identifier, long firstSequenceNumber) {
        return facts.ofStream(identifier, firstSequenceNumber);
    }

    /** The sequence number of the last fact of the aggregate, if it has any. */
    @Override
    public Optional<Long> lastSequenceNumberFor(String aggregateIdentifier) {
        OptionalLong last = reader.lastOfStream(aggregateIdentifier, Long.MAX_VALUE);
        return last.isPresent() ? Optional.of(last.getAsLong()) : Optional.empty();
    }

    @Override
    protected void storeSnapshot(DomainEventMessage<?> snapshot, Serializer serializer) {
        snapshots
                .orElseThrow(
                        () -> new IllegalStateException("this engine was built without snapshots"))
                .store(snapshot, serializer);
    }

    @Override
    protected Stream<? extends DomainEventData<?>> readSnapshotData(String aggregateIdentifier) {
        return snapshots.flatMap(store -> store.read(aggregateIdentifier)).stream();
    }

    /** Before the first fact; null while there is none. */
    @Override
    public @Nullable TrackingToken createTailToken() {
        return reader.head().next() == 0 ? null : new GlobalSequenceTrackingToken(-1);
    }

    /** At the last fact; null while there is none. */
    @Override
    public @Nullable TrackingToken createHeadToken() {
        long next = reader.head().next();
        return next == 0 ? null : new GlobalSequenceTrackingToken(next - 1);
    }

    /**
     * Right before the first fact, by position, whose timestamp is at or after the instant. At the
     * last fact if there is none such yet, so that old facts are not handled again; null on an
     * empty store.
     */
    @Override
    public @Nullable TrackingToken createTokenAt(Instant dateTime) {
        OptionalLong first = reader.firstAtOrAfter(dateTime);
        return first.isPresent()
                ? new GlobalSequenceTrackingToken(first.getAsLong() - 1)
                : createHeadToken();
    }

    /** Collects what an engine needs; the collections and both serializers must be given. */
    public static final class Builder extends AbstractEventStorageEngine.Builder {

        private @Nullable MongoCollection<Document> facts;
        private @Nullable MongoCollection<Document> snapshots;
        private Durability durability = Durability.SINGLE_SERVER;
        private Sealing sealing = Sealing.NONE;
        private Duration patience = Duration.ofSeconds(10);
        private int batchSize = 500;
        private long recentCharacters = 8L * 1024 * 1024;

        private Builder() {}

        /** The collection of the commits. */
        public Builder facts(MongoCollection<Document> collection) {
            facts = collection;
            return this;
        }

        /** The collection of the snapshots; without one no load looks for a snapshot. */
        public Builder snapshots(MongoCollection<Document> collection) {
            snapshots = collection;
            return this;
        }

        /** Defaults to {@link Durability#SINGLE_SERVER}. */
        public Builder durability(Durability wanted) {
            durability = wanted;
            return this;
        }

        /** Keeps what is personal in facts; nothing is sealed by default. */
        public Builder sealing(Sealing wanted) {
            sealing = wanted;
            return this;
        }

        /** How long an append goes on trying while the store is out of reach; 10 s by default. */
        public Builder patience(Duration wanted) {
            patience = wanted;
            return this;
        }

        /** How many commits one read fetches at most; 500 by default. */
        public Builder batchSize(int commits) {
            batchSize = commits;
            return this;
        }

        /** How many characters of the latest own commits stay in memory; 8 Mi by default. */
        public Builder recentCharacters(long most) {
            recentCharacters = most;
            return this;
        }

        @Override
        public Builder eventSerializer(Serializer serializer) {
            super.eventSerializer(serializer);
            return this;
        }

        @Override
        public Builder snapshotSerializer(Serializer serializer) {
            super.snapshotSerializer(serializer);
            return this;
        }

        @Override
        public Builder upcasterChain(EventUpcaster chain) {
            super.upcasterChain(chain);
            return this;
        }

        @Override
        public Builder snapshotFilter(SnapshotFilter filter) {
            super.snapshotFilter(filter);
            return this;
        }

        @Override
        protected void validate() {
            super.validate();
            if (facts == null) {
                throw new AxonConfigurationException("The collection of facts must be given");
            }
            if (batchSize < 1) {
                throw new AxonConfigurationException("A batch holds at least one commit");
            }
        }

        public SequencedEngine build() {
            return new SequencedEngine(this);
        }
    }
}
