package almanac.app.ledger;

import almanac.app.thread.RepeatingThread;
import almanac.store.notary.Notary;
import java.time.Duration;
import java.util.Optional;
import org.axonframework.spring.config.SpringAxonConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** The thread of this node on which the notary works, beside everything else. */
final class NotaryThread implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(NotaryThread.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Notary notary;
    private final boolean works;
    private volatile Optional<String> problem = Optional.empty();
    private final RepeatingThread thread = new RepeatingThread("notary", PAUSE, this::work);

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
        thread.start();
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
        thread.stop();
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
