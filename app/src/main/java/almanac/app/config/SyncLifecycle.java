package almanac.app.config;

import almanac.app.config.AlmanacProperties.NodeRole;
import almanac.sync.SyncSide;
import almanac.sync.mail.MailSide;
import almanac.sync.webhook.WebhookSide;
import org.axonframework.spring.config.SpringAxonConfiguration;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Runs what is due once Axon runs, and stops before it stops. */
@Component
final class SyncLifecycle implements SmartLifecycle {

    private final SyncSide sync;
    private final MailSide mails;
    private final WebhookSide webhooks;
    private final boolean wanted;

    SyncLifecycle(
            SyncSide sync, MailSide mails, WebhookSide webhooks, AlmanacProperties properties) {
        this.sync = sync;
        this.mails = mails;
        this.webhooks = webhooks;
        this.wanted = properties.roles().contains(NodeRole.SYNC);
    }

    @Override
    public void start() {
        if (wanted) {
            sync.start();
            mails.start();
            webhooks.start();
        }
    }

    @Override
    public void stop() {
        webhooks.stop();
        mails.stop();
        sync.stop();
    }

    @Override
    public boolean isRunning() {
        return sync.isRunning() || mails.isRunning() || webhooks.isRunning();
    }

    @Override
    public int getPhase() {
        return SpringAxonConfiguration.LIFECYCLE_PHASE + 2;
    }
}
