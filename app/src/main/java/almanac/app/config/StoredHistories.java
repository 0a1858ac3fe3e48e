package almanac.app.config;

import almanac.entry.EntryFact;
import almanac.entry.EntryId;
import almanac.query.feed.Histories;
import almanac.query.rebuild.Stamped;
import java.util.List;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;

/** What happened to entries, from the store of facts. */
record StoredHistories(EventStore facts) implements Histories {

    @Override
    public List<Stamped<EntryFact>> of(EntryId entry) {
        return facts.readEvents(entry.toString(), 0).asStream().map(StoredHistories::fact).toList();
    }

    private static Stamped<EntryFact> fact(DomainEventMessage<?> message) {
        if (!(message instanceof TrackedEventMessage<?> tracked)) {
            throw new IllegalStateException("a stored fact has a position");
        }
        return new Stamped<>(
                (EntryFact) message.getPayload(),
                message.getSequenceNumber(),
                message.getTimestamp(),
                tracked.trackingToken().position().orElseThrow());
    }
}
