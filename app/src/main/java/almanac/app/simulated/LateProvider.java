package almanac.app.simulated;

import almanac.connection.ProviderKind;
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
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** A provider whose address is known only after the start. */
record LateProvider(ProviderKind kind, Traits traits, Supplier<Provider> provider)
        implements Provider {

    @Override
    public List<RemoteCalendar> calendars(Account account) {
        return provider.get().calendars(account);
    }

    @Override
    public ChangePage changes(Account account, RemoteCalendar calendar, Resume resume) {
        return provider.get().changes(account, calendar, resume);
    }

    @Override
    public Optional<RemoteObject> fetch(Account account, RemoteCalendar calendar, String object) {
        return provider.get().fetch(account, calendar, object);
    }

    @Override
    public RemoteObject create(Account account, RemoteCalendar calendar, Draft draft) {
        return provider.get().create(account, calendar, draft);
    }

    @Override
    public RemoteObject update(
            Account account, RemoteCalendar calendar, RemoteObject known, ImportedEntry wanted) {
        return provider.get().update(account, calendar, known, wanted);
    }

    @Override
    public void delete(Account account, RemoteCalendar calendar, RemoteObject known) {
        provider.get().delete(account, calendar, known);
    }

    @Override
    public void move(
            Account account, RemoteCalendar calendar, RemoteObject known, RemoteCalendar to) {
        provider.get().move(account, calendar, known, to);
    }

    @Override
    public Channel watch(Account account, RemoteCalendar calendar, WatchOrder order) {
        return provider.get().watch(account, calendar, order);
    }

    @Override
    public Channel renew(
            Account account, RemoteCalendar calendar, Channel channel, WatchOrder order) {
        return provider.get().renew(account, calendar, channel, order);
    }

    @Override
    public void unwatch(Account account, Channel channel) {
        provider.get().unwatch(account, channel);
    }
}
