package almanac.app.config;

import almanac.app.security.SecurityParts;
import almanac.app.web.IdempotencyStore;
import almanac.sync.SyncSide;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.axonframework.config.Configuration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** What a node does now and then. Each chore may run on several nodes at once. */
@Component
final class Chores implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Chores.class);
    private static final Duration OFTEN = Duration.ofSeconds(5);
    private static final Duration SELDOM = Duration.ofHours(1);

    private final SecurityParts security;
    private final IdempotencyStore answers;
    private final SyncSide sync;
    private final Configuration axon;
    private volatile @Nullable ScheduledExecutorService clockwork;

    Chores(SecurityParts security, IdempotencyStore answers, SyncSide sync, Configuration axon) {
        this.security = security;
        this.answers = answers;
        this.sync = sync;
        this.axon = axon;
    }

    @Override
    public void start() {
        var service =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name("chores").factory());
        every(service, OFTEN, security::flush);
        every(service, OFTEN, this::retryDeadLetters);
        every(service, SELDOM, security::sweep);
        every(service, SELDOM, answers::sweep);
        every(service, SELDOM, sync::sweep);
        clockwork = service;
    }

    private static void every(ScheduledExecutorService service, Duration pause, Runnable chore) {
        service.scheduleWithFixedDelay(
                () -> attempt(chore), pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static void attempt(Runnable chore) {
        try {
            chore.run();
        } catch (RuntimeException failed) {
            LOG.warn("a chore failed and runs again later", failed);
        }
    }

    private void retryDeadLetters() {
        for (var policy : OperationsConfiguration.POLICIES) {
            axon.eventProcessingConfiguration()
                    .sequencedDeadLetterProcessor(policy)
                    .ifPresent(letters -> {
                        while (letters.processAny()) {
                            LOG.info("{} have handled what they could not before", policy);
                        }
                    });
        }
    }

    @Override
    public void stop() {
        var service = clockwork;
        clockwork = null;
        if (service != null) {
            service.shutdownNow();
            attempt(security::flush);
        }
    }

    @Override
    public boolean isRunning() {
        return clockwork != null;
    }

    @Override
    public int getPhase() {
        return 1;
    }
}
