package almanac.sync.lifecycle;

import almanac.connection.ConnectionCommand;
import almanac.sync.exchange.Gate;
import almanac.sync.exchange.Unreadables;
import almanac.sync.link.Accounts;
import almanac.sync.link.LinkedAccount;
import almanac.sync.link.Mappings;
import almanac.sync.local.Acting;
import almanac.sync.local.Writes;
import almanac.sync.oauth.VaultAccounts;
import almanac.sync.outbound.EditTrace;
import almanac.sync.provider.ProviderFailed;
import almanac.sync.provider.ProviderFailure;
import almanac.sync.work.DueWork;
import almanac.sync.work.Lane;
import almanac.sync.work.Unit;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets an account go. First nothing is pushed any more, then it is a fact, then the provider is
 * told as far as it listens.
 */
final class Disconnecting {

    private static final Logger LOG = LoggerFactory.getLogger(Disconnecting.class);

    private final Accounts accounts;
    private final Mappings mappings;
    private final EditTrace trace;
    private final Unreadables unreadables;
    private final Channels channels;
    private final VaultAccounts vault;
    private final Gate gate;
    private final Writes writes;
    private final DueWork work;

    Disconnecting(
            Accounts accounts,
            Mappings mappings,
            EditTrace trace,
            Unreadables unreadables,
            Channels channels,
            VaultAccounts vault,
            Gate gate,
            Writes writes,
            DueWork work) {
        this.accounts = accounts;
        this.mappings = mappings;
        this.trace = trace;
        this.unreadables = unreadables;
        this.channels = channels;
        this.vault = vault;
        this.gate = gate;
        this.writes = writes;
        this.work = work;
    }

    void disconnect(LinkedAccount account) {
        if (account.state() == LinkedAccount.State.ENDED) {
            return;
        }
        var known = account.state() == LinkedAccount.State.WAITING;
        end(account);
        if (!known) {
            endChannels(account);
        }
        channels.of(account.id()).forEach(channels::remove);
        accounts.become(account.id(), LinkedAccount.State.ENDED);
        attempt(account, () -> vault.close(account.id(), account.provider()));
    }

    private void end(LinkedAccount account) {
        mappings.of(account.id())
                .forEach(mapping -> {
                    mappings.ended(mapping.id());
                    trace.dropped(mapping, EditTrace.ENDED);
                    unreadables.clear(mapping.id());
                    // a step that is under way loses its lease, and with it the right to go on
                    work.forget(new Unit(Unit.Kind.MAPPING, mapping.id().value()));
                    work.forget(new Unit(Unit.Kind.WATCH, mapping.id().value()));
                });
        writes.<Object>send(
                Acting.through(account.id(), account.user()),
                new ConnectionCommand.Disconnect(account.id()));
    }

    /**
     * Lets it go for good: what the provider did not take is tried again by the next call.
     *
     * @param last whether there is none: else the grant stands until the channels have ended
     */
    Parting part(LinkedAccount account, boolean last) {
        if (account.state() != LinkedAccount.State.ENDED) {
            end(account);
            accounts.become(account.id(), LinkedAccount.State.ENDED);
        }
        var provider = gate.provider(account, Lane.INTERACTIVE);
        var left = 0;
        var again = false;
        for (var watched : channels.of(account.id())) {
            var failure = attempt(account, () -> provider.unwatch(watched.channel()));
            if (failure.isEmpty()) {
                channels.remove(watched);
            } else {
                left++;
                again |= passes(failure.get());
            }
        }
        if (again && !last) {
            return new Parting(left, true, true);
        }
        var ended = new AtomicBoolean();
        var failure =
                attempt(account, () -> ended.set(vault.end(account.id(), account.provider())));
        return new Parting(left, !ended.get(), failure.filter(Disconnecting::passes).isPresent());
    }

    private static boolean passes(ProviderFailure failure) {
        return failure instanceof ProviderFailure.Unreachable
                || failure instanceof ProviderFailure.Throttled;
    }

    /** Only while the grant stands can its channels be ended. */
    private void endChannels(LinkedAccount account) {
        var provider = gate.provider(account, Lane.INTERACTIVE);
        channels.of(account.id())
                .forEach(watched -> attempt(account, () -> provider.unwatch(watched.channel())));
    }

    private static Optional<ProviderFailure> attempt(LinkedAccount account, Runnable goodbye) {
        try {
            goodbye.run();
            return Optional.empty();
        } catch (ProviderFailed away) {
            LOG.info("connection={} {}", account.id(), away.failure().detail());
            return Optional.of(away.failure());
        }
    }
}
