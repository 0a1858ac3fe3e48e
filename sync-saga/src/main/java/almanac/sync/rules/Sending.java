package almanac.sync.rules;

import almanac.message.Actor;
import almanac.message.Rejected;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.function.Supplier;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;

/**
 * Sends commands, each stored before the next; a lost optimistic race is decided again, a few
 * times. While an event processor handles a fact, its unit of work would keep back what commands
 * leave until all is handled, and store it at once: so a command is sent outside of it, with what
 * tells its cause.
 */
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
        var metaData = new LinkedHashMap<String, Object>(CurrentUnitOfWork.correlationData());
        metaData.putAll(actor.asMetaData());
        metaData.put(Actor.REQUEST_KEY, request);
        return alone(() -> decided(new GenericCommandMessage<>(command, metaData)));
    }

    private static <R extends @Nullable Object> R alone(Supplier<R> work) {
        var outer = new ArrayDeque<UnitOfWork<?>>();
        while (CurrentUnitOfWork.isStarted()) {
            outer.push(CurrentUnitOfWork.get());
            CurrentUnitOfWork.clear(CurrentUnitOfWork.get());
        }
        try {
            return work.get();
        } finally {
            outer.forEach(CurrentUnitOfWork::set);
        }
    }

    private <R extends @Nullable Object> R decided(GenericCommandMessage<Object> message) {
        for (var attempt = 1; ; attempt++) {
            try {
                return commands.sendAndWait(message);
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
