package almanac.sync.microsoft;

import almanac.sync.microsoft.MicrosoftFailures.Target;
import almanac.sync.provider.Account;
import almanac.sync.provider.ProviderFailed;
import almanac.sync.provider.ProviderFailure;
import almanac.sync.provider.ProviderFailure.Gone;
import almanac.sync.provider.RemoteCalendar;
import com.microsoft.graph.models.Event;
import com.microsoft.graph.models.SingleValueLegacyExtendedProperty;
import com.microsoft.graph.serviceclient.GraphServiceClient;
import com.microsoft.graph.users.item.calendars.item.events.item.EventItemRequestBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Single requests that write events of one calendar. */
final class MicrosoftEvents {

    /**
     * Names our creations, so that a lost one is found again; the number is this property's own.
     */
    private static final String MARKER =
            "String {6f2c7c5e-0d0b-4a7a-9a53-a1ca4ac0a1e0} Name AlmanacOperation";

    private final MicrosoftCalls calls;
    private final Account account;
    private final RemoteCalendar calendar;

    MicrosoftEvents(MicrosoftCalls calls, Account account, RemoteCalendar calendar) {
        this.calls = calls;
        this.account = account;
        this.calendar = calendar;
    }

    /** Creates it once for an operation; answers the id of what is there then. */
    String create(Event event, String operation) {
        event.setTransactionId(operation);
        var marker = new SingleValueLegacyExtendedProperty();
        marker.setId(MARKER);
        marker.setValue(operation);
        event.setSingleValueExtendedProperties(List.of(marker));
        try {
            return MicrosoftObject.id(
                    calls.call(
                            account,
                            Target.CALENDAR,
                            graph ->
                                    graph.me()
                                            .calendars()
                                            .byCalendarId(calendar.id())
                                            .events()
                                            .post(
                                                    MicrosoftCalls.whole(event),
                                                    request ->
                                                            MicrosoftCalls.prefer(
                                                                    request.headers))));
        } catch (ProviderFailed failed) {
            if (failed.failure() instanceof ProviderFailure.Unreachable
                    || failed.failure() instanceof ProviderFailure.Refused) {
                // the same transaction may be refused as a duplicate
                return made(operation).orElseThrow(() -> failed);
            }
            throw failed;
        }
    }

    private Optional<String> made(String operation) {
        var page =
                calls.call(
                        account,
                        Target.CALENDAR,
                        graph ->
                                graph.me()
                                        .calendars()
                                        .byCalendarId(calendar.id())
                                        .events()
                                        .get(request -> {
                                            MicrosoftCalls.prefer(request.headers);
                                            request.queryParameters.filter =
                                                    "singleValueExtendedProperties/any(ep: ep/id eq '"
                                                            + MARKER
                                                            + "' and ep/value eq '"
                                                            + operation
                                                            + "')";
                                            request.queryParameters.select =
                                                    new String[] {"id", "transactionId"};
                                        }));
        return Optional.ofNullable(page.getValue()).orElse(List.of()).stream()
                // a copy has our marker too, but not the transaction
                .filter(event -> operation.equals(event.getTransactionId()))
                .map(MicrosoftObject::id)
                .findFirst();
    }

    private EventItemRequestBuilder item(GraphServiceClient graph, String id) {
        return graph.me().calendars().byCalendarId(calendar.id()).events().byEventId(id);
    }

    /** Writes what the patch says, unless somebody wrote since; answers the event as it is then. */
    Event patch(String id, Event patch, String etag) {
        return calls.call(
                account,
                Target.OBJECT,
                graph ->
                        item(graph, id)
                                .patch(
                                        MicrosoftCalls.whole(patch),
                                        request -> {
                                            MicrosoftCalls.prefer(request.headers);
                                            request.headers.add("If-Match", etag);
                                        }));
    }

    /** Deletes it; what is gone counts as deleted. */
    void delete(String id, String etag) {
        try {
            calls.call(
                    account,
                    Target.OBJECT,
                    graph -> {
                        item(graph, id)
                                .delete(request -> {
                                    MicrosoftCalls.prefer(request.headers);
                                    request.headers.add("If-Match", etag);
                                });
                        return id;
                    });
        } catch (ProviderFailed failed) {
            if (!(failed.failure() instanceof Gone)) {
                throw failed;
            }
        }
    }

    /** The occurrences of a series that touch a stretch of time. */
    List<Event> instances(String series, Instant from, Instant to) {
        var page =
                calls.call(
                        account,
                        Target.OBJECT,
                        graph ->
                                item(graph, series)
                                        .instances()
                                        .get(request -> {
                                            MicrosoftCalls.prefer(request.headers);
                                            request.queryParameters.startDateTime = from.toString();
                                            request.queryParameters.endDateTime = to.toString();
                                        }));
        return Optional.ofNullable(page.getValue()).orElse(List.of());
    }

    /** The body as HTML. */
    String html(String id) {
        var event =
                calls.call(
                        account,
                        Target.OBJECT,
                        graph ->
                                item(graph, id)
                                        .get(request -> {
                                            MicrosoftCalls.preferHtml(request.headers);
                                            request.queryParameters.select =
                                                    new String[] {"id", "body"};
                                        }));
        return Optional.ofNullable(event.getBody())
                .flatMap(body -> Optional.ofNullable(body.getContent()))
                .orElse("");
    }

    /** Says what the account answers to an invitation. */
    void answer(Event event, almanac.entry.Answer answer) {
        var id = MicrosoftObject.id(event);
        var wanted = !Boolean.FALSE.equals(event.getResponseRequested());
        calls.call(
                account,
                Target.OBJECT,
                graph -> {
                    MicrosoftAnswers.post(item(graph, id), answer, wanted);
                    return id;
                });
    }
}
