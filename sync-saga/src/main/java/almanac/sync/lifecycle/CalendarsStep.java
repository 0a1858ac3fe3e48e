package almanac.sync.lifecycle;

import almanac.connection.ConnectionCommand;
import almanac.connection.ExternalCalendar;
import almanac.sync.exchange.Gate;
import almanac.sync.link.Accounts;
import almanac.sync.link.LinkedAccount;
import almanac.sync.local.Acting;
import almanac.sync.local.SyncIds;
import almanac.sync.local.Writes;
import almanac.sync.provider.ProviderFailed;
import almanac.sync.provider.RemoteCalendar;
import almanac.sync.work.DueWork;
import almanac.sync.work.Lane;
import almanac.sync.work.Lease;
import almanac.sync.work.Outcome;
import almanac.sync.work.Step;
import almanac.sync.work.Unit;
import java.util.List;

/** Lists which calendars an account has, now and then, since no provider tells reliably. */
final class CalendarsStep implements Step {

    private final Accounts accounts;
    private final Gate gate;
    private final Reach reach;
    private final Writes writes;
    private final SyncIds ids;
    private final DueWork work;

    CalendarsStep(
            Accounts accounts, Gate gate, Reach reach, Writes writes, SyncIds ids, DueWork work) {
        this.accounts = accounts;
        this.gate = gate;
        this.reach = reach;
        this.writes = writes;
        this.ids = ids;
        this.work = work;
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
        return Outcome.again(reach.listed(account.get(), list(account.get(), lease.lane())));
    }

    /**
     * Asks the provider now, since somebody wants to know; where it is away the known ones stay.
     */
    void ask(LinkedAccount account) {
        try {
            var again = reach.asked(account, list(account, Lane.INTERACTIVE));
            work.schedule(
                    new Unit(Unit.Kind.CALENDARS, account.id().value()),
                    account.id(),
                    Lane.BULK,
                    again);
        } catch (ProviderFailed away) {
            // the step finds out why and says so
            Lifecycle.connected(work, account.id());
        }
    }

    private List<ExternalCalendar> list(LinkedAccount account, Lane lane) {
        var calendars =
                gate.provider(account, lane).calendars().stream()
                        .map(each -> external(account, each))
                        .toList();
        writes.<Object>send(
                Acting.through(account.id(), account.user()),
                new ConnectionCommand.ListCalendars(account.id(), calendars));
        // the numbers of those that are new come back with the fact
        accounts.listed(account.id(), calendars);
        return calendars;
    }

    private ExternalCalendar external(LinkedAccount account, RemoteCalendar calendar) {
        var number =
                account.calendar(calendar.id())
                        .map(ExternalCalendar::number)
                        .orElseGet(ids::externalCalendar);
        return account.granted(
                new ExternalCalendar(
                        number,
                        calendar.id(),
                        calendar.name(),
                        calendar.description(),
                        calendar.color(),
                        calendar.zone(),
                        calendar.rights(),
                        calendar.primary()));
    }
}
