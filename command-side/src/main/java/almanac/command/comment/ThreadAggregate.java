package almanac.command.comment;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import almanac.comment.CommentCommand;
import almanac.comment.CommentFact;
import almanac.comment.ThreadId;
import java.time.Instant;
import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/**
 * One thread: routes each command to its decision and folds the facts. Nobody opens a thread, so
 * every command finds one; whether its entry is there is asked on the way in.
 */
public class ThreadAggregate {

    @AggregateIdentifier private @Nullable ThreadId id;

    private final Conversation conversation = new Conversation();

    ThreadAggregate() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(CommentCommand.WriteComment command) {
        record(Writing.write(conversation, command));
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(CommentCommand.EditComment command) {
        record(Editing.edit(conversation, command));
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(CommentCommand.FlagComment command) {
        record(Flagging.flag(conversation, command));
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    boolean handle(CommentCommand.TrackOpen command) {
        var facts = Writing.trackOpen(conversation, command);
        record(facts);
        return !facts.isEmpty();
    }

    @EventSourcingHandler
    void on(CommentFact fact, @Timestamp Instant at) {
        id = fact.thread();
        conversation.add(fact, at);
    }

    private static void record(List<? extends CommentFact> facts) {
        facts.forEach(fact -> apply(fact));
    }
}
