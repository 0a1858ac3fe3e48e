package almanac.store;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingEventStream;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.jspecify.annotations.Nullable;

/**
 * Axon's embedded event store over a {@link SequencedEngine}, whose streams wake their reader.
 *
 * <p>Axon's pooled processors look for new facts every 500 ms unless their stream can call them,
 * and the streams of the embedded event store cannot. These can: after a commit of this node at
 * once, after one of another node within the poll interval. Who waits for a fact is woken likewise.
 */
public final class TailingEventStore extends EmbeddedEventStore {

    /** How often the store is asked for commits of other nodes, in milliseconds. */
    public static final long POLL_MILLIS = 25;

    private final Set<Runnable> waiting = new CopyOnWriteArraySet<>();
    private final Arrivals arrivals = new Arrivals();

    private TailingEventStore(SequencedEngine engine, Builder builder) {
        super(builder);
        engine.whenTailed(() -> {
            arrivals.arrived();
            waiting.forEach(Runnable::run);
        });
    }

    /** Lets all who wait for facts look around now, whether there are any or not. */
    public void rouse() {
        arrivals.arrived();
    }

    /** An event store that asks for commits of other nodes every {@value #POLL_MILLIS} ms. */
    public static TailingEventStore over(SequencedEngine engine) {
        return over(engine, UnaryOperator.identity());
    }

    /**
     * As {@link #over(SequencedEngine)}, with changes to Axon's settings.
     *
     * @param change gets the builder with engine and poll interval set
     */
    public static TailingEventStore over(SequencedEngine engine, UnaryOperator<Builder> change) {
        Builder builder =
                EmbeddedEventStore.builder()
                        .storageEngine(engine)
                        .timeUnit(TimeUnit.MILLISECONDS)
                        .fetchDelay(POLL_MILLIS);
        return new TailingEventStore(engine, change.apply(builder));
    }

    @Override
    public TrackingEventStream openStream(@Nullable TrackingToken trackingToken) {
        return new Waking(super.openStream(trackingToken));
    }

    private final class Waking implements TrackingEventStream {

        private final BlockingStream<TrackedEventMessage<?>> stream;
        private @Nullable Runnable callback;

        Waking(BlockingStream<TrackedEventMessage<?>> stream) {
            this.stream = stream;
        }

        @Override
        public boolean setOnAvailableCallback(Runnable wanted) {
            // a callback of its own for each stream, also when two streams are given the same one
            callback = () -> wanted.run();
            waiting.add(callback);
            return true;
        }

        @Override
        public Optional<TrackedEventMessage<?>> peek() {
            return stream.peek();
        }

        /** Axon's own wait misses a fact that comes while it begins. */
        @Override
        public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
            var seen = arrivals.count();
            if (stream.hasNextAvailable(0, unit)) {
                return true;
            }
            if (timeout <= 0) {
                return false;
            }
            arrivals.awaitMoreThan(seen, timeout, unit);
            return stream.hasNextAvailable(0, unit);
        }

        @Override
        public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
            return stream.nextAvailable();
        }

        @Override
        public void close() {
            if (callback != null) {
                waiting.remove(callback);
            }
            stream.close();
        }
    }
}
