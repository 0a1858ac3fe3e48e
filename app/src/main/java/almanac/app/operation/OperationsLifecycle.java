package almanac.app.operation;

import almanac.app.thread.RepeatingThread;
import almanac.query.rebuild.RebuildRunner;
import java.time.Duration;
import org.axonframework.spring.config.SpringAxonConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Looks after the processors of this node while they run. */
final class OperationsLifecycle implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(OperationsLifecycle.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final RebuildRunner rebuilds;
    private final ProcessorControls controls;
    private final ProcessorWatch watch;
    private final RepeatingThread clockwork = new RepeatingThread("operations", PAUSE, this::look);

    OperationsLifecycle(RebuildRunner rebuilds, ProcessorControls controls, ProcessorWatch watch) {
        this.rebuilds = rebuilds;
        this.controls = controls;
        this.watch = watch;
    }

    @Override
    public void start() {
        rebuilds.start();
        clockwork.start();
    }

    private void look() {
        try {
            controls.apply();
            watch.look(controls.here().values());
        } catch (RuntimeException failed) {
            LOG.warn("the processors are looked at again later", failed);
        }
    }

    /** The last look first, else it could start again what is stopped next. */
    @Override
    public void stop() {
        clockwork.stop();
        rebuilds.stop();
    }

    @Override
    public boolean isRunning() {
        return clockwork.runs();
    }

    @Override
    public int getPhase() {
        return SpringAxonConfiguration.LIFECYCLE_PHASE + 2;
    }
}
