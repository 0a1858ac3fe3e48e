package almanac.query.rebuild;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The threads of this node that look how the read models stand, and that make them again. */
public final class RebuildRunner {

    private static final Logger LOG = LoggerFactory.getLogger(RebuildRunner.class);
    private static final long LOOK_MILLIS = 500;
    private static final long WORK_MILLIS = 500;
    private static final long GRACE_MILLIS = 5_000;

    private final Rebuilds rebuilds;
    private final boolean works;
    private volatile @Nullable ScheduledExecutorService threads;

    /**
     * @param works whether this node makes read models again, besides reading them
     */
    public RebuildRunner(Rebuilds rebuilds, boolean works) {
        this.rebuilds = rebuilds;
        this.works = works;
    }

    public void start() {
        var service =
                Executors.newScheduledThreadPool(
                        2, Thread.ofPlatform().daemon().name("rebuild-", 0).factory());
        threads = service;
        every(service, LOOK_MILLIS, rebuilds::look);
        if (works) {
            every(service, WORK_MILLIS, rebuilds::tick);
        }
    }

    private void every(ScheduledExecutorService service, long pause, Runnable work) {
        var unused =
                service.scheduleWithFixedDelay(
                        () -> attempt(work), pause, pause, TimeUnit.MILLISECONDS);
    }

    private void attempt(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException failed) {
            if (isRunning()) {
                LOG.warn("a rebuild is tried again later", failed);
            }
        }
    }

    /**
     * Interrupts a rebuild that is under way, which goes on where it was, and waits for its end.
     */
    public void stop() {
        var service = threads;
        threads = null;
        if (service != null) {
            service.shutdownNow();
            ended(service);
        }
    }

    private static void ended(ScheduledExecutorService service) {
        try {
            if (!service.awaitTermination(GRACE_MILLIS, TimeUnit.MILLISECONDS)) {
                LOG.warn("a rebuild does not end when it is interrupted");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    public boolean isRunning() {
        return threads != null;
    }
}
