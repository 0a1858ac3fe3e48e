package almanac.query.connection;

import almanac.connection.ConnectionFact;
import almanac.query.rebuild.Batches;
import almanac.query.rebuild.Making;
import almanac.query.rebuild.ReadModel;
import almanac.query.rebuild.Rebuildable;
import almanac.query.rebuild.Stamped;
import java.time.Instant;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;

/** Keeps {@link Connections}; in one processor with the conflicts. */
@ProcessingGroup("connections")
final class ConnectionProjection implements Rebuildable {

    private final Connections connections;
    private final Batches<ConnectionFact> batches;

    ConnectionProjection(Connections connections) {
        this.connections = connections;
        this.batches =
                new Batches<>(
                        ConnectionFact.class, Connections.MODEL.name(), connections.rows()::write);
    }

    @EventHandler
    void on(ConnectionFact fact, @SequenceNumber long sequence, @Timestamp Instant at) {
        batches.add(new Stamped<>(fact, sequence, at));
    }

    @Override
    public ReadModel model() {
        return Connections.MODEL;
    }

    @Override
    public Making<ConnectionFact> making() {
        return connections.rows();
    }

    @Override
    public void ensureIndexes() {
        connections.rows().ensureIndexes();
    }

    @ResetHandler
    @Override
    public void reset() {
        connections.rows().clear();
    }
}
