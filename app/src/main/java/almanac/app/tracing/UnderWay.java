package almanac.app.tracing;

import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.StatusCode;
import org.axonframework.tracing.Span;
import org.axonframework.tracing.SpanScope;
import org.jspecify.annotations.Nullable;

/** A span as Axon begins and ends it. */
final class UnderWay implements Span {

    private final SpanBuilder builder;
    private io.opentelemetry.api.trace.@Nullable Span begun;

    UnderWay(SpanBuilder builder) {
        this.builder = builder;
    }

    @Override
    public Span start() {
        begun();
        return this;
    }

    private io.opentelemetry.api.trace.Span begun() {
        var span = begun;
        if (span == null) {
            span = builder.startSpan();
            begun = span;
        }
        return span;
    }

    // Axon closes it
    @SuppressWarnings("MustBeClosedChecker")
    @Override
    public SpanScope makeCurrent() {
        return begun().makeCurrent()::close;
    }

    @Override
    public void end() {
        begun().end();
    }

    /** The kind of failure only: its text may tell about people. */
    @Override
    public Span recordException(Throwable failure) {
        failed(begun(), failure);
        return this;
    }

    static void failed(io.opentelemetry.api.trace.Span span, Throwable failure) {
        span.setStatus(StatusCode.ERROR, failure.getClass().getSimpleName());
    }

    @Override
    public Span addAttribute(String key, String value) {
        begun().setAttribute(key, value);
        return this;
    }
}
