package almanac.app.web;

import almanac.message.Actor;
import java.util.Optional;
import java.util.OptionalLong;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.modelling.command.AnnotationCommandTargetResolver;
import org.axonframework.modelling.command.CommandTargetResolver;

/** Looks into the facts: each carries the operation that it belongs to. */
public final class StoredWrites implements EarlierWrites {

    private final EventStore facts;
    private final CommandTargetResolver targets = AnnotationCommandTargetResolver.builder().build();

    public StoredWrites(EventStore facts) {
        this.facts = facts;
    }

    @Override
    public String stream(CommandMessage<?> command) {
        return targets.resolveTarget(command).getIdentifier();
    }

    @Override
    public boolean hold(CommandMessage<?> command, String operation) {
        return facts.readEvents(stream(command))
                .asStream()
                .anyMatch(fact -> operation.equals(fact.getMetaData().get(Actor.OPERATION_KEY)));
    }

    @Override
    public OptionalLong head() {
        return Optional.<TrackingToken>ofNullable(facts.createHeadToken())
                .map(TrackingToken::position)
                .orElseGet(OptionalLong::empty);
    }
}
