package almanac.command.webhook;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import almanac.webhook.EndpointCommand;
import almanac.webhook.EndpointFact;
import almanac.webhook.EndpointId;
import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** One endpoint: routes each command to its decision and folds the facts. */
public class EndpointAggregate {

    @AggregateIdentifier private @Nullable EndpointId id;

    private EndpointState state = new EndpointState.Absent();

    EndpointAggregate() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(EndpointCommand.RegisterEndpoint command) {
        record(Registering.register(state, command));
    }

    @CommandHandler
    void handle(EndpointCommand.ChangeEndpoint command) {
        record(Registering.change(state, command));
    }

    @CommandHandler
    void handle(EndpointCommand.EnableEndpoint command) {
        record(Registering.enable(state, command));
    }

    @CommandHandler
    void handle(EndpointCommand.DisableEndpoint command) {
        record(Registering.disable(state, command));
    }

    @CommandHandler
    void handle(EndpointCommand.ReplaceSecret command) {
        record(Registering.replaceSecret(state, command));
    }

    @CommandHandler
    void handle(EndpointCommand.DeleteEndpoint command) {
        record(Registering.delete(state, command));
    }

    @EventSourcingHandler
    void on(EndpointFact fact) {
        id = fact.endpoint();
        state = state.evolve(fact);
    }

    private static void record(List<? extends EndpointFact> facts) {
        facts.forEach(fact -> apply(fact));
    }
}
