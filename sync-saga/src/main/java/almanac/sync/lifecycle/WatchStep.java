package almanac.sync.lifecycle;

import almanac.connection.MappingId;
import almanac.sync.exchange.Gate;
import almanac.sync.exchange.MappingRun;
import almanac.sync.exchange.MeteredProvider;
import almanac.sync.lifecycle.Channels.Watched;
import almanac.sync.link.Accounts;
import almanac.sync.link.LinkedAccount;
import almanac.sync.link.LinkedMapping;
import almanac.sync.link.Mappings;
import almanac.sync.oauth.Callbacks;
import almanac.sync.oauth.Hashes;
import almanac.sync.provider.Channel;
import almanac.sync.provider.ProviderFailed;
import almanac.sync.provider.ProviderFailure;
import almanac.sync.provider.WatchOrder;
import almanac.sync.work.DueWork;
import almanac.sync.work.Lease;
import almanac.sync.work.Outcome;
import almanac.sync.work.Step;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Keeps a mapping's push channel alive: renewed when half of its life is over, the new one before
 * the old one ends. Without a channel the calendar is asked often enough, so a failure here is no
 * failure of sync.
 */
final class WatchStep implements Step {

    private static final Duration LIFE = Duration.ofHours(70);
    private static final Duration OVERLAP = Duration.ofMinutes(2);
    private static final Duration RETRY = Duration.ofMinutes(30);

    private final Gate gate;
    private final Channels channels;
    private final Accounts accounts;
    private final Mappings mappings;
    private final Callbacks callbacks;
    private final DueWork work;
    private final Clock clock;
    private final SecureRandom random;

    WatchStep(
            Accounts accounts,
            Mappings mappings,
            Gate gate,
            Channels channels,
            Callbacks callbacks,
            DueWork work,
            Clock clock,
            SecureRandom random) {
        this.accounts = accounts;
        this.mappings = mappings;
        this.gate = gate;
        this.channels = channels;
        this.callbacks = callbacks;
        this.work = work;
        this.clock = clock;
        this.random = random;
    }

    @Override
    public Outcome run(Lease lease, Grip grip) {
        var mapping = new MappingId(lease.unit().id());
        if (mappings.find(mapping).filter(LinkedMapping::ended).isPresent()) {
            return ended(mapping, lease);
        }
        return switch (gate.mapping(lease)) {
            case Gate.Out<MappingRun>(var outcome) -> outcome;
            case Gate.In<MappingRun>(var run) -> watched(run);
        };
    }

    private Outcome watched(MappingRun run) {
        if (!run.provider().traits().push()) {
            return Outcome.done();
        }
        try {
            end(run);
            var current = current(run.mapping().id());
            if (current.isEmpty() || !current.get().renewAt().isAfter(clock.instant())) {
                current = Optional.of(keep(run, current));
            }
            replace(run.mapping().id(), current.get().channel());
            return Outcome.again(next(run.mapping().id()));
        } catch (ProviderFailed failed) {
            return switch (failed.failure()) {
                case ProviderFailure.Throttled wait -> throw failed;
                case ProviderFailure.Unreachable away -> throw failed;
                // said of the channel, also where it sounds as if the account or the calendar were
                // meant: whether they stand is found out by whoever reads the calendar
                default -> Outcome.again(clock.instant().plus(RETRY));
            };
        }
    }

    /** Nobody listens any more: its channels end, or run out where the provider does not care. */
    private Outcome ended(MappingId mapping, Lease lease) {
        var account =
                accounts.find(lease.account())
                        .filter(its -> its.state() != LinkedAccount.State.ENDED);
        var stopped = account.flatMap(gate::stopped);
        if (stopped.isPresent()) {
            return stopped.get();
        }
        try {
            account.ifPresent(its -> endAll(mapping, gate.provider(its, lease.lane())));
        } catch (ProviderFailed failed) {
            return switch (failed.failure()) {
                case ProviderFailure.Throttled wait -> throw failed;
                case ProviderFailure.Reauthorize dead -> throw failed;
                default -> Outcome.again(clock.instant().plus(RETRY));
            };
        }
        work.forget(lease.unit());
        return Outcome.done();
    }

    private void endAll(MappingId mapping, MeteredProvider provider) {
        for (var watched : channels.of(mapping)) {
            if (watched.channel().expiresAt().isAfter(clock.instant())) {
                provider.unwatch(watched.channel());
            }
            channels.remove(watched);
        }
    }

    private Optional<Watched> current(MappingId mapping) {
        return channels.of(mapping).stream()
                .filter(each -> each.endAt().isEmpty())
                .filter(each -> each.channel().expiresAt().isAfter(clock.instant()))
                .max(Comparator.comparing(each -> each.channel().expiresAt()));
    }

    private Watched keep(MappingRun run, Optional<Watched> old) {
        var secret = Hashes.random(random);
        var order =
                new WatchOrder(Hashes.random(random), secret, callbacks.webhook(run.kind()), LIFE);
        var channel =
                old.map(known -> run.provider().renew(run.calendar(), known.channel(), order))
                        .orElseGet(() -> run.provider().watch(run.calendar(), order));
        var same = old.filter(known -> known.channel().id().equals(channel.id()));
        var kept =
                new Watched(
                        channel,
                        run.kind(),
                        run.mapping().id(),
                        run.mapping().connection(),
                        same.map(Watched::secretHash).orElseGet(() -> Hashes.sha256(secret)),
                        half(channel),
                        Optional.empty());
        channels.save(kept);
        return kept;
    }

    /** All others end soon, also one that a crash left behind beside the one that replaces it. */
    private void replace(MappingId mapping, Channel current) {
        channels.of(mapping).stream()
                .filter(each -> each.endAt().isEmpty())
                .filter(each -> !each.channel().id().equals(current.id()))
                .forEach(each -> channels.save(each.endingAt(clock.instant().plus(OVERLAP))));
    }

    private Instant half(Channel channel) {
        var now = clock.instant();
        return now.plus(Duration.between(now, channel.expiresAt()).dividedBy(2));
    }

    /** Ends what another channel replaced, and forgets what has expired. */
    private void end(MappingRun run) {
        var now = clock.instant();
        for (var old : channels.of(run.mapping().id())) {
            if (!old.channel().expiresAt().isAfter(now)) {
                channels.remove(old);
            } else if (old.endAt().filter(at -> !at.isAfter(now)).isPresent()) {
                run.provider().unwatch(old.channel());
                channels.remove(old);
            }
        }
    }

    private Instant next(MappingId mapping) {
        List<Watched> all = channels.of(mapping);
        return all.stream()
                .map(each -> each.endAt().orElse(each.renewAt()))
                .min(Instant::compareTo)
                .orElseGet(() -> clock.instant().plus(RETRY));
    }
}
