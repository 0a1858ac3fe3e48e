package almanac.query.connection;

import almanac.connection.ConflictFact;
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

/** Keeps {@link Conflicts}; in one processor with the connections. */
@ProcessingGroup("connections")
final class ConflictProjection implements Rebuildable {

    private final Conflicts conflicts;
    private final Batches<ConflictFact> batches;

    ConflictProjection(Conflicts conflicts) {
        this.conflicts = conflicts;
        this.batches =
                new Batches<>(ConflictFact.class, Conflicts.MODEL.name(), conflicts.rows()::write);
    }

    @EventHandler
    void on(ConflictFact fact, @SequenceNumber long sequence, @Timestamp Instant at) {
        batches.add(new Stamped<>(fact, sequence, at));
    }

    @Override
    public ReadModel model() {
        return Conflicts.MODEL;
    }

    @Override
    public Making<ConflictFact> making() {
        return conflicts.rows();
    }

    @Override
    public void ensureIndexes() {
        conflicts.rows().ensureIndexes();
    }

    @ResetHandler
    @Override
    public void reset() {
        conflicts.rows().clear();
    }
}
