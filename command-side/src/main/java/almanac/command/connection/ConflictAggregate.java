package almanac.command.connection;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import almanac.connection.ConflictCommand;
import almanac.connection.ConflictFact;
import almanac.connection.ConflictId;
import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** One disagreement of both sides: routes each command to its decision and folds the facts. */
public class ConflictAggregate {

    @AggregateIdentifier private @Nullable ConflictId id;

    private ConflictState state = new ConflictState.Absent();

    ConflictAggregate() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(ConflictCommand.RecordConflict command) {
        record(Settling.detect(state, command));
    }

    @CommandHandler
    void handle(ConflictCommand.SettleConflict command) {
        record(Settling.settle(state, command));
    }

    @EventSourcingHandler
    void on(ConflictFact fact) {
        id = fact.conflict();
        state = ConflictState.after(fact);
    }

    private static void record(List<? extends ConflictFact> facts) {
        facts.forEach(fact -> apply(fact));
    }
}
