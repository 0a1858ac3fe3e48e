package almanac.app.tracing;

import almanac.connection.ProviderKind;
import almanac.entry.ImportedEntry;
import almanac.sync.provider.Account;
import almanac.sync.provider.ChangePage;
import almanac.sync.provider.Channel;
import almanac.sync.provider.Connector;
import almanac.sync.provider.Draft;
import almanac.sync.provider.Provider;
import almanac.sync.provider.ProviderFailed;
import almanac.sync.provider.RemoteCalendar;
import almanac.sync.provider.RemoteObject;
import almanac.sync.provider.Resume;
import almanac.sync.provider.Traits;
import almanac.sync.provider.WatchOrder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A provider with a span for whatever is asked of it. The provider itself is told of no trace: the
 * ids of ours are none of its business.
 */
public final class TracedProvider implements Provider {

    private final Provider provider;
    private final Traces traces;

    private TracedProvider(Provider provider, Traces traces) {
        this.provider = provider;
        this.traces = traces;
    }

    /** The same connector with spans. */
    public static Connector of(Connector connector, Traces traces) {
        return new Connector(
                new TracedProvider(connector.provider(), traces),
                connector.authorizer(),
                connector.passwordServer(),
                connector.configured());
    }

    private <T> T asked(String what, Supplier<T> request) {
        var name = kind().name().toLowerCase(Locale.ROOT) + " " + what;
        var span = traces.within(name).setSpanKind(SpanKind.CLIENT).startSpan();
        try (var scope = span.makeCurrent()) {
            return request.get();
        } catch (ProviderFailed failed) {
            span.setStatus(StatusCode.ERROR, failed.failure().getClass().getSimpleName());
            throw failed;
        } catch (RuntimeException failed) {
            UnderWay.failed(span, failed);
            throw failed;
        } finally {
            span.end();
        }
    }

    private void told(String what, Runnable request) {
        asked(
                what,
                () -> {
                    request.run();
                    return what;
                });
    }

    @Override
    public ProviderKind kind() {
        return provider.kind();
    }

    @Override
    public Traits traits() {
        return provider.traits();
    }

    @Override
    public List<RemoteCalendar> calendars(Account account) {
        return asked("calendars", () -> provider.calendars(account));
    }

    @Override
    public ChangePage changes(Account account, RemoteCalendar calendar, Resume resume) {
        return asked("changes", () -> provider.changes(account, calendar, resume));
    }

    @Override
    public Optional<RemoteObject> fetch(Account account, RemoteCalendar calendar, String object) {
        return asked("fetch", () -> provider.fetch(account, calendar, object));
    }

    @Override
    public RemoteObject create(Account account, RemoteCalendar calendar, Draft draft) {
        return asked("create", () -> provider.create(account, calendar, draft));
    }

    @Override
    public RemoteObject update(
            Account account, RemoteCalendar calendar, RemoteObject known, ImportedEntry wanted) {
        return asked("update", () -> provider.update(account, calendar, known, wanted));
    }

    @Override
    public void delete(Account account, RemoteCalendar calendar, RemoteObject known) {
        told("delete", () -> provider.delete(account, calendar, known));
    }

    @Override
    public void move(
            Account account, RemoteCalendar calendar, RemoteObject known, RemoteCalendar to) {
        told("move", () -> provider.move(account, calendar, known, to));
    }

    @Override
    public Channel watch(Account account, RemoteCalendar calendar, WatchOrder order) {
        return asked("watch", () -> provider.watch(account, calendar, order));
    }

    @Override
    public Channel renew(
            Account account, RemoteCalendar calendar, Channel channel, WatchOrder order) {
        return asked("renew", () -> provider.renew(account, calendar, channel, order));
    }

    @Override
    public void unwatch(Account account, Channel channel) {
        told("unwatch", () -> provider.unwatch(account, channel));
    }
}
