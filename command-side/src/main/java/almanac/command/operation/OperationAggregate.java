package almanac.command.operation;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import almanac.operation.OperationCommand;
import almanac.operation.OperationFact;
import almanac.operation.OperationId;
import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** One operation: begun, and once ended. */
public class OperationAggregate {

    @AggregateIdentifier private @Nullable OperationId id;

    private OperationState state = OperationState.ABSENT;

    OperationAggregate() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(OperationCommand.BeginOperation command) {
        record(Recording.begin(state, command));
    }

    @CommandHandler
    void handle(OperationCommand.EndOperation command) {
        record(Recording.end(state, command));
    }

    @EventSourcingHandler
    void on(OperationFact fact) {
        id = fact.operation();
        state = OperationState.after(fact);
    }

    private static void record(List<? extends OperationFact> facts) {
        facts.forEach(fact -> apply(fact));
    }
}
