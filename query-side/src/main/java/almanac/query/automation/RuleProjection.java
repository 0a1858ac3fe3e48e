package almanac.query.automation;

import almanac.automation.RuleFact;
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

/** Keeps {@link Rules}; in one processor with the runs. */
@ProcessingGroup("automation")
final class RuleProjection implements Rebuildable {

    private final Rules rules;
    private final Batches<RuleFact> batches;

    RuleProjection(Rules rules) {
        this.rules = rules;
        this.batches = new Batches<>(RuleFact.class, Rules.MODEL.name(), rules.rows()::write);
    }

    @EventHandler
    void on(RuleFact fact, @SequenceNumber long sequence, @Timestamp Instant at) {
        batches.add(new Stamped<>(fact, sequence, at));
    }

    @Override
    public ReadModel model() {
        return Rules.MODEL;
    }

    @Override
    public Making<RuleFact> making() {
        return rules.rows();
    }

    @Override
    public void ensureIndexes() {
        rules.rows().ensureIndexes();
    }

    @ResetHandler
    @Override
    public void reset() {
        rules.rows().clear();
    }
}
