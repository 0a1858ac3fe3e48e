package almanac.sync.google;

import almanac.sync.google.GoogleFailures.Asked;
import almanac.sync.provider.Account;
import almanac.sync.provider.RemoteCalendar;
import com.google.api.services.calendar.model.Event;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The requests that write; guests get no mail from any of them. */
final class GoogleRequests {

    private static final String NOBODY = "none";
    private static final int PAGE = 2_500;

    private final GoogleCalls calls;
    private final Account account;
    private final RemoteCalendar calendar;

    GoogleRequests(GoogleCalls calls, Account account, RemoteCalendar calendar) {
        this.calls = calls;
        this.account = account;
        this.calendar = calendar;
    }

    Event insert(Event event) {
        return calls.run(
                account,
                Asked.CALENDAR,
                api -> api.events().insert(calendar.id(), event).setSendUpdates(NOBODY));
    }

    /**
     * @param etag empty where the item has none of its own yet
     */
    Event patch(String id, Optional<String> etag, Event patch) {
        return calls.run(
                account,
                Asked.EVENT,
                api -> {
                    var request =
                            api.events().patch(calendar.id(), id, patch).setSendUpdates(NOBODY);
                    etag.ifPresent(request.getRequestHeaders()::setIfMatch);
                    return request;
                });
    }

    void delete(String id, String etag) {
        calls.run(
                account,
                Asked.EVENT,
                api -> {
                    var request = api.events().delete(calendar.id(), id).setSendUpdates(NOBODY);
                    request.getRequestHeaders().setIfMatch(etag);
                    return request;
                });
    }

    void move(String id, RemoteCalendar to) {
        calls.run(
                account,
                Asked.EVENT,
                api -> api.events().move(calendar.id(), id, to.id()).setSendUpdates(NOBODY));
    }

    /** The instances of a series whose time touches a window, deleted ones left out. */
    List<Event> instances(String series, Instant from, Instant to) {
        var items = new ArrayList<Event>();
        @Nullable String token = null;
        do {
            var page = token;
            var answer =
                    calls.run(
                            account,
                            Asked.EVENT,
                            api ->
                                    api.events()
                                            .instances(calendar.id(), series)
                                            .setTimeMin(GoogleTimes.moment(from, ZoneOffset.UTC))
                                            .setTimeMax(GoogleTimes.moment(to, ZoneOffset.UTC))
                                            .setMaxResults(PAGE)
                                            .setPageToken(page));
            items.addAll(Optional.ofNullable(answer.getItems()).orElse(List.of()));
            token = answer.getNextPageToken();
        } while (token != null);
        return items;
    }
}
