package almanac.app.config;

import almanac.app.authorize.Authorizing;
import almanac.app.security.SecurityParts;
import almanac.app.web.IdempotencyStore;
import almanac.query.QuerySide;
import almanac.sync.SyncSide;
import almanac.sync.mail.MailSide;
import almanac.sync.webhook.WebhookSide;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.axonframework.config.Configuration;
import org.axonframework.eventhandling.EventProcessor;
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
    private final MailSide mails;
    private final WebhookSide webhooks;
    private final Authorizing authorizing;
    private final Configuration axon;
    private final QuerySide querySide;
    private final AlmanacProperties.Feed feed;
    private final Clock clock;
    private volatile @Nullable ScheduledExecutorService clockwork;

    Chores(
            SecurityParts security,
            IdempotencyStore answers,
            SyncSide sync,
            MailSide mails,
            WebhookSide webhooks,
            Authorizing authorizing,
            Configuration axon,
            QuerySide querySide,
            AlmanacProperties properties,
            Clock clock) {
        this.security = security;
        this.answers = answers;
        this.sync = sync;
        this.mails = mails;
        this.webhooks = webhooks;
        this.authorizing = authorizing;
        this.axon = axon;
        this.querySide = querySide;
        this.feed = properties.feed();
        this.clock = clock;
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
        every(service, SELDOM, authorizing::sweep);
        every(service, SELDOM, sync::sweep);
        every(service, SELDOM, this::forgetLeft);
        every(service, SELDOM, mails::sweep);
        every(service, SELDOM, webhooks::sweep);
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

    private void forgetLeft() {
        querySide.forgetLeft(clock.instant().minus(feed.retention()));
    }

    private void retryDeadLetters() {
        for (var policy : OperationsConfiguration.POLICIES) {
            var processing = axon.eventProcessingConfiguration();
            // one that an operator paused does nothing at all
            processing
                    .eventProcessor(policy)
                    .filter(EventProcessor::isRunning)
                    .flatMap(running -> processing.sequencedDeadLetterProcessor(policy))
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
