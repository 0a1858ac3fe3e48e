package almanac.app.tracing;

import almanac.sync.work.Spans;
import io.opentelemetry.api.trace.Span;
import java.util.Optional;
import java.util.function.Supplier;

/** A span for each unit of sync, mail and delivery; in the trace of what made it due, if any. */
public final class WorkSpans implements Spans {

    static final String ABOUT = "almanac.about";
    static final String OUTCOME = "almanac.outcome";

    private final Traces traces;

    public WorkSpans(Traces traces) {
        this.traces = traces;
    }

    @Override
    public Optional<String> current() {
        return traces.current();
    }

    @Override
    public void during(Piece piece, Supplier<String> work) {
        var span = begun(piece);
        try (var scope = span.makeCurrent()) {
            span.setAttribute(OUTCOME, work.get());
        } catch (RuntimeException failure) {
            UnderWay.failed(span, failure);
            throw failure;
        } finally {
            span.end();
        }
    }

    private Span begun(Piece piece) {
        return traces.following(piece.name(), traces.kept(piece.cause()))
                .orElseGet(() -> traces.within(piece.name()))
                .setAttribute(ABOUT, piece.about())
                .startSpan();
    }
}
