package almanac.sync.microsoft;

import almanac.connection.ProviderKind;
import almanac.entry.ImportedEntry;
import almanac.sync.provider.Account;
import almanac.sync.provider.ChangePage;
import almanac.sync.provider.Channel;
import almanac.sync.provider.Draft;
import almanac.sync.provider.OAuthClient;
import almanac.sync.provider.Provider;
import almanac.sync.provider.RemoteCalendar;
import almanac.sync.provider.RemoteObject;
import almanac.sync.provider.Resume;
import almanac.sync.provider.Traits;
import almanac.sync.provider.WatchOrder;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Microsoft Graph. The SDK, which is large, is loaded with the first request. */
final class MicrosoftProvider implements Provider {

    /** 10,000 requests in 10 minutes and 4 at a time for each mailbox (Graph's throttling page). */
    private static final Traits TRAITS =
            new Traits(
                    true,
                    false,
                    Optional.of(new Traits.Window(Duration.ofDays(90), Duration.ofDays(365))),
                    4,
                    1_000,
                    Duration.ofMinutes(5));

    private final OAuthClient client;
    private final Clock clock;
    private final AtomicReference<Optional<Graph>> loaded = new AtomicReference<>(Optional.empty());

    private record Graph(
            MicrosoftCalendars calendars,
            MicrosoftObjects objects,
            MicrosoftPages pages,
            MicrosoftWrites writes,
            MicrosoftSubscriptions subscriptions) {

        static Graph of(OAuthClient client, Clock clock) {
            var calls = new MicrosoftCalls(client, clock);
            var objects = new MicrosoftObjects(calls);
            return new Graph(
                    new MicrosoftCalendars(calls),
                    objects,
                    new MicrosoftPages(calls, objects, clock),
                    new MicrosoftWrites(calls, objects),
                    new MicrosoftSubscriptions(calls, clock));
        }
    }

    MicrosoftProvider(OAuthClient client, Clock clock) {
        this.client = client;
        this.clock = clock;
    }

    private Graph graph() {
        return loaded.updateAndGet(known -> known.or(() -> Optional.of(Graph.of(client, clock))))
                .orElseThrow();
    }

    @Override
    public ProviderKind kind() {
        return ProviderKind.MICROSOFT;
    }

    @Override
    public Traits traits() {
        return TRAITS;
    }

    @Override
    public List<RemoteCalendar> calendars(Account account) {
        return graph().calendars().all(account);
    }

    @Override
    public ChangePage changes(Account account, RemoteCalendar calendar, Resume resume) {
        return graph().pages().changes(account, calendar, resume);
    }

    @Override
    public Optional<RemoteObject> fetch(Account account, RemoteCalendar calendar, String object) {
        return graph().objects().fetch(account, calendar, object);
    }

    @Override
    public RemoteObject create(Account account, RemoteCalendar calendar, Draft draft) {
        return graph().writes().create(account, calendar, draft);
    }

    @Override
    public RemoteObject update(
            Account account, RemoteCalendar calendar, RemoteObject known, ImportedEntry wanted) {
        return graph().writes().update(account, calendar, known, wanted);
    }

    @Override
    public void delete(Account account, RemoteCalendar calendar, RemoteObject known) {
        graph().writes().delete(account, calendar, known);
    }

    @Override
    public Channel watch(Account account, RemoteCalendar calendar, WatchOrder order) {
        return graph().subscriptions().watch(account, calendar, order);
    }

    @Override
    public Channel renew(
            Account account, RemoteCalendar calendar, Channel channel, WatchOrder order) {
        return graph().subscriptions().renew(account, calendar, channel, order);
    }

    @Override
    public void unwatch(Account account, Channel channel) {
        graph().subscriptions().unwatch(account, channel);
    }
}
