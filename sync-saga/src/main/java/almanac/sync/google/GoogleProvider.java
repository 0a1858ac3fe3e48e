package almanac.sync.google;

import almanac.connection.ExternalCalendar.Rights;
import almanac.connection.ProviderKind;
import almanac.entry.ImportedEntry;
import almanac.sync.google.GoogleFailures.Asked;
import almanac.sync.provider.Account;
import almanac.sync.provider.ChangePage;
import almanac.sync.provider.Channel;
import almanac.sync.provider.Draft;
import almanac.sync.provider.OAuthClient;
import almanac.sync.provider.Provider;
import almanac.sync.provider.ProviderFailed;
import almanac.sync.provider.ProviderFailure;
import almanac.sync.provider.RemoteCalendar;
import almanac.sync.provider.RemoteObject;
import almanac.sync.provider.Resume;
import almanac.sync.provider.Traits;
import almanac.sync.provider.WatchOrder;
import com.google.api.services.calendar.model.CalendarListEntry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Google Calendar. */
final class GoogleProvider implements Provider {

    /** 600 requests a minute for each account (guide "Usage limits"); how many at once is ours. */
    private static final Traits TRAITS =
            new Traits(true, true, Optional.empty(), 8, 600, Duration.ofMinutes(2));

    private final Clock clock;
    private final GoogleCalls calls;
    private final GoogleReads reads;
    private final GooglePages pages;

    GoogleProvider(OAuthClient client, Clock clock, int pageSize) {
        this.clock = clock;
        this.calls = new GoogleCalls(client);
        this.reads = new GoogleReads(calls);
        this.pages = new GooglePages(calls, reads, pageSize);
    }

    @Override
    public ProviderKind kind() {
        return ProviderKind.GOOGLE;
    }

    @Override
    public Traits traits() {
        return TRAITS;
    }

    @Override
    public List<RemoteCalendar> calendars(Account account) {
        var calendars = new ArrayList<RemoteCalendar>();
        @Nullable String token = null;
        do {
            var page = token;
            var answer =
                    calls.run(
                            account,
                            Asked.ACCOUNT,
                            // hidden is how the account's own page shows them, and nothing else
                            api ->
                                    api.calendarList()
                                            .list()
                                            .setShowHidden(true)
                                            .setPageToken(page));
            Optional.ofNullable(answer.getItems()).orElse(List.of()).stream()
                    .map(GoogleProvider::calendar)
                    .forEach(calendars::add);
            token = answer.getNextPageToken();
        } while (token != null);
        return calendars;
    }

    private static RemoteCalendar calendar(CalendarListEntry entry) {
        return new RemoteCalendar(
                entry.getId(),
                Optional.ofNullable(entry.getSummaryOverride())
                        .or(() -> Optional.ofNullable(entry.getSummary()))
                        .orElse(entry.getId()),
                Optional.ofNullable(entry.getDescription()),
                Optional.ofNullable(entry.getBackgroundColor()),
                Optional.ofNullable(entry.getTimeZone()),
                rights(Optional.ofNullable(entry.getAccessRole()).orElse("")),
                Boolean.TRUE.equals(entry.getPrimary()));
    }

    private static Rights rights(String role) {
        return switch (role) {
            case "owner" -> Rights.OWNER;
            case "writer" -> Rights.WRITER;
            case "reader" -> Rights.READER;
            default -> Rights.BUSY_ONLY;
        };
    }

    @Override
    public ChangePage changes(Account account, RemoteCalendar calendar, Resume resume) {
        return pages.page(account, calendar, resume);
    }

    @Override
    public Optional<RemoteObject> fetch(Account account, RemoteCalendar calendar, String object) {
        var found = reads.whole(account, calendar, object);
        var reader = new GoogleEntryReader(calendar);
        return readable(() -> {
            if (found.isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(
                    GoogleObject.exception(found.get().master())
                            ? reader.orphan(found.get().master())
                            : reader.read(found.get()));
        });
    }

    @Override
    public RemoteObject create(Account account, RemoteCalendar calendar, Draft draft) {
        return readable(() -> new GoogleCreates(calls, reads, account, calendar).create(draft));
    }

    @Override
    public RemoteObject update(
            Account account, RemoteCalendar calendar, RemoteObject known, ImportedEntry wanted) {
        return readable(() -> updates(account, calendar).update(known, wanted));
    }

    @Override
    public void delete(Account account, RemoteCalendar calendar, RemoteObject known) {
        readable(() -> {
            updates(account, calendar).delete(known);
            return known;
        });
    }

    @Override
    public void move(
            Account account, RemoteCalendar calendar, RemoteObject known, RemoteCalendar to) {
        updates(account, calendar).move(known, to);
    }

    private GoogleUpdates updates(Account account, RemoteCalendar calendar) {
        return new GoogleUpdates(calls, reads, account, calendar);
    }

    /** Something that may find words which ours cannot render. */
    @FunctionalInterface
    private interface Reading<T> {
        T read() throws Unreadable;
    }

    private static <T> T readable(Reading<T> reading) {
        try {
            return reading.read();
        } catch (Unreadable unreadable) {
            throw new ProviderFailed(new ProviderFailure.Refused(unreadable.reason()));
        }
    }

    @Override
    public Channel watch(Account account, RemoteCalendar calendar, WatchOrder order) {
        var until = clock.instant().plus(order.life());
        var wish =
                new com.google.api.services.calendar.model.Channel()
                        .setId(order.channel())
                        .setType("web_hook")
                        .setAddress(order.callback().toString())
                        .setToken(order.secret())
                        .setExpiration(until.toEpochMilli());
        var open =
                calls.run(account, Asked.CALENDAR, api -> api.events().watch(calendar.id(), wish));
        return new Channel(
                open.getId(),
                open.getResourceId(),
                Optional.ofNullable(open.getExpiration()).map(Instant::ofEpochMilli).orElse(until));
    }

    /** Google renews none: there is a new one, and the old one goes on until it is ended. */
    @Override
    public Channel renew(
            Account account, RemoteCalendar calendar, Channel channel, WatchOrder order) {
        return watch(account, calendar, order);
    }

    @Override
    public void unwatch(Account account, Channel channel) {
        var which =
                new com.google.api.services.calendar.model.Channel()
                        .setId(channel.id())
                        .setResourceId(channel.resource());
        try {
            calls.run(account, Asked.EVENT, api -> api.channels().stop(which));
        } catch (ProviderFailed failed) {
            if (!(failed.failure() instanceof ProviderFailure.Gone)) {
                throw failed;
            }
        }
    }
}
