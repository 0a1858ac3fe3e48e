package almanac.app.sync;

import almanac.app.error.Unavailable;
import almanac.sync.local.FactLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStore;

/** Reads the facts by their positions. */
public final class FactPages implements FactLog {

    private static final int PATIENCE_SECONDS = 10;

    private final EventStore facts;

    public FactPages(EventStore facts) {
        this.facts = facts;
    }

    @Override
    public List<Logged> after(long position, int limit) {
        var page = new ArrayList<Logged>();
        var head = head();
        var last = position;
        try (var stream = facts.openStream(new GlobalSequenceTrackingToken(position))) {
            while (page.size() < limit && last < head) {
                if (!stream.hasNextAvailable(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                    throw new Unavailable("the facts cannot be read", Duration.ofSeconds(1));
                }
                var message = stream.nextAvailable();
                last = position(message);
                page.add(
                        new Logged(
                                last,
                                message.getPayload(),
                                message instanceof DomainEventMessage<?> fact
                                        ? fact.getSequenceNumber()
                                        : 0,
                                message.getTimestamp()));
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new Unavailable("the facts are read no more", Duration.ofSeconds(1));
        }
        return page;
    }

    private static long position(TrackedEventMessage<?> message) {
        return message.trackingToken().position().orElseThrow();
    }

    @Override
    public long head() {
        return Optional.<TrackingToken>ofNullable(facts.createHeadToken())
                .map(token -> token.position().orElse(-1))
                .orElse(-1L);
    }
}
