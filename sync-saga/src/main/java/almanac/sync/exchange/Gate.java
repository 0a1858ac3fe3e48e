package almanac.sync.exchange;

import almanac.connection.ExternalCalendar;
import almanac.connection.MappingId;
import almanac.sync.link.Accounts;
import almanac.sync.link.LinkedAccount;
import almanac.sync.link.LinkedMapping;
import almanac.sync.link.Mappings;
import almanac.sync.local.Run;
import almanac.sync.oauth.VaultAccounts;
import almanac.sync.provider.Connectors;
import almanac.sync.provider.RemoteCalendar;
import almanac.sync.trace.RunTrace;
import almanac.sync.trace.TraceLog;
import almanac.sync.work.Budgets;
import almanac.sync.work.DueWork;
import almanac.sync.work.Lane;
import almanac.sync.work.Lease;
import almanac.sync.work.Outcome;
import almanac.sync.work.Pauses;
import almanac.sync.work.Unit;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Lets a step in, or says why not: ended, paused, waiting for its user, told to wait. */
public final class Gate {

    private static final Duration SOON = Duration.ofSeconds(2);

    private final Accounts accounts;
    private final Mappings mappings;
    private final VaultAccounts vault;
    private final Connectors connectors;
    private final Budgets budgets;
    private final Pauses pauses;
    private final DueWork work;
    private final TraceLog trace;
    private final Clock clock;

    public Gate(
            Accounts accounts,
            Mappings mappings,
            VaultAccounts vault,
            Connectors connectors,
            Budgets budgets,
            Pauses pauses,
            DueWork work,
            TraceLog trace,
            Clock clock) {
        this.accounts = accounts;
        this.mappings = mappings;
        this.vault = vault;
        this.connectors = connectors;
        this.budgets = budgets;
        this.pauses = pauses;
        this.work = work;
        this.trace = trace;
        this.clock = clock;
    }

    /** Whether one may go in. */
    public sealed interface Entry<T> {}

    public record In<T>(T run) implements Entry<T> {}

    public record Out<T>(Outcome outcome) implements Entry<T> {}

    /** Lets a mapping's step in. */
    public Entry<MappingRun> mapping(Lease lease) {
        var mapping = mappings.find(new MappingId(lease.unit().id()));
        var account = mapping.flatMap(found -> accounts.find(found.connection()));
        if (mapping.isEmpty() || account.isEmpty() || mapping.get().ended()) {
            return new Out<>(new Outcome.Parked("the mapping has ended"));
        }
        if (mapping.get().pausedFor().isPresent()) {
            return new Out<>(new Outcome.Parked(mapping.get().pausedFor().get().reason()));
        }
        var stopped = stopped(account.get());
        if (stopped.isPresent()) {
            return new Out<>(stopped.get());
        }
        return account.get()
                .calendar(mapping.get().terms().externalId())
                .<Entry<MappingRun>>map(
                        calendar -> new In<>(run(lease, mapping.get(), account.get(), calendar)))
                .orElseGet(() -> unlisted(account.get()));
    }

    /** A calendar that was never listed has to be, before anybody knows what may be done on it. */
    private Entry<MappingRun> unlisted(LinkedAccount account) {
        work.signal(new Unit(Unit.Kind.CALENDARS, account.id().value()), account.id(), Lane.BULK);
        return new Out<>(
                new Outcome.Later(
                        clock.instant().plus(SOON), false, "the calendar is not listed yet"));
    }

    private MappingRun run(
            Lease lease, LinkedMapping mapping, LinkedAccount account, ExternalCalendar calendar) {
        var run = new Run(mapping.id(), Long.toString(lease.fence()));
        return new MappingRun(
                mapping,
                account,
                remote(calendar),
                provider(account, lease.lane()),
                run,
                new RunTrace(trace, mapping, run.toString(), clock),
                lease.lane());
    }

    /** Until when an account rests since its provider asked for it. */
    public Optional<Instant> rests(LinkedAccount account) {
        return pauses.until("account:" + account.id().value(), account.provider().name());
    }

    /** Why no step of an account may run now. */
    public Optional<Outcome> stopped(LinkedAccount account) {
        if (!account.runs()) {
            return Optional.of(new Outcome.Parked("the connection waits for its user"));
        }
        return rests(account)
                .map(until -> new Outcome.Later(until, false, "the provider asked to wait"));
    }

    /**
     * Until when pushes of an account have to rest, while reads go on; empty while they need not.
     */
    public Optional<Instant> pushesRestUntil(LinkedAccount account) {
        return pauses.until("push:" + account.id().value());
    }

    /** An account at its provider. */
    public MeteredProvider provider(LinkedAccount account, Lane lane) {
        return new MeteredProvider(
                connectors.of(account.provider()).provider(),
                vault.of(account.id(), account.provider()),
                budgets,
                lane);
    }

    /** A calendar as the port names it. */
    public static RemoteCalendar remote(ExternalCalendar calendar) {
        return new RemoteCalendar(
                calendar.externalId(),
                calendar.name(),
                calendar.description(),
                calendar.color(),
                calendar.zone(),
                calendar.rights(),
                calendar.primary());
    }
}
