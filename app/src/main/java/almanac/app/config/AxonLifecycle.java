package almanac.app.config;

import almanac.store.ProjectionProgress;
import java.util.concurrent.Executors;
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

    private final Configuration axon;
    private final ProjectionProgress progress;
    private volatile boolean running;

    AxonLifecycle(Configuration axon, ProjectionProgress progress) {
        this.axon = axon;
        this.progress = progress;
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
        stop(processors());
        running = false;
    }

    /** All at once: Axon would wait for each before it tells the next. */
    static void stop(Stream<? extends EventProcessor> processors) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            processors.forEach(processor -> threads.execute(processor::shutDown));
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
