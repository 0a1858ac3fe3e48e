package almanac.sync.lifecycle;

import almanac.connection.ConnectionId;
import almanac.connection.Synchronization.Channel;
import almanac.connection.Synchronization.MappingProgress;
import almanac.connection.Synchronization.Phase;
import almanac.connection.Synchronization.Telemetry;
import almanac.sync.exchange.Outbox;
import almanac.sync.exchange.Unreadables;
import almanac.sync.inbound.Rounds;
import almanac.sync.link.Accounts;
import almanac.sync.link.LinkedMapping;
import almanac.sync.link.Mappings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Collectors;

/** How sync of a connection is doing, from what the steps keep anyway. */
final class Telemetries {

    private final Accounts accounts;
    private final Mappings mappings;
    private final Rounds rounds;
    private final Outbox outbox;
    private final Unreadables unreadables;
    private final Channels channels;
    private final Clock clock;

    Telemetries(
            Accounts accounts,
            Mappings mappings,
            Rounds rounds,
            Outbox outbox,
            Unreadables unreadables,
            Channels channels,
            Clock clock) {
        this.accounts = accounts;
        this.mappings = mappings;
        this.rounds = rounds;
        this.outbox = outbox;
        this.unreadables = unreadables;
        this.channels = channels;
        this.clock = clock;
    }

    Telemetry of(ConnectionId connection) {
        var all = mappings.everOf(connection);
        var standing = all.stream().filter(each -> !each.ended()).toList();
        var watched = standing.stream().map(LinkedMapping::id).collect(Collectors.toSet());
        var nearest =
                channels.of(connection).stream()
                        .filter(each -> watched.contains(each.mapping()))
                        .filter(each -> each.endAt().isEmpty())
                        .map(each -> new Channel(each.channel().id(), each.channel().expiresAt()))
                        .filter(each -> each.expiresAt().isAfter(clock.instant()))
                        .min(Comparator.comparing(Channel::expiresAt));
        var refreshes = accounts.refreshes(connection);
        return new Telemetry(
                all.stream()
                        .flatMap(each -> rounds.status(each.id()).lastSyncedAt().stream())
                        .max(Instant::compareTo),
                nearest.isPresent(),
                nearest,
                refreshes.lastAt(),
                refreshes.failures(),
                standing.stream().map(this::progress).toList());
    }

    private MappingProgress progress(LinkedMapping mapping) {
        var status = rounds.status(mapping.id());
        return new MappingProgress(
                mapping.id(),
                phase(mapping, status),
                status.done(),
                status.expected(),
                eta(status),
                status.lastSyncedAt(),
                outbox.waitingIn(mapping.id()),
                outbox.parkedIn(mapping.id()) + unreadables.countIn(mapping.id()),
                mapping.pausedFor());
    }

    private static Phase phase(LinkedMapping mapping, Rounds.Status status) {
        if (mapping.pausedFor().isPresent()) {
            return Phase.PAUSED;
        }
        if (!mapping.linked()) {
            return Phase.FIRST_IMPORT;
        }
        return status.full() ? Phase.RESYNC : Phase.STEADY;
    }

    /** As if the rest took as long for each object as what was done. */
    private Optional<Instant> eta(Rounds.Status status) {
        if (status.done() == 0 || status.expected().isEmpty() || status.startedAt().isEmpty()) {
            return Optional.empty();
        }
        var now = clock.instant();
        var left = Math.max(0, status.expected().getAsInt() - status.done());
        var took = Duration.between(status.startedAt().get(), now).toMillis();
        return Optional.of(now.plusMillis(took * left / status.done()));
    }
}
