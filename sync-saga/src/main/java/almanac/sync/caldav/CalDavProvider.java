package almanac.sync.caldav;

import almanac.connection.ProviderKind;
import almanac.entry.ImportedEntry;
import almanac.sync.net.OutboundHosts;
import almanac.sync.provider.Account;
import almanac.sync.provider.ChangePage;
import almanac.sync.provider.Channel;
import almanac.sync.provider.Connector;
import almanac.sync.provider.Draft;
import almanac.sync.provider.Provider;
import almanac.sync.provider.ProviderFailed;
import almanac.sync.provider.ProviderFailure;
import almanac.sync.provider.RemoteCalendar;
import almanac.sync.provider.RemoteObject;
import almanac.sync.provider.Resume;
import almanac.sync.provider.Traits;
import almanac.sync.provider.WatchOrder;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * CalDAV. Calendars and objects are named by their paths at the account's home, versions are etags.
 * {@link #calendars} shows the password to the server each time and so proves it.
 */
public final class CalDavProvider implements Provider {

    /** Nothing is pushed; Apple does not tell its limits, and answers 503 to haste. */
    private static final Traits TRAITS =
            new Traits(false, false, Optional.empty(), 2, 240, Duration.ofMinutes(2));

    private final Homes homes;
    private final Calendars calendars;
    private final Rounds rounds;
    private final Clock clock;

    private CalDavProvider(CalDavSettings settings, OutboundHosts hosts, Clock clock) {
        this.homes = new Homes(new DavTransport(settings, hosts), clock);
        this.calendars = new Calendars(clock);
        this.rounds = new Rounds(new Listings());
        this.clock = clock;
    }

    /** The provider with what is needed to connect accounts of the server in the settings. */
    public static Connector connector(CalDavSettings settings, Clock clock) {
        return connector(settings, OutboundHosts.allowing(settings.allowHosts()), clock);
    }

    static Connector connector(CalDavSettings settings, OutboundHosts hosts, Clock clock) {
        return Connector.password(new CalDavProvider(settings, hosts, clock), settings.server());
    }

    @Override
    public ProviderKind kind() {
        return ProviderKind.ICLOUD;
    }

    @Override
    public Traits traits() {
        return TRAITS;
    }

    @Override
    public List<RemoteCalendar> calendars(Account account) {
        return readable(() -> calendars.of(homes.discovered(account)));
    }

    @Override
    public ChangePage changes(Account account, RemoteCalendar calendar, Resume resume) {
        return readable(() ->
                homes.at(
                        account,
                        site -> rounds.page(account.connection(), site, calendar, resume)));
    }

    @Override
    public Optional<RemoteObject> fetch(Account account, RemoteCalendar calendar, String object) {
        return on(account, calendar, resources -> resources.fetch(object));
    }

    @Override
    public RemoteObject create(Account account, RemoteCalendar calendar, Draft draft) {
        return on(account, calendar, resources -> resources.create(draft));
    }

    @Override
    public RemoteObject update(
            Account account, RemoteCalendar calendar, RemoteObject known, ImportedEntry wanted) {
        return on(account, calendar, resources -> resources.update(known, wanted));
    }

    @Override
    public void delete(Account account, RemoteCalendar calendar, RemoteObject known) {
        on(
                account,
                calendar,
                resources -> {
                    resources.delete(known);
                    return known;
                });
    }

    private <T> T on(Account account, RemoteCalendar calendar, Function<Resources, T> work) {
        return readable(
                () -> homes.at(account, site -> work.apply(new Resources(site, calendar, clock))));
    }

    private interface Call<T> {
        T make();
    }

    private static <T> T readable(Call<T> call) {
        try {
            return call.make();
        } catch (DavTransport.AnswerTooLong tooLong) {
            throw new ProviderFailed(
                    new ProviderFailure.Refused("the server says more than we read"));
        }
    }

    @Override
    public Channel watch(Account account, RemoteCalendar calendar, WatchOrder order) {
        throw noPush();
    }

    @Override
    public Channel renew(
            Account account, RemoteCalendar calendar, Channel channel, WatchOrder order) {
        throw noPush();
    }

    @Override
    public void unwatch(Account account, Channel channel) {
        // there are none
    }

    private static ProviderFailed noPush() {
        return new ProviderFailed(
                new ProviderFailure.Unsupported("a CalDAV server does not call back"));
    }
}
