package almanac.store;

import static almanac.store.Noted.message;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.EventMessageHandler;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.SimpleEventHandlerInvoker;
import org.axonframework.eventhandling.async.SequentialPerAggregatePolicy;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.extensions.mongo.DefaultMongoTemplate;
import org.axonframework.extensions.mongo.eventsourcing.tokenstore.MongoTokenStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProjectionProgressTest {

    private static final Duration LONG = Duration.ofSeconds(5);
    private static final Duration SHORT = Duration.ofMillis(100);

    private final StoreFixture store = new StoreFixture();
    private final FactSerializer serializer = new FactSerializer(Noted.NAMES);
    private final TailingEventStore events = TailingEventStore.over(store.engine());
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(4);
    private final Queue<String> handled = new ConcurrentLinkedQueue<>();
    private final ProjectionProgress progress = progress();

    @AfterEach
    void close() {
        threads.shutdownNow();
        events.shutDown();
        store.close();
    }

    private ProjectionProgress progress() {
        return new ProjectionProgress(store.database().getCollection("trackingtokens"), serializer);
    }

    private TokenStore tokens(String node) {
        return MongoTokenStore.builder()
                .mongoTemplate(
                        DefaultMongoTemplate.builder().mongoDatabase(store.database()).build())
                .serializer(serializer)
                .nodeId(node)
                .build();
    }

    private PooledStreamingEventProcessor processor(EventMessageHandler handler, int segments) {
        return processor(handler, segments, TokenLag.NONE);
    }

    private PooledStreamingEventProcessor processor(
            EventMessageHandler handler, int segments, TokenLag lag) {
        return PooledStreamingEventProcessor.builder()
                .name("notes")
                .eventHandlerInvoker(
                        SimpleEventHandlerInvoker.builder()
                                .eventHandlers(List.of(handler))
                                .sequencingPolicy(SequentialPerAggregatePolicy.instance())
                                .build())
                .errorHandler(PropagatingErrorHandler.instance())
                .messageSource(events)
                .tokenStore(new ObservedTokenStore(tokens("here"), progress, Duration.ZERO, lag))
                .transactionManager(NoTransactionManager.instance())
                .coordinatorExecutor(threads)
                .workerExecutor(threads)
                .initialSegmentCount(segments)
                .build();
    }

    private Object handle(EventMessage<?> message) {
        handled.add(((Noted) message.getPayload()).text());
        return "";
    }

    private long append(String aggregate, long sequence) {
        DomainEventMessage<?> message = message(aggregate, sequence);
        return WritePosition.capture(
                        () -> {
                            events.publish(message);
                            return "";
                        })
                .position()
                .orElseThrow();
    }

    @Test
    void waiting_ends_when_all_segments_of_a_local_processor_are_there() {
        PooledStreamingEventProcessor processor = processor(this::handle, 2);
        progress.watch(processor);
        processor.start();
        for (int i = 0; i < 20; i++) {
            long position = append("a" + i, 0);
            assertThat(progress.awaitPosition(Set.of("notes"), position, LONG)).isTrue();
            assertThat(handled).contains("a" + i + "#0");
            assertThat(progress.positionOf("notes")).hasValue(position);
        }
        assertThat(progress.positions()).containsEntry("notes", 19L);
        processor.shutDown();
    }

    @Test
    void waiting_ends_where_tokens_are_stored_later_and_none_is_missing_in_the_end() {
        var lag = new TokenLag(Set.of("notes"), Duration.ofHours(1));
        PooledStreamingEventProcessor processor = processor(this::handle, 1, lag);
        progress.watch(processor);
        processor.start();
        for (int i = 0; i < 20; i++) {
            long position = append("a" + i, 0);
            assertThat(progress.awaitPosition(Set.of("notes"), position, LONG)).isTrue();
        }
        assertThat(progress().positionOf("notes")).hasValue(0);
        processor.shutDown();
        assertThat(progress().positionOf("notes")).hasValue(19);
    }

    @Test
    void waiting_does_not_end_before_the_handler_is_done() {
        CountDownLatch gate = new CountDownLatch(1);
        PooledStreamingEventProcessor processor =
                processor(
                        message -> {
                            gate.await();
                            return handle(message);
                        },
                        1);
        progress.watch(processor);
        processor.start();
        long position = append("a", 0);

        assertThat(progress.awaitPosition(Set.of("notes"), position, SHORT)).isFalse();
        gate.countDown();
        assertThat(progress.awaitPosition(Set.of("notes"), position, LONG)).isTrue();
        assertThat(handled).containsExactly("a#0");
        processor.shutDown();
    }

    @Test
    void a_segment_of_another_node_is_followed_in_the_token_store() {
        TokenStore there = tokens("there");
        there.initializeTokenSegments("notes", 2);
        store(there, 0, 7);
        store(there, 1, 4);
        assertThat(progress.positionOf("notes")).hasValue(4);
        assertThat(progress.awaitPosition(Set.of("notes"), 5, SHORT)).isFalse();

        threads.schedule(() -> store(there, 1, 5), 50, TimeUnit.MILLISECONDS);
        assertThat(progress.awaitPosition(Set.of("notes"), 5, LONG)).isTrue();
    }

    private static void store(TokenStore tokens, int segment, long position) {
        tokens.storeToken(new GlobalSequenceTrackingToken(position), "notes", segment);
    }

    @Test
    void the_slowest_of_several_processors_decides() {
        TokenStore there = tokens("there");
        there.initializeTokenSegments("notes", 1, new GlobalSequenceTrackingToken(9));
        there.initializeTokenSegments("other", 1, new GlobalSequenceTrackingToken(2));

        assertThat(progress.awaitPosition(Set.of("notes"), 9, SHORT)).isTrue();
        assertThat(progress.awaitPosition(Set.of("notes", "other"), 9, SHORT)).isFalse();
        assertThat(progress.awaitPosition(Set.of("notes", "other"), 2, SHORT)).isTrue();
    }

    @Test
    void a_processor_without_segments_has_handled_nothing() {
        assertThat(progress.awaitPosition(Set.of("nobody"), 0, SHORT)).isFalse();
        assertThat(progress.positionOf("nobody")).isEmpty();
    }
}
