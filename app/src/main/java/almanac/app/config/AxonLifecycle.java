package almanac.app.config;

import almanac.query.QuerySide;
import almanac.store.ProjectionProgress;
import org.axonframework.config.Configuration;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Starts Axon before the first request comes in and stops it after the last one went out. */
@Component
final class AxonLifecycle implements SmartLifecycle {

    private final Configuration axon;
    private final ProjectionProgress progress;
    private final QuerySide querySide;
    private volatile boolean running;

    AxonLifecycle(Configuration axon, ProjectionProgress progress, QuerySide querySide) {
        this.axon = axon;
        this.progress = progress;
        this.querySide = querySide;
    }

    @Override
    public void start() {
        querySide.ensureIndexes();
        axon.start();
        axon.eventProcessingConfiguration().eventProcessors().values().stream()
                .filter(StreamingEventProcessor.class::isInstance)
                .map(StreamingEventProcessor.class::cast)
                .forEach(progress::watch);
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        axon.shutdown();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return 0;
    }
}
