package almanac.app.tracing;

import almanac.message.FactNames;
import io.opentelemetry.api.trace.SpanKind;
import java.util.Map;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventBusSpanFactory;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.tracing.Span;

/**
 * A span for each fact, which what follows of the fact belongs to, and one for their append. The
 * fact keeps the first in its metadata: nothing but the two ids of W3C's {@code traceparent}.
 */
public final class FactSpans implements EventBusSpanFactory {

    static final String RESOURCE = "almanac.resource";

    private final Traces traces;

    public FactSpans(Traces traces) {
        this.traces = traces;
    }

    @Override
    public Span createPublishEventSpan(EventMessage<?> fact) {
        var span =
                traces.within("fact " + FactNames.of(fact.getPayload()))
                        .setSpanKind(SpanKind.PRODUCER);
        if (fact instanceof DomainEventMessage<?> ofAggregate) {
            span.setAttribute(RESOURCE, ofAggregate.getAggregateIdentifier());
        }
        return new UnderWay(span);
    }

    @Override
    public Span createCommitEventsSpan() {
        return new UnderWay(traces.within("append"));
    }

    @Override
    public <F> EventMessage<F> propagateContext(EventMessage<F> fact) {
        return traces.current()
                .map(kept -> fact.andMetaData(Map.of(Traces.KEPT, kept)))
                .orElse(fact);
    }
}
