package almanac.sync.lifecycle;

import almanac.connection.ConflictCommand;
import almanac.connection.ConflictId;
import almanac.connection.ConflictView;
import almanac.connection.ConnectionId;
import almanac.connection.MappingId;
import almanac.connection.ProviderKind;
import almanac.connection.Side;
import almanac.connection.SyncRun;
import almanac.connection.Synchronization;
import almanac.connection.TraceLine;
import almanac.entry.EntryId;
import almanac.message.Actor;
import almanac.message.Rejected;
import almanac.message.Rejection;
import almanac.sync.inbound.Rounds;
import almanac.sync.link.LinkedAccount;
import almanac.sync.local.Reads;
import almanac.sync.local.Writes;
import almanac.sync.trace.RunLog;
import almanac.sync.trace.TraceLog;
import almanac.sync.work.DueWork;
import almanac.sync.work.Lane;
import almanac.sync.work.Unit;
import almanac.user.UserId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What is asked of sync from outside; everything is checked to be the user's own. */
final class Syncing implements Synchronization {

    private static final int ATTEMPTS = 5;

    private final Known known;
    private final Waiting waiting;
    private final Rounds rounds;
    private final Channels channels;
    private final CalendarsStep calendars;
    private final Disconnecting disconnecting;
    private final Telemetries telemetries;
    private final OwnParked parked;
    private final DueWork work;
    private final Reads reads;
    private final Writes writes;
    private final TraceLog trace;
    private final RunLog runs;

    Syncing(
            Known known,
            Waiting waiting,
            Rounds rounds,
            Channels channels,
            CalendarsStep calendars,
            Disconnecting disconnecting,
            Telemetries telemetries,
            OwnParked parked,
            DueWork work,
            Reads reads,
            Writes writes,
            TraceLog trace,
            RunLog runs) {
        this.known = known;
        this.waiting = waiting;
        this.rounds = rounds;
        this.channels = channels;
        this.calendars = calendars;
        this.disconnecting = disconnecting;
        this.telemetries = telemetries;
        this.parked = parked;
        this.work = work;
        this.reads = reads;
        this.writes = writes;
        this.trace = trace;
        this.runs = runs;
    }

    @Override
    public Report syncNow(
            UserId user,
            List<ConnectionId> connections,
            Set<MappingId> tied,
            Mode mode,
            Duration atMost) {
        var all = new ArrayList<LinkedAccount>();
        connections.forEach(connection -> all.add(known.account(user, connection)));
        return waiting.sync(all, tied, mode, atMost);
    }

    @Override
    public void refreshCalendars(UserId user, ConnectionId connection) {
        var account = known.account(user, connection);
        if (account.runs()) {
            calendars.ask(account);
        }
    }

    @Override
    public void disconnect(UserId user, ConnectionId connection) {
        disconnecting.disconnect(known.account(user, connection));
    }

    @Override
    public Telemetry telemetry(ConnectionId connection) {
        return telemetries.of(connection);
    }

    @Override
    public List<Parked> parked(UserId user, int limit) {
        return parked.of(user, limit);
    }

    @Override
    public void resolve(UserId user, ConflictId id, Side side) {
        var conflict = reads.conflict(id, user);
        var actor = Actor.user(user);
        if (conflict.standing() != side) {
            take(actor, conflict, side);
        }
        writes.<Object>send(actor, new ConflictCommand.SettleConflict(id, side));
    }

    /** Made of the entry as it is: who edits it meanwhile goes first. */
    private void take(Actor actor, ConflictView conflict, Side side) {
        for (var attempt = 1; ; attempt++) {
            var edit = Choice.edit(conflict, side, reads.entry(conflict.entry()));
            try {
                edit.ifPresent(command -> writes.<Object>send(actor, command));
                return;
            } catch (Rejected refused) {
                if (!(refused.rejection() instanceof Rejection.StaleRevision)
                        || attempt == ATTEMPTS) {
                    throw refused;
                }
            }
        }
    }

    @Override
    public List<TraceLine> trace(EntryId entry, int limit) {
        return trace.of(entry, limit);
    }

    @Override
    public List<SyncRun> runs(ConnectionId connection, Optional<String> before, int limit) {
        return runs.of(connection, before, limit);
    }

    @Override
    public Signal changed(ProviderKind provider, String channel, String secret) {
        return heard(provider, channel, secret, watched -> {});
    }

    @Override
    public Signal lifecycle(String subscription, String secret, String event) {
        return heard(
                ProviderKind.MICROSOFT,
                subscription,
                secret,
                watched -> {
                    switch (event) {
                        case "subscriptionRemoved" -> {
                            channels.remove(watched);
                            watch(watched);
                        }
                        case "reauthorizationRequired" -> {
                            channels.renewNow(watched);
                            watch(watched);
                        }
                        default -> {
                            // "missed", or what is not known yet: looking is enough
                        }
                    }
                });
    }

    private interface Then {
        void handle(Channels.Watched watched);
    }

    private Signal heard(ProviderKind provider, String channel, String secret, Then then) {
        var watched = channels.find(provider, channel);
        if (watched.isEmpty()) {
            return Signal.UNKNOWN_CHANNEL;
        }
        if (!watched.get().knows(secret)) {
            return Signal.WRONG_SECRET;
        }
        then.handle(watched.get());
        rounds.due(watched.get().mapping());
        work.signal(
                new Unit(Unit.Kind.MAPPING, watched.get().mapping().value()),
                watched.get().connection(),
                Lane.INTERACTIVE);
        return Signal.ACCEPTED;
    }

    private void watch(Channels.Watched watched) {
        work.signal(
                new Unit(Unit.Kind.WATCH, watched.mapping().value()),
                watched.connection(),
                Lane.INTERACTIVE);
    }
}
