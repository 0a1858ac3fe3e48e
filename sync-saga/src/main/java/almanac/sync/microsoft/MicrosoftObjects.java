package almanac.sync.microsoft;

import almanac.entry.MailAddress;
import almanac.sync.microsoft.MicrosoftFailures.Target;
import almanac.sync.provider.Account;
import almanac.sync.provider.ProviderFailed;
import almanac.sync.provider.ProviderFailure;
import almanac.sync.provider.ProviderFailure.Gone;
import almanac.sync.provider.RemoteCalendar;
import almanac.sync.provider.RemoteObject;
import com.microsoft.graph.models.Event;
import com.microsoft.graph.models.EventType;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads whole objects: a series with its exceptions and what is cancelled of it. */
final class MicrosoftObjects {

    private static final int ATTEMPTS = 3;

    private final MicrosoftCalls calls;
    private final MicrosoftWhereabouts whereabouts;

    MicrosoftObjects(MicrosoftCalls calls) {
        this.calls = calls;
        this.whereabouts = new MicrosoftWhereabouts(calls);
    }

    /** The object; empty when it is not in this calendar, or is an occurrence of another. */
    Optional<MicrosoftObject> find(Account account, RemoteCalendar calendar, String id) {
        for (var attempt = 0; attempt < ATTEMPTS; attempt++) {
            var event =
                    event(account, calendar, id)
                            .filter(found -> whereabouts.isIn(account, calendar, found));
            if (event.isEmpty()) {
                return Optional.empty();
            }
            var type = event.get().getType();
            if (type == EventType.Occurrence || type == EventType.Exception) {
                return Optional.empty();
            }
            if (type != EventType.SeriesMaster) {
                return event.map(MicrosoftObject::single);
            }
            var parts = parts(account, calendar, id);
            if (MicrosoftObject.etag(parts).equals(MicrosoftObject.etag(event.get()))) {
                return Optional.of(whole(event.get(), parts));
            }
        }
        throw new ProviderFailed(
                new ProviderFailure.Unreachable("the series keeps changing while it is read"));
    }

    private Optional<Event> event(Account account, RemoteCalendar calendar, String id) {
        try {
            return Optional.of(
                    calls.call(
                            account,
                            Target.OBJECT,
                            graph ->
                                    graph.me()
                                            .calendars()
                                            .byCalendarId(calendar.id())
                                            .events()
                                            .byEventId(id)
                                            .get(request ->
                                                    MicrosoftCalls.prefer(request.headers))));
        } catch (ProviderFailed failed) {
            if (failed.failure() instanceof Gone) {
                return Optional.empty();
            }
            throw failed;
        }
    }

    /** Told only of a series, and only when asked for. */
    private Event parts(Account account, RemoteCalendar calendar, String id) {
        return calls.call(
                account,
                Target.OBJECT,
                graph ->
                        graph.me()
                                .calendars()
                                .byCalendarId(calendar.id())
                                .events()
                                .byEventId(id)
                                .get(request -> {
                                    MicrosoftCalls.prefer(request.headers);
                                    request.queryParameters.select =
                                            new String[] {
                                                "id",
                                                "changeKey",
                                                "exceptionOccurrences",
                                                "cancelledOccurrences"
                                            };
                                    request.queryParameters.expand =
                                            new String[] {"exceptionOccurrences"};
                                }));
    }

    private static MicrosoftObject whole(Event event, Event parts) {
        if (parts.getAdditionalData().containsKey("exceptionOccurrences@odata.nextLink")) {
            throw new ProviderFailed(
                    new ProviderFailure.Refused("Microsoft tells only some of the exceptions"));
        }
        return new MicrosoftObject(
                event,
                Optional.ofNullable(parts.getExceptionOccurrences()).orElse(List.of()),
                Optional.ofNullable(parts.getCancelledOccurrences()).orElse(List.of()));
    }

    /** The object in our language. */
    Optional<RemoteObject> fetch(Account account, RemoteCalendar calendar, String id) {
        return find(account, calendar, id).map(object -> read(account, calendar, object));
    }

    RemoteObject read(Account account, RemoteCalendar calendar, MicrosoftObject object) {
        try {
            return reader(account, calendar).read(object);
        } catch (UnreadableEvent unreadable) {
            throw new ProviderFailed(new ProviderFailure.Refused(unreadable.reason()));
        }
    }

    MicrosoftEntryReader reader(Account account, RemoteCalendar calendar) {
        return new MicrosoftEntryReader(calendar, once(() -> self(account)));
    }

    /** The account's own address. */
    Optional<MailAddress> self(Account account) {
        var me =
                calls.call(
                        account,
                        Target.ACCOUNT,
                        graph ->
                                graph.me()
                                        .get(request -> {
                                            MicrosoftCalls.prefer(request.headers);
                                            request.queryParameters.select =
                                                    new String[] {"mail", "userPrincipalName"};
                                        }));
        return Optional.ofNullable(me.getMail())
                .or(() -> Optional.ofNullable(me.getUserPrincipalName()))
                .filter(MailAddress::isOne)
                .map(MailAddress::new);
    }

    private static <T> Supplier<T> once(Supplier<T> source) {
        return new Supplier<>() {
            private Optional<T> known = Optional.empty();

            @Override
            public T get() {
                var value = known.orElseGet(source);
                known = Optional.of(value);
                return value;
            }
        };
    }
}
