package almanac.command.automation;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import almanac.automation.RunCommand;
import almanac.automation.RunFact;
import almanac.automation.RunId;
import almanac.automation.RunProgress;
import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** One run of a rule, a stream of its own: the store lets only one begin. */
public class RunAggregate {

    @AggregateIdentifier private @Nullable RunId id;

    private RunState state = new RunState.Absent();

    RunAggregate() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    RunProgress handle(RunCommand.BeginRun command) {
        var progress = Running.progress(state, command);
        record(Running.begin(state, command));
        return progress;
    }

    @CommandHandler
    void handle(RunCommand.EndRun command) {
        record(Running.end(state, command));
    }

    @EventSourcingHandler
    void on(RunFact fact) {
        id = fact.run();
        state = state.evolve(fact);
    }

    private static void record(List<? extends RunFact> facts) {
        facts.forEach(fact -> apply(fact));
    }
}
