package almanac.app.erasure;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.axonframework.spring.config.SpringAxonConfiguration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** The thread of this node that works on erasures. */
final class Lifecycle implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Lifecycle.class);
    private static final long LOOK_MILLIS = 300;
    private static final long GRACE_SECONDS = 5;

    private final Runner runner;
    private final boolean works;
    private volatile @Nullable ScheduledExecutorService thread;

    Lifecycle(Runner runner, boolean works) {
        this.runner = runner;
        this.works = works;
    }

    @Override
    public void start() {
        if (!works) {
            return;
        }
        var service =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name("erasure").factory());
        var unused =
                service.scheduleWithFixedDelay(
                        this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
        thread = service;
    }

    private void look() {
        try {
            runner.tick();
        } catch (RuntimeException failed) {
            LOG.warn("erasures are looked at again later", failed);
        }
    }

    @Override
    public void stop() {
        var service = thread;
        thread = null;
        if (service != null) {
            service.shutdownNow();
            try {
                var unused = service.awaitTermination(GRACE_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    @Override
    public int getPhase() {
        return SpringAxonConfiguration.LIFECYCLE_PHASE + 2;
    }
}
