package almanac.sync.lifecycle;

import almanac.connection.ConnectionCommand;
import almanac.connection.ConnectionId;
import almanac.connection.FailureReason;
import almanac.connection.MappingId;
import almanac.connection.Pause;
import almanac.message.Rejected;
import almanac.message.Rejection;
import almanac.sync.exchange.OurSide;
import almanac.sync.inbound.Rounds;
import almanac.sync.inbound.Sweep;
import almanac.sync.link.Accounts;
import almanac.sync.link.LinkedAccount;
import almanac.sync.link.Mappings;
import almanac.sync.local.Acting;
import almanac.sync.local.Writes;
import almanac.sync.provider.ProviderFailed;
import almanac.sync.provider.ProviderFailure;
import almanac.sync.provider.ProviderFailure.Extent;
import almanac.sync.work.Backoff;
import almanac.sync.work.DueWork;
import almanac.sync.work.Lane;
import almanac.sync.work.Lease;
import almanac.sync.work.Outcome;
import almanac.sync.work.Pauses;
import almanac.sync.work.Runner;
import almanac.sync.work.Unit;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What a failed step means for its unit, its mapping and its connection. */
final class SyncFailures implements Runner.Failures {

    /** What those who wait are told; see {@link Problems}. */
    static final String AUTH = "auth";

    static final String FORBIDDEN = "forbidden";
    static final String THROTTLED = "throttled";

    private static final Duration SLOWLY = Duration.ofMinutes(30);

    private final Accounts accounts;
    private final Mappings mappings;
    private final Reach reach;
    private final Rounds rounds;
    private final Writes writes;
    private final Pauses pauses;
    private final DueWork work;
    private final Backoff backoff;
    private final Clock clock;

    SyncFailures(
            Accounts accounts,
            Mappings mappings,
            Reach reach,
            Rounds rounds,
            Writes writes,
            Pauses pauses,
            DueWork work,
            Backoff backoff,
            Clock clock) {
        this.accounts = accounts;
        this.mappings = mappings;
        this.reach = reach;
        this.rounds = rounds;
        this.writes = writes;
        this.pauses = pauses;
        this.work = work;
        this.backoff = backoff;
        this.clock = clock;
    }

    @Override
    public Optional<Outcome> outcome(Lease lease, RuntimeException failure) {
        return switch (failure) {
            case ProviderFailed failed -> Optional.of(provider(lease, failed.failure()));
            case OurSide.NotReadableYet soon ->
                    Optional.of(
                            new Outcome.Later(
                                    clock.instant().plusSeconds(1),
                                    true,
                                    "an entry is too new to be written to"));
            case Sweep.TooMuchGone stopped -> {
                told(lease, stopped.reason(), Optional.empty());
                yield Optional.of(new Outcome.Parked(stopped.reason()));
            }
            case Rejected refused when refused.rejection() instanceof Rejection.NotPermitted no ->
                    Optional.of(notPermitted(lease, no.message()));
            default -> {
                told(lease, "an error here", Optional.empty());
                yield Optional.empty();
            }
        };
    }

    private Outcome provider(Lease lease, ProviderFailure failure) {
        return switch (failure) {
            case ProviderFailure.Throttled throttled -> throttled(lease, throttled);
            case ProviderFailure.Unreachable(var detail) -> failing(lease, detail);
            case ProviderFailure.Reauthorize(var detail) -> dead(lease, detail);
            case ProviderFailure.CalendarGone(var detail) ->
                    calendarGone(lease, "the calendar is not there any more: " + detail);
            case ProviderFailure.Forbidden(var detail) -> {
                told(lease, FORBIDDEN, Optional.empty());
                yield failing(lease, detail);
            }
            case ProviderFailure.Changed(var detail) -> failing(lease, detail);
            case ProviderFailure.Gone(var detail) -> failing(lease, detail);
            case ProviderFailure.CursorExpired(var detail) -> failing(lease, detail);
            case ProviderFailure.Unsupported(var detail) -> failing(lease, detail);
            case ProviderFailure.Refused(var detail) -> failing(lease, detail);
        };
    }

    private Outcome throttled(Lease lease, ProviderFailure.Throttled throttled) {
        var until =
                clock.instant()
                        .plus(
                                throttled
                                        .after()
                                        .orElseGet(() ->
                                                backoff.pause(lease.attempts()).plusSeconds(1)));
        pauses.pause(whom(lease, throttled.extent()), until);
        told(lease, THROTTLED, Optional.of(until));
        return new Outcome.Later(until, throttled.after().isEmpty(), throttled.detail());
    }

    private String whom(Lease lease, Extent extent) {
        return switch (extent) {
            case ACCOUNT, QUOTA -> "account:" + lease.account().value();
            case PROJECT ->
                    accounts.find(lease.account())
                            .map(account -> account.provider().name())
                            .orElse("account:" + lease.account().value());
        };
    }

    /** Nobody is troubled before the retries are used up; then it goes on, slowly. */
    private Outcome failing(Lease lease, String detail) {
        told(lease, detail, Optional.empty());
        if (!backoff.exhausted(lease.attempts())) {
            return new Outcome.Later(
                    clock.instant().plus(backoff.pause(lease.attempts())), true, detail);
        }
        accounts.become(lease.account(), LinkedAccount.State.FAILING);
        report(lease.account(), FailureReason.SYNC_FAILED, detail);
        return new Outcome.Later(clock.instant().plus(SLOWLY), true, detail);
    }

    /** Nothing of the account runs until its user has connected again; nothing is lost. */
    private Outcome dead(Lease lease, String detail) {
        told(lease, AUTH, Optional.empty());
        // told first: once it waits nothing runs that could tell
        report(lease.account(), FailureReason.REAUTHORIZE, detail);
        accounts.become(lease.account(), LinkedAccount.State.WAITING);
        return new Outcome.Parked("the connection waits for its user");
    }

    private void report(ConnectionId connection, FailureReason reason, String detail) {
        accounts.find(connection)
                .filter(account -> account.state() != LinkedAccount.State.ENDED)
                .ifPresent(account ->
                        writes.<Object>send(
                                Acting.through(connection, account.user()),
                                new ConnectionCommand.ReportFailure(connection, reason, detail)));
    }

    /** What was mirrored stays; the list of calendars will say the same. */
    private Outcome calendarGone(Lease lease, String reason) {
        work.signal(
                new Unit(Unit.Kind.CALENDARS, lease.account().value()), lease.account(), Lane.BULK);
        if (lease.unit().kind() == Unit.Kind.CALENDARS) {
            return failing(lease, reason);
        }
        reach.lost(new MappingId(lease.unit().id()), reason);
        told(lease, reason, Optional.empty());
        return new Outcome.Parked(reason);
    }

    /** Whose calendar here may not be written has to say what is to become of the mapping. */
    private Outcome notPermitted(Lease lease, String reason) {
        if (lease.unit().kind() == Unit.Kind.CALENDARS) {
            return failing(lease, reason);
        }
        mappings.paused(new MappingId(lease.unit().id()), new Pause.NotPermitted(reason));
        told(lease, FORBIDDEN, Optional.empty());
        return new Outcome.Parked(reason);
    }

    private void told(Lease lease, String problem, Optional<Instant> retryAt) {
        if (lease.unit().kind() == Unit.Kind.MAPPING) {
            rounds.failed(new MappingId(lease.unit().id()), problem, retryAt);
        }
    }
}
