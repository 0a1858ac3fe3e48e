package almanac.sync.google;

import almanac.sync.google.GoogleFailures.Asked;
import almanac.sync.provider.Account;
import almanac.sync.provider.ChangePage;
import almanac.sync.provider.RemoteCalendar;
import almanac.sync.provider.RemoteChange;
import almanac.sync.provider.Resume;
import com.google.api.services.calendar.model.Event;
import com.google.api.services.calendar.model.Events;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Rounds over a calendar. Items of one series come in any order and in different pages. A full
 * round holds them back, in the port's page token, and tells of series on its last page, when all
 * of their items were seen; a round of changes says which series were touched.
 */
final class GooglePages {

    private final GoogleCalls calls;
    private final GoogleReads reads;
    private final int pageSize;

    GooglePages(GoogleCalls calls, GoogleReads reads, int pageSize) {
        this.calls = calls;
        this.reads = reads;
        this.pageSize = pageSize;
    }

    ChangePage page(Account account, RemoteCalendar calendar, Resume resume) {
        var round =
                switch (resume) {
                    case Resume.Everything everything -> Round.ofEverything();
                    case Resume.Since(var cursor) -> Round.since(cursor);
                    case Resume.Next(var page) -> Round.read(page);
                };
        var answer = list(account, calendar, round);
        var items = Optional.ofNullable(answer.getItems()).orElse(List.of());
        var next = Optional.ofNullable(answer.getNextPageToken());
        var changes =
                round.since().isEmpty()
                        ? full(calendar, round, items, next.isEmpty())
                        : touched(account, calendar, items);
        return new ChangePage(
                changes,
                next.<ChangePage.Continuation>map(token -> new ChangePage.More(round.next(token)))
                        .orElseGet(() -> new ChangePage.Done(answer.getNextSyncToken())),
                OptionalInt.empty());
    }

    private Events list(Account account, RemoteCalendar calendar, Round round) {
        var asked =
                round.since().isPresent() || round.page().isPresent()
                        ? Asked.CONTINUATION
                        : Asked.CALENDAR;
        return calls.run(
                account,
                asked,
                api ->
                        api.events()
                                .list(calendar.id())
                                .setSingleEvents(false)
                                .setShowDeleted(true)
                                .setMaxResults(pageSize)
                                .setSyncToken(round.since().orElse(null))
                                .setPageToken(round.page().orElse(null)));
    }

    private List<RemoteChange> full(
            RemoteCalendar calendar, Round round, List<Event> items, boolean last) {
        var reader = new GoogleEntryReader(calendar);
        var changes = new ArrayList<RemoteChange>();
        for (var item : items) {
            if (GoogleObject.exception(item) || GoogleObject.repeats(item)) {
                round.hold(item);
            } else {
                changes.add(alone(reader, item));
            }
        }
        if (last) {
            changes.addAll(held(reader, round));
        }
        return changes;
    }

    private static List<RemoteChange> held(GoogleEntryReader reader, Round round) {
        var masters = new LinkedHashMap<String, Event>();
        var exceptions = new LinkedHashMap<String, List<Event>>();
        for (var item : round.held()) {
            if (GoogleObject.exception(item)) {
                exceptions
                        .computeIfAbsent(item.getRecurringEventId(), none -> new ArrayList<>())
                        .add(item);
            } else {
                masters.put(item.getId(), item);
            }
        }
        var changes = new ArrayList<RemoteChange>();
        for (var id : round.tooMany()) {
            masters.remove(id);
            exceptions.remove(id);
            changes.add(new RemoteChange.Touched(id));
        }
        masters.forEach((id, master) ->
                changes.add(
                        GoogleObject.cancelled(master)
                                ? new RemoteChange.Removed(id, true)
                                : present(reader, master, exceptions.getOrDefault(id, List.of()))));
        exceptions.keySet().removeAll(masters.keySet());
        exceptions
                .values()
                .forEach(each -> each.forEach(item -> changes.add(orphan(reader, item))));
        return changes;
    }

    private static RemoteChange alone(GoogleEntryReader reader, Event item) {
        return GoogleObject.cancelled(item)
                ? new RemoteChange.Removed(item.getId(), true)
                : present(reader, item, List.of());
    }

    private static RemoteChange present(
            GoogleEntryReader reader, Event master, List<Event> exceptions) {
        try {
            return new RemoteChange.Present(reader.read(GoogleObject.of(master, exceptions)));
        } catch (Unreadable unreadable) {
            return new RemoteChange.Unreadable(master.getId(), unreadable.reason());
        }
    }

    private static RemoteChange orphan(GoogleEntryReader reader, Event item) {
        if (GoogleObject.cancelled(item)) {
            return new RemoteChange.Removed(item.getId(), true);
        }
        try {
            return new RemoteChange.Present(reader.orphan(item));
        } catch (Unreadable unreadable) {
            return new RemoteChange.Unreadable(item.getId(), unreadable.reason());
        }
    }

    /** Changes of a series come item by item, so what the rest of it says has to be fetched. */
    private List<RemoteChange> touched(
            Account account, RemoteCalendar calendar, List<Event> items) {
        var reader = new GoogleEntryReader(calendar);
        var changes = new ArrayList<RemoteChange>();
        var series = new LinkedHashSet<String>();
        var parts = new LinkedHashMap<String, List<Event>>();
        for (var item : items) {
            if (GoogleObject.exception(item)) {
                parts.computeIfAbsent(item.getRecurringEventId(), none -> new ArrayList<>())
                        .add(item);
            } else {
                series.add(item.getId());
                changes.add(
                        GoogleObject.repeats(item) && !GoogleObject.cancelled(item)
                                ? new RemoteChange.Touched(item.getId())
                                : alone(reader, item));
            }
        }
        parts.keySet().removeAll(series);
        for (Map.Entry<String, List<Event>> each : parts.entrySet()) {
            var master =
                    reads.item(account, calendar, each.getKey())
                            .filter(item -> !GoogleObject.cancelled(item));
            if (master.isPresent()) {
                changes.add(new RemoteChange.Touched(each.getKey()));
            } else {
                each.getValue().forEach(item -> changes.add(orphan(reader, item)));
            }
        }
        return changes;
    }
}
