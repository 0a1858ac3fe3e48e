package almanac.sync.lifecycle;

import almanac.connection.ConflictCommand;
import almanac.connection.ConflictId;
import almanac.connection.ConnectionId;
import almanac.connection.ProviderKind;
import almanac.connection.Side;
import almanac.connection.Synchronization;
import almanac.connection.TraceLine;
import almanac.entry.EntryId;
import almanac.message.Actor;
import almanac.message.Rejected;
import almanac.message.Rejection;
import almanac.sync.inbound.Rounds;
import almanac.sync.link.Accounts;
import almanac.sync.link.LinkedAccount;
import almanac.sync.link.LinkedMapping;
import almanac.sync.link.Mappings;
import almanac.sync.local.Reads;
import almanac.sync.local.Writes;
import almanac.sync.provider.ProviderFailed;
import almanac.sync.trace.TraceLog;
import almanac.sync.work.DueWork;
import almanac.sync.work.Lane;
import almanac.sync.work.Unit;
import almanac.user.UserId;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** What is asked of sync from outside; everything is checked to be the user's own. */
final class Syncing implements Synchronization {

    private static final Duration LOOK = Duration.ofMillis(20);

    private final Accounts accounts;
    private final Mappings mappings;
    private final Rounds rounds;
    private final Channels channels;
    private final CalendarsStep calendars;
    private final Disconnecting disconnecting;
    private final Telemetries telemetries;
    private final DueWork work;
    private final Reads reads;
    private final Writes writes;
    private final TraceLog trace;
    private final Clock clock;

    Syncing(
            Accounts accounts,
            Mappings mappings,
            Rounds rounds,
            Channels channels,
            CalendarsStep calendars,
            Disconnecting disconnecting,
            Telemetries telemetries,
            DueWork work,
            Reads reads,
            Writes writes,
            TraceLog trace,
            Clock clock) {
        this.accounts = accounts;
        this.mappings = mappings;
        this.rounds = rounds;
        this.channels = channels;
        this.calendars = calendars;
        this.disconnecting = disconnecting;
        this.telemetries = telemetries;
        this.work = work;
        this.reads = reads;
        this.writes = writes;
        this.trace = trace;
        this.clock = clock;
    }

    @Override
    public Report syncNow(UserId user, List<ConnectionId> connections, Mode mode, Duration atMost) {
        var wishes = new LinkedHashMap<LinkedMapping, Long>();
        for (var connection : connections) {
            require(user, connection);
            for (var mapping : mappings.of(connection)) {
                if (mode == Mode.FULL) {
                    mappings.resumed(mapping.id());
                }
                var full = mode == Mode.FULL;
                wishes.put(
                        mapping,
                        rounds.wish(mapping.id(), full, full && mapping.pausedFor().isPresent()));
                signal(mapping, Unit.Kind.MAPPING);
            }
        }
        return report(wishes, atMost);
    }

    /** Rounds end on other nodes too, so their documents are what is looked at. */
    private Report report(Map<LinkedMapping, Long> wishes, Duration atMost) {
        var until = System.nanoTime() + atMost.toNanos();
        while (!finished(wishes) && System.nanoTime() < until && !Thread.interrupted()) {
            LockSupport.parkNanos(LOOK.toNanos());
        }
        var imported = 0;
        var updated = 0;
        var problem = Optional.<Problem>empty();
        for (var wish : wishes.entrySet()) {
            var status = rounds.status(wish.getKey().id());
            if (status.completed() >= wish.getValue()) {
                imported += status.imported();
                updated += status.updated();
                problem = problem.or(() -> Problems.of(status, clock.instant()));
            }
        }
        return new Report(imported, updated, finished(wishes), problem);
    }

    private boolean finished(Map<LinkedMapping, Long> wishes) {
        return wishes.entrySet().stream()
                .allMatch(wish -> rounds.status(wish.getKey().id()).completed() >= wish.getValue());
    }

    @Override
    public void refreshCalendars(UserId user, ConnectionId connection) {
        var account = require(user, connection);
        if (!account.runs()) {
            return;
        }
        try {
            calendars.list(account, Lane.INTERACTIVE);
        } catch (ProviderFailed away) {
            // the known ones stay; the step finds out why and says so
            work.signal(
                    new Unit(Unit.Kind.CALENDARS, connection.value()),
                    connection,
                    Lane.INTERACTIVE);
        }
    }

    @Override
    public void disconnect(UserId user, ConnectionId connection) {
        disconnecting.disconnect(require(user, connection));
    }

    @Override
    public Telemetry telemetry(ConnectionId connection) {
        return telemetries.of(connection);
    }

    @Override
    public void resolve(UserId user, ConflictId id, Side side) {
        var conflict = reads.conflict(id, user);
        if (conflict.chosen().filter(chosen -> chosen != side).isPresent()) {
            throw new Rejected(
                    new Rejection.Conflict("side", "the conflict was settled otherwise"));
        }
        var actor = Actor.user(user);
        if (conflict.chosen().isEmpty() && conflict.standing() != side) {
            Choice.edits(conflict, side, reads.entry(conflict.entry()).state())
                    .forEach(edit -> writes.<Object>send(actor, edit));
        }
        writes.<Object>send(actor, new ConflictCommand.SettleConflict(id, side));
    }

    @Override
    public List<TraceLine> trace(EntryId entry, int limit) {
        return trace.of(entry, limit);
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

    private void signal(LinkedMapping mapping, Unit.Kind kind) {
        work.signal(new Unit(kind, mapping.id().value()), mapping.connection(), Lane.INTERACTIVE);
    }

    /** Another user's connection is not there. */
    private LinkedAccount require(UserId user, ConnectionId connection) {
        return accounts.find(connection)
                .filter(account -> account.user().equals(user))
                .orElseThrow(() ->
                        new Rejected(
                                new Rejection.NotFound(
                                        "Connection", Long.toString(connection.value()))));
    }
}
