package almanac.command.user;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import almanac.user.UserCommand;
import almanac.user.UserFact;
import almanac.user.UserId;
import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** One user: routes each command to its decision and folds the facts. */
public class UserAggregate {

    @AggregateIdentifier private @Nullable UserId id;

    private UserState state = UserState.ABSENT;

    UserAggregate() {}

    /** A repeated registration of the same id changes nothing: a client may retry after a crash. */
    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(UserCommand.RegisterUser command) {
        record(Registering.register(state, command));
    }

    @CommandHandler
    void handle(UserCommand.ChangeProfile command) {
        record(Registering.changeProfile(state, command));
    }

    @CommandHandler
    void handle(UserCommand.GrantRole command) {
        record(Registering.grant(state, command));
    }

    @CommandHandler
    void handle(UserCommand.TakeRole command) {
        record(Registering.take(state, command));
    }

    @CommandHandler
    void handle(UserCommand.IssueApiKey command) {
        record(Keys.issue(state, command));
    }

    @CommandHandler
    void handle(UserCommand.RotateApiKey command) {
        record(Keys.rotate(state, command));
    }

    @CommandHandler
    void handle(UserCommand.RevokeApiKey command) {
        record(Keys.revoke(state, command));
    }

    @CommandHandler
    void handle(UserCommand.EraseUser command) {
        record(Registering.erase(state, command));
    }

    @EventSourcingHandler
    void on(UserFact fact) {
        id = fact.user();
        state = state.evolve(fact);
    }

    private static void record(List<? extends UserFact> facts) {
        facts.forEach(fact -> apply(fact));
    }
}
