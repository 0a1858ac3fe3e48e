package almanac.query.automation;

import almanac.automation.RunFact;
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

/** Keeps {@link Runs}; in one processor with the rules. */
@ProcessingGroup("automation")
final class RunProjection implements Rebuildable {

    private final Runs runs;
    private final Batches<RunFact> batches;

    RunProjection(Runs runs) {
        this.runs = runs;
        this.batches = new Batches<>(RunFact.class, Runs.MODEL.name(), runs.rows()::write);
    }

    @EventHandler
    void on(RunFact fact, @SequenceNumber long sequence, @Timestamp Instant at) {
        batches.add(new Stamped<>(fact, sequence, at));
    }

    @Override
    public ReadModel model() {
        return Runs.MODEL;
    }

    @Override
    public Making<RunFact> making() {
        return runs.rows();
    }

    @Override
    public void ensureIndexes() {
        runs.rows().ensureIndexes();
    }

    @ResetHandler
    @Override
    public void reset() {
        runs.rows().clear();
    }
}
