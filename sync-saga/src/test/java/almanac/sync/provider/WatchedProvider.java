package almanac.sync.provider;

import almanac.connection.ProviderKind;
import almanac.entry.ImportedEntry;
import almanac.sync.provider.FakeProvider.Call;
import almanac.sync.provider.FakeProvider.Faults;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/**
 * Stands before any provider: counts what is asked, lets calls go wrong before or after their
 * effect, answers rounds late, and puts empty pages before others.
 */
public final class WatchedProvider implements Provider {

    private static final String BLANK = "blank page, then ";

    private final Provider behind;
    private final List<Call> calls = new ArrayList<>();
    private Faults faults = new Faults() {};
    private boolean heldBack;
    private int blanks;
    private Optional<Resume> afterBlank = Optional.empty();

    public WatchedProvider(Provider behind) {
        this.behind = behind;
    }

    /** The provider itself, for who is not the engine. */
    public Provider behind() {
        return behind;
    }

    public synchronized void failing(Faults newFaults) {
        faults = newFaults;
    }

    /** While it is held back, a round tells nothing new, and what was missed comes later. */
    public synchronized void holdBack(boolean hold) {
        heldBack = hold;
    }

    /** So many of the next pages are empty, and are not the last ones. */
    public synchronized void blankPages(int count) {
        blanks = count;
    }

    /** How many empty pages are still to come. */
    public synchronized int blanksLeft() {
        return blanks;
    }

    public synchronized List<Call> calls() {
        return List.copyOf(calls);
    }

    public synchronized long writes() {
        return calls.stream().filter(Call::writes).count();
    }

    private <T> T call(String method, String calendar, Optional<String> object, Supplier<T> work) {
        Call call;
        Faults now;
        synchronized (this) {
            call = new Call(method, calendar, object, calls.size());
            calls.add(call);
            now = faults;
        }
        now.before(call);
        var answer = work.get();
        now.after(call);
        return answer;
    }

    @Override
    public ProviderKind kind() {
        return behind.kind();
    }

    @Override
    public Traits traits() {
        return behind.traits();
    }

    @Override
    public List<RemoteCalendar> calendars(Account account) {
        return call("calendars", "", Optional.empty(), () -> behind.calendars(account));
    }

    @Override
    public ChangePage changes(Account account, RemoteCalendar calendar, Resume resume) {
        return call(
                "changes",
                calendar.id(),
                resume instanceof Resume.Next(var page) ? Optional.of(page) : Optional.empty(),
                () -> page(account, calendar, resume));
    }

    private ChangePage page(Account account, RemoteCalendar calendar, Resume asked) {
        Resume resume;
        synchronized (this) {
            resume = meant(asked);
            if (heldBack && resume instanceof Resume.Since(var cursor)) {
                return new ChangePage(List.of(), new ChangePage.Done(cursor), OptionalInt.empty());
            }
            if (blanks > 0) {
                blanks--;
                afterBlank = Optional.of(resume);
                return new ChangePage(
                        List.of(), new ChangePage.More(BLANK + blanks), OptionalInt.empty());
            }
        }
        return behind.changes(account, calendar, resume);
    }

    private Resume meant(Resume asked) {
        return asked instanceof Resume.Next(var page) && page.startsWith(BLANK)
                ? afterBlank.orElseThrow()
                : asked;
    }

    @Override
    public Optional<RemoteObject> fetch(Account account, RemoteCalendar calendar, String object) {
        return call(
                "fetch",
                calendar.id(),
                Optional.of(object),
                () -> behind.fetch(account, calendar, object));
    }

    @Override
    public RemoteObject create(Account account, RemoteCalendar calendar, Draft draft) {
        return call(
                "create",
                calendar.id(),
                Optional.empty(),
                () -> behind.create(account, calendar, draft));
    }

    @Override
    public RemoteObject update(
            Account account, RemoteCalendar calendar, RemoteObject known, ImportedEntry wanted) {
        return call(
                "update",
                calendar.id(),
                Optional.of(known.id()),
                () -> behind.update(account, calendar, known, wanted));
    }

    @Override
    public void delete(Account account, RemoteCalendar calendar, RemoteObject known) {
        call(
                "delete",
                calendar.id(),
                Optional.of(known.id()),
                () -> {
                    behind.delete(account, calendar, known);
                    return known;
                });
    }

    @Override
    public void move(
            Account account, RemoteCalendar calendar, RemoteObject known, RemoteCalendar to) {
        call(
                "move",
                calendar.id(),
                Optional.of(known.id()),
                () -> {
                    behind.move(account, calendar, known, to);
                    return known;
                });
    }

    @Override
    public Channel watch(Account account, RemoteCalendar calendar, WatchOrder order) {
        return call(
                "watch",
                calendar.id(),
                Optional.empty(),
                () -> behind.watch(account, calendar, order));
    }

    @Override
    public Channel renew(
            Account account, RemoteCalendar calendar, Channel channel, WatchOrder order) {
        return call(
                "renew",
                calendar.id(),
                Optional.empty(),
                () -> behind.renew(account, calendar, channel, order));
    }

    @Override
    public void unwatch(Account account, Channel channel) {
        call(
                "unwatch",
                "",
                Optional.empty(),
                () -> {
                    behind.unwatch(account, channel);
                    return channel;
                });
    }
}
