package almanac.app.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.ReplayToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.unitofwork.BatchingUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;

/**
 * A span for each batch of facts that a processor of this node handles, within the trace of the
 * facts or linked to their traces. None for facts that keep no trace, that are replayed, or that
 * are older than a day: a processor that catches up with years of history makes no spans of them.
 */
public final class ProcessorSpans implements MessageHandlerInterceptor<EventMessage<?>> {

    static final String FACTS = "almanac.facts";

    private static final String KEY = "almanac.span";
    private static final Duration YOUNG = Duration.ofDays(1);

    private final String name;
    private final Traces traces;
    private final Clock clock;

    /**
     * @param name of the spans
     */
    public ProcessorSpans(String name, Traces traces, Clock clock) {
        this.name = name;
        this.traces = traces;
        this.clock = clock;
    }

    @Override
    public Object handle(UnitOfWork<? extends EventMessage<?>> unit, InterceptorChain chain)
            throws Exception {
        var batch = unit.root();
        batch.getOrComputeResource(KEY, key -> begin(batch));
        var own = elsewhere(unit.getMessage());
        if (own.isEmpty()) {
            return chain.proceed();
        }
        try (var scope = Span.wrap(own.get()).makeCurrent()) {
            return chain.proceed();
        }
    }

    /** The trace of a fact whose batch is of several: what it makes due belongs to its own. */
    private Optional<SpanContext> elsewhere(EventMessage<?> fact) {
        var here = Span.current().getSpanContext().getTraceId();
        return Optional.of(fact)
                .filter(this::traced)
                .flatMap(this::kept)
                .filter(its -> !its.getTraceId().equals(here));
    }

    /** Begins with the first fact; ends when all is handled, stored and told. */
    // closed where the unit of work is cleaned up, which always happens
    @SuppressWarnings("MustBeClosedChecker")
    private Optional<Span> begin(UnitOfWork<?> batch) {
        var facts = facts(batch);
        var causes = facts.stream().filter(this::traced).flatMap(f -> kept(f).stream()).toList();
        var span =
                traces.following(name, causes)
                        .map(its -> its.setSpanKind(SpanKind.CONSUMER))
                        .map(its -> its.setAttribute(FACTS, facts.size()).startSpan());
        span.ifPresent(its -> {
            var scope = its.makeCurrent();
            batch.onRollback(failed -> failed(its, failed));
            batch.onCleanup(ended -> {
                scope.close();
                its.end();
            });
        });
        return span;
    }

    private static void failed(Span span, UnitOfWork<?> batch) {
        var result = batch.getExecutionResult();
        if (result != null && result.isExceptionResult()) {
            UnderWay.failed(span, result.getExceptionResult());
        }
    }

    private Optional<SpanContext> kept(EventMessage<?> fact) {
        return traces.kept(fact.getMetaData());
    }

    private boolean traced(EventMessage<?> fact) {
        var again =
                fact instanceof TrackedEventMessage<?> tracked
                        && ReplayToken.isReplay(tracked.trackingToken());
        return !again && fact.getTimestamp().isAfter(clock.instant().minus(YOUNG));
    }

    private static List<? extends EventMessage<?>> facts(UnitOfWork<?> unit) {
        var messages =
                unit instanceof BatchingUnitOfWork<?> batch
                        ? batch.getMessages()
                        : List.of(unit.getMessage());
        return messages.stream()
                .filter(EventMessage.class::isInstance)
                .<EventMessage<?>>map(EventMessage.class::cast)
                .toList();
    }
}
