package almanac.app.config;

import almanac.store.ProjectionProgress;
import almanac.store.TailingEventStore;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.axonframework.config.Configuration;
import org.axonframework.eventhandling.EventProcessor;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.axonframework.spring.config.SpringAxonConfiguration;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Watches the processors of this node from when Axon has started them, and stops them. */
@Component
final class AxonLifecycle implements SmartLifecycle {

    private static final long ROUSED_EVERY_MILLIS = 10;

    private final Configuration axon;
    private final ProjectionProgress progress;
    private final TailingEventStore facts;
    private volatile boolean running;

    AxonLifecycle(Configuration axon, ProjectionProgress progress, TailingEventStore facts) {
        this.axon = axon;
        this.progress = progress;
        this.facts = facts;
    }

    @Override
    public void start() {
        processors().forEach(progress::watch);
        running = true;
    }

    private Stream<StreamingEventProcessor> processors() {
        return axon.eventProcessingConfiguration().eventProcessors().values().stream()
                .filter(StreamingEventProcessor.class::isInstance)
                .map(StreamingEventProcessor.class::cast);
    }

    @Override
    public void stop() {
        stop(processors(), facts::rouse);
        running = false;
    }

    /**
     * All at once: Axon would wait for each before it tells the next.
     *
     * @param rouse wakes those that wait for facts
     */
    static void stop(Stream<? extends EventProcessor> processors, Runnable rouse) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            processors.forEach(processor -> threads.execute(processor::shutDown));
            threads.shutdown();
            // again and again, since one may begin to wait just before it hears of it
            while (!threads.awaitTermination(ROUSED_EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
                rouse.run();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return SpringAxonConfiguration.LIFECYCLE_PHASE + 1;
    }
}
