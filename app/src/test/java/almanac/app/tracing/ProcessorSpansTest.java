package almanac.app.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.app.testing.TickingClock;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.GenericTrackedEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.ReplayToken;
import org.axonframework.messaging.DefaultInterceptorChain;
import org.axonframework.messaging.unitofwork.BatchingUnitOfWork;
import org.axonframework.messaging.unitofwork.RollbackConfigurationType;
import org.junit.jupiter.api.Test;

final class ProcessorSpansTest {

    private static final Instant NOW = Instant.parse("2026-12-01T08:00:00Z");
    private static final String ONE = "0af7651916cd43dd8448eb211c80319c";
    private static final String OTHER = "1af7651916cd43dd8448eb211c80319c";

    private final InMemorySpanExporter spans = InMemorySpanExporter.create();
    private final Traces traces =
            new Traces(
                    SdkTracerProvider.builder()
                            .addSpanProcessor(SimpleSpanProcessor.create(spans))
                            .build()
                            .get("test"));
    private final ProcessorSpans interceptor =
            new ProcessorSpans("policy test", traces, new TickingClock(NOW));

    private final List<String> handledIn = new ArrayList<>();

    private static EventMessage<?> fact(String trace, Duration ago, String flags) {
        var kept = "00-" + trace + "-b7ad6b7169203331-" + flags;
        return new GenericEventMessage<>(
                "fact-" + trace + ago,
                "done",
                Map.of("traceparent", kept, "user", "7"),
                NOW.minus(ago));
    }

    private List<SpanData> handled(EventMessage<?>... facts) {
        return handled(false, facts);
    }

    private List<SpanData> handled(boolean failing, EventMessage<?>... facts) {
        var unit = new BatchingUnitOfWork<EventMessage<?>>(List.of(facts));
        unit.executeWithResult(
                () ->
                        new DefaultInterceptorChain<EventMessage<?>>(
                                        unit,
                                        List.of(interceptor),
                                        message -> {
                                            traces.current().ifPresent(handledIn::add);
                                            if (failing) {
                                                throw new IllegalStateException("Zoe's dinner");
                                            }
                                            return "handled";
                                        })
                                .proceed(),
                RollbackConfigurationType.ANY_THROWABLE);
        return spans.getFinishedSpanItems();
    }

    @Test
    void facts_of_one_trace_are_handled_within_it() {
        var made = handled(fact(ONE, Duration.ZERO, "01"), fact(ONE, Duration.ofHours(2), "01"));

        assertThat(made)
                .singleElement()
                .satisfies(span -> {
                    assertThat(span.getName()).isEqualTo("policy test");
                    assertThat(span.getTraceId()).isEqualTo(ONE);
                    assertThat(span.getParentSpanId()).isEqualTo("b7ad6b7169203331");
                });
        assertThat(traces.current()).as("nothing is left on the thread").isEmpty();
    }

    @Test
    void facts_of_several_traces_are_linked() {
        var made = handled(fact(ONE, Duration.ZERO, "01"), fact(OTHER, Duration.ZERO, "01"));

        assertThat(made)
                .singleElement()
                .satisfies(span ->
                        assertThat(span.getLinks())
                                .extracting(link -> link.getSpanContext().getTraceId())
                                .containsExactly(ONE, OTHER));
        assertThat(handledIn)
                .as("what a fact makes due belongs to its own trace")
                .hasSize(2)
                .satisfiesExactly(
                        first -> assertThat(first).contains(ONE),
                        second -> assertThat(second).contains(OTHER));
    }

    @Test
    void what_keeps_no_trace_or_was_not_sampled_or_is_old_makes_no_span() {
        var without = new GenericEventMessage<>("done");
        var odd = new GenericEventMessage<>("done", Map.of("traceparent", "what?"));

        assertThat(handled(without)).isEmpty();
        assertThat(handled(odd)).isEmpty();
        assertThat(handled(fact(ONE, Duration.ZERO, "00"))).isEmpty();
        assertThat(handled(fact(ONE, Duration.ofHours(25), "01"))).isEmpty();
    }

    @Test
    void a_replay_makes_no_spans() {
        var token =
                ReplayToken.createReplayToken(
                        new GlobalSequenceTrackingToken(9), new GlobalSequenceTrackingToken(1));
        var again = new GenericTrackedEventMessage<>(token, fact(ONE, Duration.ZERO, "01"));

        assertThat(handled(again)).isEmpty();
    }

    @Test
    void a_failure_is_told_by_its_kind_alone() {
        var made = handled(true, fact(ONE, Duration.ZERO, "01"));

        assertThat(made)
                .extracting(SpanData::getStatus)
                .extracting(StatusData::getDescription)
                .containsExactly("IllegalStateException");
        assertThat(Stream.of(made).map(Object::toString)).noneMatch(it -> it.contains("Zoe"));
    }
}
