package almanac.command.automation;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import almanac.automation.RuleCommand;
import almanac.automation.RuleFact;
import almanac.automation.RuleId;
import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** One rule: routes each command to its decision and folds the facts. */
public class RuleAggregate {

    @AggregateIdentifier private @Nullable RuleId id;

    private RuleState state = new RuleState.Absent();

    RuleAggregate() {}

    /** A second creation of the same rule changes nothing. */
    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(RuleCommand.CreateRule command) {
        record(Describing.create(state, command));
    }

    @CommandHandler
    void handle(RuleCommand.ChangeRule command) {
        record(Describing.change(state, command));
    }

    @CommandHandler
    void handle(RuleCommand.DeleteRule command) {
        record(Describing.delete(state, command));
    }

    @EventSourcingHandler
    void on(RuleFact fact) {
        id = fact.rule();
        state = RuleState.after(fact);
    }

    private static void record(List<? extends RuleFact> facts) {
        facts.forEach(fact -> apply(fact));
    }
}
