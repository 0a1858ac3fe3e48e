package almanac.app.ledger;

import almanac.store.notary.Notary;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.axonframework.spring.config.SpringAxonConfiguration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** The thread of this node on which the notary works, beside everything else. */
final class NotaryThread implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(NotaryThread.class);
    private static final long PAUSE_SECONDS = 1;
    private static final long GRACE_SECONDS = 5;

    private final Notary notary;
    private final boolean works;
    private volatile Optional<String> problem = Optional.empty();
    private volatile @Nullable ScheduledExecutorService thread;

    /**
     * @param works whether this node may be the notary
     */
    NotaryThread(Notary notary, boolean works) {
        this.notary = notary;
        this.works = works;
    }

    /** Why it cannot go on. */
    Optional<String> problem() {
        return problem;
    }

    @Override
    public boolean isAutoStartup() {
        return works;
    }

    @Override
    public void start() {
        var service =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name("notary").factory());
        var unused = service.scheduleWithFixedDelay(this::work, 0, PAUSE_SECONDS, TimeUnit.SECONDS);
        thread = service;
    }

    private void work() {
        try {
            notary.work();
            problem = Optional.empty();
        } catch (RuntimeException failed) {
            var said = failed.getClass().getSimpleName() + ": " + failed.getMessage();
            if (!Optional.of(said).equals(problem)) {
                LOG.error("the notary cannot go on and tries again: {}", said, failed);
            }
            problem = Optional.of(said);
        }
    }

    @Override
    public void stop() {
        var service = thread;
        thread = null;
        if (service == null) {
            return;
        }
        service.shutdown();
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
        return thread != null;
    }

    @Override
    public int getPhase() {
        return SpringAxonConfiguration.LIFECYCLE_PHASE + 2;
    }
}
