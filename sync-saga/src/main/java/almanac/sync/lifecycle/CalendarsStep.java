package almanac.sync.lifecycle;

import almanac.connection.ConnectionCommand;
import almanac.connection.ExternalCalendar;
import almanac.sync.exchange.Gate;
import almanac.sync.link.Accounts;
import almanac.sync.link.LinkedAccount;
import almanac.sync.local.Acting;
import almanac.sync.local.SyncIds;
import almanac.sync.local.Writes;
import almanac.sync.provider.RemoteCalendar;
import almanac.sync.work.Lane;
import almanac.sync.work.Lease;
import almanac.sync.work.Outcome;
import almanac.sync.work.Step;
import java.time.Clock;
import java.time.Duration;

/** Lists which calendars an account has, now and then, since no provider tells reliably. */
final class CalendarsStep implements Step {

    private static final Duration PAUSE = Duration.ofHours(6);

    private final Accounts accounts;
    private final Gate gate;
    private final Writes writes;
    private final SyncIds ids;
    private final Clock clock;

    CalendarsStep(Accounts accounts, Gate gate, Writes writes, SyncIds ids, Clock clock) {
        this.accounts = accounts;
        this.gate = gate;
        this.writes = writes;
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    public Outcome run(Lease lease, Grip grip) {
        var account = accounts.find(lease.account());
        if (account.isEmpty()) {
            // whoever learns of the connection signals again
            return Outcome.done();
        }
        var stopped = gate.stopped(account.get());
        if (stopped.isPresent()) {
            return stopped.get();
        }
        list(account.get(), lease.lane());
        return Outcome.again(clock.instant().plus(PAUSE));
    }

    /** Asks the provider now. */
    void list(LinkedAccount account, Lane lane) {
        var calendars =
                gate.provider(account, lane).calendars().stream()
                        .map(each -> external(account, each))
                        .toList();
        writes.<Object>send(
                Acting.through(account.id(), account.user()),
                new ConnectionCommand.ListCalendars(account.id(), calendars));
        // the numbers of those that are new come back with the fact
        accounts.listed(account.id(), calendars);
    }

    private ExternalCalendar external(LinkedAccount account, RemoteCalendar calendar) {
        var number =
                account.calendar(calendar.id())
                        .map(ExternalCalendar::number)
                        .orElseGet(ids::externalCalendar);
        return new ExternalCalendar(
                number,
                calendar.id(),
                calendar.name(),
                calendar.description(),
                calendar.color(),
                calendar.zone(),
                calendar.rights(),
                calendar.primary());
    }
}
