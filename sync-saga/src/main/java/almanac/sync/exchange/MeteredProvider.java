package almanac.sync.exchange;

import almanac.entry.ImportedEntry;
import almanac.sync.provider.Account;
import almanac.sync.provider.ChangePage;
import almanac.sync.provider.Channel;
import almanac.sync.provider.Draft;
import almanac.sync.provider.Provider;
import almanac.sync.provider.RemoteCalendar;
import almanac.sync.provider.RemoteObject;
import almanac.sync.provider.Resume;
import almanac.sync.provider.Traits;
import almanac.sync.provider.WatchOrder;
import almanac.sync.work.Budgets;
import almanac.sync.work.Lane;
import java.util.List;
import java.util.Optional;

/** One account at its provider, within its budget; for one step. */
public final class MeteredProvider {

    private final Provider provider;
    private final Account account;
    private final Budgets budgets;
    private final Lane lane;

    public MeteredProvider(Provider provider, Account account, Budgets budgets, Lane lane) {
        this.provider = provider;
        this.account = account;
        this.budgets = budgets;
        this.lane = lane;
    }

    private Provider within() {
        budgets.take(account.connection(), provider.traits().perMinute(), lane);
        return provider;
    }

    public Traits traits() {
        return provider.traits();
    }

    public List<RemoteCalendar> calendars() {
        return within().calendars(account);
    }

    public ChangePage changes(RemoteCalendar calendar, Resume resume) {
        return within().changes(account, calendar, resume);
    }

    public Optional<RemoteObject> fetch(RemoteCalendar calendar, String object) {
        return within().fetch(account, calendar, object);
    }

    public RemoteObject create(RemoteCalendar calendar, Draft draft) {
        return within().create(account, calendar, draft);
    }

    public RemoteObject update(RemoteCalendar calendar, RemoteObject known, ImportedEntry wanted) {
        return within().update(account, calendar, known, wanted);
    }

    public void delete(RemoteCalendar calendar, RemoteObject known) {
        within().delete(account, calendar, known);
    }

    public void move(RemoteCalendar calendar, RemoteObject known, RemoteCalendar to) {
        within().move(account, calendar, known, to);
    }

    public Channel watch(RemoteCalendar calendar, WatchOrder order) {
        return within().watch(account, calendar, order);
    }

    public Channel renew(RemoteCalendar calendar, Channel channel, WatchOrder order) {
        return within().renew(account, calendar, channel, order);
    }

    public void unwatch(Channel channel) {
        within().unwatch(account, channel);
    }
}
