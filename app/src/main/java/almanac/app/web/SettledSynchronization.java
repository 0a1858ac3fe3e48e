package almanac.app.web;

import almanac.connection.ConflictId;
import almanac.connection.ConnectionId;
import almanac.connection.MappingId;
import almanac.connection.ProviderKind;
import almanac.connection.Side;
import almanac.connection.SyncRun;
import almanac.connection.Synchronization;
import almanac.connection.TraceLine;
import almanac.entry.EntryId;
import almanac.store.WritePosition;
import almanac.user.UserId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Returns when what was asked of sync, as far as it is done, can be read. */
public final class SettledSynchronization implements Synchronization {

    private final Synchronization synchronization;
    private final ProjectedVisibility visibility;
    private final EarlierWrites stored;

    public SettledSynchronization(
            Synchronization synchronization, ProjectedVisibility visibility, EarlierWrites stored) {
        this.synchronization = synchronization;
        this.visibility = visibility;
        this.stored = stored;
    }

    /** A run writes on threads of its own, so the wait is for all that is stored. */
    @Override
    public Report syncNow(
            UserId user,
            List<ConnectionId> connections,
            Set<MappingId> tied,
            Mode mode,
            Duration atMost) {
        var report = synchronization.syncNow(user, connections, tied, mode, atMost);
        if (report.finished()) {
            visibility.awaitAll(stored.head());
        }
        return report;
    }

    @Override
    public void refreshCalendars(UserId user, ConnectionId connection) {
        settled(() -> synchronization.refreshCalendars(user, connection));
    }

    @Override
    public void disconnect(UserId user, ConnectionId connection) {
        settled(() -> synchronization.disconnect(user, connection));
    }

    @Override
    public void resolve(UserId user, ConflictId conflict, Side side) {
        settled(() -> synchronization.resolve(user, conflict, side));
    }

    /** Where nothing was left to write, a worker may just have written it. */
    private void settled(Runnable work) {
        var written =
                WritePosition.capture(() -> {
                    work.run();
                    return true;
                });
        var position = written.position();
        visibility.awaitAll(position.isPresent() ? position : stored.head());
    }

    @Override
    public Telemetry telemetry(ConnectionId connection) {
        return synchronization.telemetry(connection);
    }

    @Override
    public List<Parked> parked(UserId user, int limit) {
        return synchronization.parked(user, limit);
    }

    @Override
    public List<TraceLine> trace(EntryId entry, int limit) {
        return synchronization.trace(entry, limit);
    }

    @Override
    public List<SyncRun> runs(ConnectionId connection, Optional<String> before, int limit) {
        return synchronization.runs(connection, before, limit);
    }

    @Override
    public Signal changed(ProviderKind provider, String channel, String secret) {
        return synchronization.changed(provider, channel, secret);
    }

    @Override
    public Signal lifecycle(String subscription, String secret, String event) {
        return synchronization.lifecycle(subscription, secret, event);
    }
}
