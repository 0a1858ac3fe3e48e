package almanac.app.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Begins spans, and finds those that they follow by W3C's {@code traceparent}, which is kept with
 * facts and with work that is due. What was not sampled is not followed.
 */
public final class Traces {

    /** The metadata entry of facts. */
    static final String KEPT = "traceparent";

    /** More tell nobody anything. */
    private static final int LINKS = 100;

    private static final TextMapGetter<Map<String, ?>> METADATA =
            new TextMapGetter<>() {
                @Override
                public Iterable<String> keys(Map<String, ?> metaData) {
                    return metaData.keySet();
                }

                @Override
                public @Nullable String get(@Nullable Map<String, ?> metaData, String key) {
                    return metaData != null && metaData.get(key) instanceof String text
                            ? text
                            : null;
                }
            };

    private final Tracer tracer;

    public Traces(Tracer tracer) {
        this.tracer = tracer;
    }

    /** A span within that which this thread is in, else the first of a trace. */
    SpanBuilder within(String name) {
        return tracer.spanBuilder(name);
    }

    /**
     * A span that these led to: within the one of them, or linked to all of them where they belong
     * to several traces; none where nothing led to it.
     */
    Optional<SpanBuilder> following(String name, Collection<SpanContext> causes) {
        var traces = new LinkedHashMap<String, SpanContext>();
        causes.forEach(cause -> traces.putIfAbsent(cause.getTraceId(), cause));
        if (traces.isEmpty()) {
            return Optional.empty();
        }
        if (traces.size() == 1) {
            var parent = Context.root().with(Span.wrap(traces.values().iterator().next()));
            return Optional.of(tracer.spanBuilder(name).setParent(parent));
        }
        var span = tracer.spanBuilder(name).setNoParent();
        traces.values().stream().limit(LINKS).forEach(span::addLink);
        return Optional.of(span);
    }

    /** What is kept with facts and work of the span that this thread is in. */
    Optional<String> current() {
        return Optional.of(Span.current().getSpanContext())
                .filter(SpanContext::isSampled)
                .map(span -> "00-" + span.getTraceId() + "-" + span.getSpanId() + "-01");
    }

    /** The span that metadata names. */
    Optional<SpanContext> kept(Map<String, ?> metaData) {
        var context =
                W3CTraceContextPropagator.getInstance().extract(Context.root(), metaData, METADATA);
        return Optional.of(Span.fromContext(context).getSpanContext())
                .filter(SpanContext::isValid)
                .filter(SpanContext::isSampled);
    }

    /** The span that {@link #current} stood for. */
    List<SpanContext> kept(Optional<String> cause) {
        return cause.flatMap(its -> kept(Map.of(KEPT, its))).stream().toList();
    }
}
