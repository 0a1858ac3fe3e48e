package almanac.command.connection;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import almanac.connection.ConnectionCommand;
import almanac.connection.ConnectionFact;
import almanac.connection.ConnectionId;
import almanac.connection.MappingId;
import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** One link to a provider account: routes each command to its decision and folds the facts. */
public class ConnectionAggregate {

    @AggregateIdentifier private @Nullable ConnectionId id;

    private ConnectionState state = new ConnectionState.Absent();

    ConnectionAggregate() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(ConnectionCommand.Connect command) {
        record(Linking.connect(state, command));
    }

    @CommandHandler
    void handle(ConnectionCommand.ReportFailure command) {
        record(Reporting.failure(state, command));
    }

    @CommandHandler
    void handle(ConnectionCommand.ReportRecovery command) {
        record(Reporting.recovery(state, command));
    }

    @CommandHandler
    void handle(ConnectionCommand.ListCalendars command) {
        record(Reporting.calendars(state, command));
    }

    @CommandHandler
    MappingId handle(ConnectionCommand.MapCalendar command) {
        record(Mapping.map(state, command));
        return Mapping.standing(state, command).orElse(command.mapping());
    }

    @CommandHandler
    void handle(ConnectionCommand.EndMapping command) {
        record(Mapping.end(state, command));
    }

    @CommandHandler
    void handle(ConnectionCommand.Disconnect command) {
        record(Linking.disconnect(state, command));
    }

    @EventSourcingHandler
    void on(ConnectionFact fact) {
        id = fact.connection();
        state = state.evolve(fact);
    }

    private static void record(List<? extends ConnectionFact> facts) {
        facts.forEach(fact -> apply(fact));
    }
}
