package almanac.app.testing;

import almanac.app.ids.Ids;
import almanac.app.web.Commands;
import almanac.connection.Authorizations;
import almanac.connection.ConflictCommand;
import almanac.connection.ConflictId;
import almanac.connection.ConnectionCommand;
import almanac.connection.ConnectionId;
import almanac.connection.ExternalCalendar;
import almanac.connection.ExternalCalendar.Rights;
import almanac.connection.FailureReason;
import almanac.connection.MappingId;
import almanac.connection.ProviderKind;
import almanac.connection.Side;
import almanac.connection.SyncRun;
import almanac.connection.Synchronization;
import almanac.connection.TraceLine;
import almanac.entry.EntryId;
import almanac.google.GoogleCopies;
import almanac.message.Actor;
import almanac.user.UserId;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/**
 * A sync side that does what a test tells it and remembers what it was asked. Connections are real
 * ones, made by commands. A consent with the code {@code bad} fails; every other connects the
 * account of that name.
 */
public final class FakeProviders implements Authorizations, Synchronization, GoogleCopies {

    /** Gives a server these providers in place of its own. */
    public static final class Beans {
        @Bean
        @Primary
        FakeProviders fakeProviders(Commands commands, Ids ids) {
            return new FakeProviders(commands, ids);
        }
    }

    /** One call of {@link #syncNow}. */
    public record Run(
            UserId user, List<ConnectionId> connections, Set<MappingId> tied, Mode mode) {}

    /** One start of a consent that has not been answered. */
    public record Begun(ProviderKind provider, ConnectionId connection, Pending pending) {}

    private static final Report DONE = new Report(0, 0, true, Optional.empty());

    public final List<Run> runs = new CopyOnWriteArrayList<>();
    public final List<String> signals = new CopyOnWriteArrayList<>();
    public final Map<String, String> channels = new ConcurrentHashMap<>();
    public final Map<UserId, Report> reports = new ConcurrentHashMap<>();
    public final Map<ConnectionId, Telemetry> telemetries = new ConcurrentHashMap<>();
    public final Map<UserId, List<Parked>> parked = new ConcurrentHashMap<>();
    public final Map<EntryId, GoogleCopy> copies = new ConcurrentHashMap<>();
    public final List<TraceLine> lines = new CopyOnWriteArrayList<>();
    public final Map<String, Begun> begun = new ConcurrentHashMap<>();
    public final List<SyncRun> syncRuns = new CopyOnWriteArrayList<>();
    public final List<String> scopes = new CopyOnWriteArrayList<>();

    private final AtomicInteger states = new AtomicInteger();
    private final Commands commands;
    private final Ids ids;

    FakeProviders(Commands commands, Ids ids) {
        this.commands = commands;
        this.ids = ids;
    }

    @Override
    public Started begin(
            UserId user, ProviderKind provider, Purpose purpose, URI target, List<String> asked) {
        var state = "state-" + states.incrementAndGet();
        var connection = ids.connection();
        begun.put(
                state, new Begun(provider, connection, new Pending(user, purpose, target, state)));
        scopes.addAll(asked);
        return new Started(
                URI.create("https://consent.example/" + provider.word() + "?state=" + state),
                state,
                connection,
                Instant.parse("2030-01-01T00:10:00Z"));
    }

    @Override
    public Outcome complete(
            ProviderKind provider,
            Optional<String> state,
            OptionalLong user,
            Optional<String> code,
            Optional<String> error) {
        var found = state.or(() -> onlyState(provider, user)).map(begun::remove);
        if (found.isEmpty()) {
            return new Unknown("The link is not known or was used already.");
        }
        var pending = found.get().pending();
        if (error.isPresent()) {
            return new Refused(pending, error.get());
        }
        if (code.orElseThrow().equals("crash")) {
            throw new IllegalStateException("the token endpoint is away");
        }
        if (code.get().equals("bad")) {
            return new Failed(pending, "The code is no longer valid.");
        }
        connect(found.get(), code.get());
        return new Connected(found.get().connection(), pending);
    }

    private Optional<String> onlyState(ProviderKind provider, OptionalLong user) {
        var states =
                begun.values().stream()
                        .filter(start -> start.provider() == provider)
                        .map(Begun::pending)
                        .filter(start ->
                                user.isPresent() && start.user().value() == user.getAsLong())
                        .map(Pending::state)
                        .toList();
        return states.size() == 1 ? Optional.of(states.getFirst()) : Optional.empty();
    }

    @Override
    public Outcome completeWithPassword(String state, String username, String password) {
        if (password.equals("wrong")) {
            return new Failed(
                    Objects.requireNonNull(begun.get(state)).pending(),
                    "Apple did not accept the password.");
        }
        return complete(
                ProviderKind.ICLOUD,
                Optional.of(state),
                OptionalLong.empty(),
                Optional.of(username),
                Optional.empty());
    }

