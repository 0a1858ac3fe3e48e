package almanac.app.history;

import almanac.app.web.ProjectedVisibility;
import almanac.message.Rejected;
import almanac.message.Rejection;
import almanac.query.past.FactLog;
import almanac.query.past.Recorded;
import almanac.store.ProjectionProgress;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;

/** Reads the event store; upcasters have raised what comes from it. */
public final class StoredFactLog implements FactLog {

    private static final Set<String> TOLD_FROM =
            Set.of(
                    ProjectedVisibility.ENTRIES,
                    ProjectedVisibility.DIRECTORY,
                    ProjectedVisibility.HISTORY);

    private final EventStore facts;
    private final ProjectionProgress progress;
    private final Duration patience;

    /** Where history was cut before: facts are only ever added behind. */
    private final Cache<Instant, Long> cuts = Caffeine.newBuilder().maximumSize(10_000).build();

    public StoredFactLog(EventStore facts, ProjectionProgress progress, Duration patience) {
        this.facts = facts;
        this.progress = progress;
        this.patience = patience;
    }

    @Override
    public Stream<Recorded> of(String stream) {
        return facts.readEvents(stream, 0).asStream().map(StoredFactLog::recorded);
    }

    private static Recorded recorded(DomainEventMessage<?> message) {
        return new Recorded(
                position(((TrackedEventMessage<?>) message).trackingToken()),
                message.getAggregateIdentifier(),
                message.getSequenceNumber(),
                message.getTimestamp(),
                message.getIdentifier(),
                message.getMetaData(),
                message.getPayload());
    }

    @Override
    public long lastBefore(Instant limit) {
        var known = cuts.getIfPresent(limit);
        if (known != null) {
            return known;
        }
        var head = head();
        var cut = position(facts.createTokenAt(limit));
        if (cut < head) {
            cuts.put(limit, cut);
        }
        return cut;
    }

    @Override
    public long head() {
        return position(facts.createHeadToken());
    }

    private static long position(@Nullable TrackingToken token) {
        return Optional.ofNullable(token).map(it -> it.position().orElse(-1)).orElse(-1L);
    }

    @Override
    public void awaitProjected(long position) {
        if (position >= 0 && !progress.awaitPosition(TOLD_FROM, position, patience)) {
            throw new Rejected(new Rejection.NotYetVisible(position));
        }
    }
}
