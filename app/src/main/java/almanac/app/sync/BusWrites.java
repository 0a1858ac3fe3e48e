package almanac.app.sync;

import almanac.app.web.SameAnswers;
import almanac.entry.EntryCommand;
import almanac.message.Actor;
import almanac.message.Rejected;
import almanac.message.Rejection;
import almanac.sync.local.Run;
import almanac.sync.local.Writes;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;

/** Sends the commands of sync on the bus of this node, also where it takes no writes of clients. */
public final class BusWrites implements Writes {

    private static final int ATTEMPTS = 5;

    private final CommandGateway gateway;

    public BusWrites(CommandBus bus) {
        this.gateway = DefaultCommandGateway.builder().commandBus(bus).build();
    }

    @Override
    public <R extends @Nullable Object> R send(Actor actor, Object command) {
        return decided(command, actor.asMetaData());
    }

    @Override
    public <R extends @Nullable Object> R send(Actor actor, Run run, Object command) {
        var metaData = new LinkedHashMap<>(actor.asMetaData());
        metaData.put(Run.KEY, run.toString());
        return decided(command, metaData);
    }

    @Override
    public <T> T together(Supplier<T> batch) {
        return SameAnswers.during(batch);
    }

    private <R extends @Nullable Object> R decided(Object command, Map<String, String> metaData) {
        for (var attempt = 1; ; attempt++) {
            try {
                return gateway.sendAndWait(new GenericCommandMessage<>(command, metaData));
            } catch (RuntimeException failure) {
                if (!lostRace(failure)) {
                    throw refusal(failure);
                }
                if (attempt == ATTEMPTS || command instanceof EntryCommand.WelcomeEntry) {
                    throw new Rejected(
                            new Rejection.Conflict("", "someone else is changing the same thing"));
                }
            }
        }
    }

    private static boolean lostRace(Throwable failure) {
        for (@Nullable Throwable at = failure; at != null; at = at.getCause()) {
            if (at instanceof ConcurrencyException
                    || at instanceof AggregateStreamCreationException) {
                return true;
            }
        }
        return false;
    }

    private static RuntimeException refusal(RuntimeException failure) {
        for (@Nullable Throwable at = failure; at != null; at = at.getCause()) {
            if (at instanceof Rejected refused) {
                return refused;
            }
        }
        return failure;
    }
}
