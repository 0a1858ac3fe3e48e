package almanac.app.erasure;

import almanac.app.thread.RepeatingThread;
import java.time.Duration;
import org.axonframework.spring.config.SpringAxonConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** The thread of this node that works on erasures. */
final class Lifecycle implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Lifecycle.class);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Runner runner;
    private final boolean works;
    private final RepeatingThread thread = new RepeatingThread("erasure", PAUSE, this::look);

    Lifecycle(Runner runner, boolean works) {
        this.runner = runner;
        this.works = works;
    }

    @Override
    public void start() {
        if (works) {
            thread.start();
        }
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
        thread.breakOff();
    }

    @Override
    public boolean isRunning() {
        return thread.runs();
    }

    @Override
    public int getPhase() {
        return SpringAxonConfiguration.LIFECYCLE_PHASE + 2;
    }
}
