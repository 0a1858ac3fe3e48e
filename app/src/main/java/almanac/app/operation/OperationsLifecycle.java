package almanac.app.operation;

import almanac.query.rebuild.RebuildRunner;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.axonframework.spring.config.SpringAxonConfiguration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Looks after the processors of this node while they run. */
final class OperationsLifecycle implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(OperationsLifecycle.class);

    private static final long GRACE_SECONDS = 5;

    private final RebuildRunner rebuilds;
    private final ProcessorControls controls;
    private final ProcessorWatch watch;
    private volatile @Nullable ScheduledExecutorService clockwork;

    OperationsLifecycle(RebuildRunner rebuilds, ProcessorControls controls, ProcessorWatch watch) {
        this.rebuilds = rebuilds;
        this.controls = controls;
        this.watch = watch;
    }

    @Override
    public void start() {
        rebuilds.start();
        var service =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name("operations").factory());
        var unused = service.scheduleWithFixedDelay(this::look, 0, 1, TimeUnit.SECONDS);
        clockwork = service;
    }

    private void look() {
        try {
            controls.apply();
            watch.look(controls.here().values());
        } catch (RuntimeException failed) {
            LOG.warn("the processors are looked at again later", failed);
        }
    }

    @Override
    public void stop() {
        var service = clockwork;
        clockwork = null;
        if (service != null) {
            service.shutdown();
            awaitLastLook(service);
        }
        rebuilds.stop();
    }

    /** Else it could start again what is stopped next. */
    private static void awaitLastLook(ScheduledExecutorService service) {
        try {
            if (!service.awaitTermination(GRACE_SECONDS, TimeUnit.SECONDS)) {
                service.shutdownNow();
            }
        } catch (InterruptedException e) {
            service.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return clockwork != null;
    }

    @Override
    public int getPhase() {
        return SpringAxonConfiguration.LIFECYCLE_PHASE + 2;
    }
}
