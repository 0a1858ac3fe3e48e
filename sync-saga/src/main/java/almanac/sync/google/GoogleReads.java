package almanac.sync.google;

import almanac.sync.google.GoogleFailures.Asked;
import almanac.sync.provider.Account;
import almanac.sync.provider.ProviderFailed;
import almanac.sync.provider.ProviderFailure;
import almanac.sync.provider.RemoteCalendar;
import com.google.api.services.calendar.model.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads objects whole. */
final class GoogleReads {

    private static final int PAGE = 2_500;

    private final GoogleCalls calls;

    GoogleReads(GoogleCalls calls) {
        this.calls = calls;
    }

    /** One item, deleted ones too; empty where there is none, but the calendar is there. */
    Optional<Event> item(Account account, RemoteCalendar calendar, String id) {
        try {
            return Optional.of(
                    calls.run(account, Asked.EVENT, api -> api.events().get(calendar.id(), id)));
        } catch (ProviderFailed failed) {
            if (failed.failure() instanceof ProviderFailure.Gone) {
                requireCalendar(account, calendar);
                return Optional.empty();
            }
            throw failed;
        }
    }

    /**
     * An event that is not found may be in a calendar that is not shared any more.
     *
     * @throws ProviderFailed CalendarGone
     */
    void requireCalendar(Account account, RemoteCalendar calendar) {
        calls.run(
                account,
                Asked.CALENDAR,
                api -> api.events().list(calendar.id()).setMaxResults(1).setSingleEvents(false));
    }

    /** An object with all its exceptions; empty when it is gone. */
    Optional<GoogleObject> whole(Account account, RemoteCalendar calendar, String id) {
        var found = item(account, calendar, id).filter(item -> !GoogleObject.cancelled(item));
        if (found.isEmpty() || !GoogleObject.repeats(found.get())) {
            return found.map(item -> GoogleObject.of(item, List.of()));
        }
        return series(account, calendar, id, found.get().getICalUID());
    }

    /**
     * A series by its iCalendar UID, which all its items share: one request however many exceptions
     * it has. Deleted exceptions are in the answer, as in every list of series.
     */
    Optional<GoogleObject> series(Account account, RemoteCalendar calendar, String id, String uid) {
        var items = new ArrayList<Event>();
        @Nullable String token = null;
        do {
            var from = token;
            var page =
                    calls.run(
                            account,
                            Asked.CALENDAR,
                            api ->
                                    api.events()
                                            .list(calendar.id())
                                            .setICalUID(uid)
                                            .setShowDeleted(true)
                                            .setSingleEvents(false)
                                            .setMaxResults(PAGE)
                                            .setPageToken(from));
            items.addAll(Optional.ofNullable(page.getItems()).orElse(List.of()));
            token = page.getNextPageToken();
        } while (token != null);
        return items.stream()
                .filter(item -> item.getId().equals(id) && !GoogleObject.cancelled(item))
                .findFirst()
                .map(master ->
                        GoogleObject.of(
                                master,
                                items.stream()
                                        .filter(item -> id.equals(item.getRecurringEventId()))
                                        .toList()));
    }
}
