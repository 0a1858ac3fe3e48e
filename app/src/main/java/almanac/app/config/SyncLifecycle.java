package almanac.app.config;

import almanac.app.config.AlmanacProperties.NodeRole;
import almanac.sync.SyncSide;
import org.axonframework.spring.config.SpringAxonConfiguration;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Runs what is due once Axon runs, and stops before it stops. */
@Component
final class SyncLifecycle implements SmartLifecycle {

    private final SyncSide sync;
    private final boolean wanted;

    SyncLifecycle(SyncSide sync, AlmanacProperties properties) {
        this.sync = sync;
        this.wanted = properties.roles().contains(NodeRole.SYNC);
    }

    @Override
    public void start() {
        if (wanted) {
            sync.start();
        }
    }

    @Override
    public void stop() {
        sync.stop();
    }

    @Override
    public boolean isRunning() {
        return sync.isRunning();
    }

    @Override
    public int getPhase() {
        return SpringAxonConfiguration.LIFECYCLE_PHASE + 2;
    }
}