    @Override
    public boolean awaitsPassword(String state) {
        return awaited(state).equals(Optional.of(ProviderKind.ICLOUD));
    }

    @Override
    public Optional<ProviderKind> awaited(String state) {
        return Optional.ofNullable(begun.get(state)).map(Begun::provider);
    }

    private void connect(Begun start, String account) {
        var actor = Actor.user(start.pending().user());
        commands.<Object>send(
                actor,
                new ConnectionCommand.Connect(
                        start.connection(),
                        start.pending().user(),
                        start.provider(),
                        account,
                        account + "@example.org",
                        Set.of("calendar"),
                        false));
        commands.<Object>send(
                actor, new ConnectionCommand.ListCalendars(start.connection(), shown(account)));
    }

    /** A main calendar of the account's name, and one that can only be read. */
    private List<ExternalCalendar> shown(String account) {
        return List.of(
                new ExternalCalendar(
                        ids.externalCalendar(),
                        account,
                        "Main of " + account,
                        Optional.of("Everything"),
                        Optional.of("#9fe1e7"),
                        Optional.of("Europe/Berlin"),
                        Rights.OWNER,
                        true),
                new ExternalCalendar(
                        ids.externalCalendar(),
                        "holidays",
                        "Holidays",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Rights.READER,
                        false));
    }

    /** Connects an account as if its user had consented. */
    public ConnectionId connected(UserId user, ProviderKind provider, String account) {
        var state =
                begin(user, provider, Purpose.PRIMECAL, URI.create("http://localhost"), List.of())
                        .state();
        var start = Objects.requireNonNull(begun.remove(state));
        connect(start, account);
        return start.connection();
    }

    /** Lets a connection fail, as sync would. */
    public void fail(UserId user, ConnectionId connection, FailureReason reason, String message) {
        commands.<Object>send(
                Actor.user(user), new ConnectionCommand.ReportFailure(connection, reason, message));
    }

    @Override
    public Report syncNow(
            UserId user,
            List<ConnectionId> connections,
            Set<MappingId> tied,
            Mode mode,
            Duration atMost) {
        runs.add(new Run(user, connections, tied, mode));
        return reports.getOrDefault(user, DONE);
    }

    public List<Run> runsOf(UserId user) {
        return runs.stream().filter(run -> run.user().equals(user)).toList();
    }

    @Override
    public void refreshCalendars(UserId user, ConnectionId connection) {}

    @Override
    public void disconnect(UserId user, ConnectionId connection) {
        commands.<Object>send(Actor.user(user), new ConnectionCommand.Disconnect(connection));
    }

    @Override
    public Telemetry telemetry(ConnectionId connection) {
        return telemetries.getOrDefault(
                connection,
                new Telemetry(
                        Optional.empty(), false, Optional.empty(), Optional.empty(), 0, List.of()));
    }

    @Override
    public void resolve(UserId user, ConflictId conflict, Side side) {
        commands.<Object>send(Actor.user(user), new ConflictCommand.SettleConflict(conflict, side));
    }

    @Override
    public List<Parked> parked(UserId user, int limit) {
        return parked.getOrDefault(user, List.of()).stream().limit(limit).toList();
    }

    @Override
    public List<TraceLine> trace(EntryId entry, int limit) {
        return lines.stream().filter(line -> line.entry().equals(entry)).limit(limit).toList();
    }

    @Override
    public List<SyncRun> runs(ConnectionId connection, Optional<String> before, int limit) {
        return syncRuns.stream()
                .filter(run -> run.connection().equals(connection))
                .dropWhile(run -> before.filter(id -> !id.equals(run.id())).isPresent())
                .skip(before.isPresent() ? 1 : 0)
                .limit(limit)
                .toList();
    }

    @Override
    public Signal changed(ProviderKind provider, String channel, String secret) {
        return signal(provider.word() + " " + channel, channel, secret);
    }

    @Override
    public Signal lifecycle(String subscription, String secret, String event) {
        return signal(event + " " + subscription, subscription, secret);
    }

    private Signal signal(String what, String channel, String secret) {
        if (channel.equals("broken")) {
            throw new IllegalStateException("the store is away");
        }
        var known = channels.get(channel);
        if (known == null) {
            return Signal.UNKNOWN_CHANNEL;
        }
        if (!known.equals(secret)) {
            return Signal.WRONG_SECRET;
        }
        signals.add(what);
        return Signal.ACCEPTED;
    }

    @Override
    public Map<EntryId, GoogleCopy> of(Set<EntryId> entries) {
        var found = new HashMap<EntryId, GoogleCopy>();
        for (var entry : new ArrayList<>(entries)) {
            Optional.ofNullable(copies.get(entry)).ifPresent(copy -> found.put(entry, copy));
        }
        return found;
    }
}
