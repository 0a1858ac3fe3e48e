package almanac.sync.webhook;

import almanac.connection.ConnectionFact;
import almanac.entry.EntryFact;
import almanac.sync.delivery.Outbox;
import almanac.sync.delivery.Parcel;
import almanac.sync.local.BatchAnswers;
import almanac.sync.local.FactLog.Logged;
import java.time.Instant;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.eventhandling.TrackingToken;

/**
 * Puts what happens into the outbox of every endpoint whose owner may see it. Handled again, a fact
 * finds its parcels there.
 */
@ProcessingGroup(WebhookSide.GROUP)
@DisallowReplay
public final class WhenSomethingHappenedThenDeliver {

    private final Endpoints endpoints;
    private final Fanout fanout;
    private final Outbox<Occasion> outbox;

    private record IsAnyTold() {}

    WhenSomethingHappenedThenDeliver(Endpoints endpoints, Fanout fanout, Outbox<Occasion> outbox) {
        this.endpoints = endpoints;
        this.fanout = fanout;
        this.outbox = outbox;
    }

    @EventHandler
    void on(
            EntryFact fact,
            @SequenceNumber long sequence,
            @Timestamp Instant at,
            TrackingToken token) {
        deliver(fact, sequence, at, token);
    }

    @EventHandler
    void on(
            ConnectionFact fact,
            @SequenceNumber long sequence,
            @Timestamp Instant at,
            TrackingToken token) {
        deliver(fact, sequence, at, token);
    }

    private void deliver(Object fact, long sequence, Instant at, TrackingToken token) {
        if (BatchAnswers.to(new IsAnyTold(), endpoints::any)) {
            var logged = new Logged(token.position().orElseThrow(), fact, sequence, at);
            fanout.of(logged, endpoints::of).forEach(each -> outbox.add(parcel(each)));
        }
    }

    static Parcel<Occasion> parcel(Occasion occasion) {
        return new Parcel<>(
                occasion.id(), occasion.group(), occasion.lane(), occasion.position(), occasion);
    }
}
