package almanac.app.tracing;

import org.axonframework.commandhandling.CommandBusSpanFactory;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.tracing.NoOpSpanFactory;
import org.axonframework.tracing.Span;

/** A span for each command, from its decision to its commit; it is sent on the same thread. */
public final class CommandSpans implements CommandBusSpanFactory {

    private final Traces traces;

    public CommandSpans(Traces traces) {
        this.traces = traces;
    }

    @Override
    public Span createDispatchCommandSpan(CommandMessage<?> command, boolean distributed) {
        return NoOpSpanFactory.NoOpSpan.INSTANCE;
    }

    @Override
    public Span createHandleCommandSpan(CommandMessage<?> command, boolean distributed) {
        var name = "command " + command.getPayloadType().getSimpleName();
        return new UnderWay(traces.within(name));
    }

    @Override
    public <C> CommandMessage<C> propagateContext(CommandMessage<C> command) {
        return command;
    }
}
