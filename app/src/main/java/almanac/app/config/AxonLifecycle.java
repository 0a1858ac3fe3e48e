package almanac.app.config;

import almanac.store.ProjectionProgress;
import org.axonframework.config.Configuration;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.axonframework.spring.config.SpringAxonConfiguration;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Watches the processors of this node as soon as Axon has started them. */
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
        axon.eventProcessingConfiguration().eventProcessors().values().stream()
                .filter(StreamingEventProcessor.class::isInstance)
                .map(StreamingEventProcessor.class::cast)
                .forEach(progress::watch);
        running = true;
    }

    @Override
    public void stop() {
        running = false;
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
