package almanac.sync.rules;

import almanac.message.Actor;
import almanac.message.Rejected;
import java.util.LinkedHashMap;
import java.util.Optional;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;

/** Sends commands; a lost optimistic race is decided again, a few times. */
final class Sending {

    private static final int ATTEMPTS = 5;

    private final CommandGateway commands;

    Sending(CommandGateway commands) {
        this.commands = commands;
    }

    /**
     * Answers what the handler answers, null for none.
     *
     * @param request goes with every fact that the command leaves
     * @throws Rejected when the command is refused
     */
    <R extends @Nullable Object> R send(Actor actor, String request, Object command) {
        var metaData = new LinkedHashMap<String, String>(actor.asMetaData());
        metaData.put(Actor.REQUEST_KEY, request);
        for (var attempt = 1; ; attempt++) {
            try {
                return commands.sendAndWait(new GenericCommandMessage<>(command, metaData));
            } catch (RuntimeException failure) {
                var refused = cause(failure, Rejected.class);
                if (refused.isPresent()) {
                    throw refused.get();
                }
                if (attempt == ATTEMPTS || !lostRace(failure)) {
                    throw failure;
                }
            }
        }
    }

    private static boolean lostRace(Throwable failure) {
        return cause(failure, ConcurrencyException.class).isPresent()
                || cause(failure, AggregateStreamCreationException.class).isPresent();
    }

    private static <T extends Throwable> Optional<T> cause(Throwable failure, Class<T> type) {
        for (@Nullable Throwable at = failure; at != null; at = at.getCause()) {
            if (type.isInstance(at)) {
                return Optional.of(type.cast(at));
            }
        }
        return Optional.empty();
    }
}
