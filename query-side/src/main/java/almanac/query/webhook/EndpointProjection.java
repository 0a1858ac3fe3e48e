package almanac.query.webhook;

import almanac.query.rebuild.Batches;
import almanac.query.rebuild.Making;
import almanac.query.rebuild.ReadModel;
import almanac.query.rebuild.Rebuildable;
import almanac.query.rebuild.Stamped;
import almanac.webhook.EndpointFact;
import java.time.Instant;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;

/** Keeps {@link Endpoints}. */
@ProcessingGroup("endpoints")
final class EndpointProjection implements Rebuildable {

    private final Endpoints endpoints;
    private final Batches<EndpointFact> batches;

    EndpointProjection(Endpoints endpoints) {
        this.endpoints = endpoints;
        this.batches =
                new Batches<>(EndpointFact.class, Endpoints.MODEL.name(), endpoints.rows()::write);
    }

    @EventHandler
    void on(EndpointFact fact, @SequenceNumber long sequence, @Timestamp Instant at) {
        batches.add(new Stamped<>(fact, sequence, at));
    }

    @Override
    public ReadModel model() {
        return Endpoints.MODEL;
    }

    @Override
    public Making<EndpointFact> making() {
        return endpoints.rows();
    }

    @Override
    public void ensureIndexes() {
        endpoints.rows().ensureIndexes();
    }

    @ResetHandler
    @Override
    public void reset() {
        endpoints.rows().clear();
    }
}
