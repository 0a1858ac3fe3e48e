package almanac.sync.microsoft;

import almanac.sync.microsoft.MicrosoftFailures.Target;
import almanac.sync.provider.Account;
import almanac.sync.provider.ChangePage;
import almanac.sync.provider.ChangePage.Continuation;
import almanac.sync.provider.ChangePage.Done;
import almanac.sync.provider.ChangePage.More;
import almanac.sync.provider.ProviderFailed;
import almanac.sync.provider.ProviderFailure;
import almanac.sync.provider.RemoteCalendar;
import almanac.sync.provider.RemoteChange;
import almanac.sync.provider.Resume;
import com.microsoft.graph.models.Event;
import com.microsoft.graph.models.EventCollectionResponse;
import com.microsoft.graph.models.EventType;
import com.microsoft.graph.users.item.calendars.item.calendarview.delta.DeltaGetResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/**
 * Rounds of {@code calendarView/delta}. Single events are told as they come; of a series Graph
 * tells fragments, so each that was hinted at is told as touched, once, at the end of the round.
 */
final class MicrosoftPages {

    private static final int SIZE = 200;

    /** More are told at once, so that a page's name stays of a bearable length. */
    private static final int MOST_SERIES = 200;

    /** Clocks differ, and Exchange takes its time. */
    private static final Duration OVERLAP = Duration.ofMinutes(10);

    private final MicrosoftCalls calls;
    private final MicrosoftObjects objects;
    private final Clock clock;

    MicrosoftPages(MicrosoftCalls calls, MicrosoftObjects objects, Clock clock) {
        this.calls = calls;
        this.objects = objects;
        this.clock = clock;
    }

    ChangePage changes(Account account, RemoteCalendar calendar, Resume resume) {
        return switch (resume) {
            case Resume.Everything(var from, var to) -> {
                var now = clock.instant();
                yield page(
                        account,
                        calendar,
                        new MicrosoftCursor("", now, now, false, Set.of()),
                        first(account, calendar, from, to));
            }
            case Resume.Since(var cursor) -> {
                var last = MicrosoftCursor.parse(cursor);
                var round =
                        new MicrosoftCursor(
                                last.link(), last.began(), clock.instant(), false, Set.of());
                yield page(account, calendar, round, follow(account, calendar, round.link()));
            }
            case Resume.Next(var page) -> {
                var round = MicrosoftCursor.parse(page);
                yield page(account, calendar, round, follow(account, calendar, round.link()));
            }
        };
    }

    private DeltaGetResponse first(
            Account account, RemoteCalendar calendar, Instant from, Instant to) {
        return calls.call(
                account,
                Target.CALENDAR,
                graph ->
                        graph.me()
                                .calendars()
                                .byCalendarId(calendar.id())
                                .calendarView()
                                .delta()
                                .get(request -> {
                                    MicrosoftCalls.preferPages(request.headers, SIZE);
                                    request.queryParameters.startDateTime = from.toString();
                                    request.queryParameters.endDateTime = to.toString();
                                }));
    }

    private DeltaGetResponse follow(Account account, RemoteCalendar calendar, String link) {
        var own = calls.own(link);
        return calls.call(
                account,
                Target.CALENDAR,
                graph ->
                        graph.me()
                                .calendars()
                                .byCalendarId(calendar.id())
                                .calendarView()
                                .delta()
                                .withUrl(own)
                                .get(request -> MicrosoftCalls.preferPages(request.headers, SIZE)));
    }

    private ChangePage page(
            Account account,
            RemoteCalendar calendar,
            MicrosoftCursor round,
            DeltaGetResponse answer) {
        var changes = new ArrayList<RemoteChange>();
        var series = new TreeSet<>(round.series());
        var removals = round.removals();
        var reader = objects.reader(account, calendar);
        for (var item : Optional.ofNullable(answer.getValue()).orElse(List.of())) {
            if (item.getAdditionalData().containsKey("@removed")) {
                changes.add(new RemoteChange.Removed(MicrosoftObject.id(item), false));
                removals = true;
            } else if (single(item)) {
                changes.add(present(reader, item));
            } else {
                series.add(master(item));
            }
        }
        var next = Optional.ofNullable(answer.getOdataNextLink()).map(calls::own);
        if (next.isPresent() && series.size() <= MOST_SERIES) {
            var more =
                    new MicrosoftCursor(next.get(), round.since(), round.began(), removals, series);
            return new ChangePage(changes, new More(more.text()), OptionalInt.empty());
        }
        if (next.isEmpty() && removals) {
            series.addAll(changedSeries(account, calendar, round.since()));
        }
        series.forEach(id -> changes.add(new RemoteChange.Touched(id)));
        return new ChangePage(
                changes, continuation(round, next, removals, answer), OptionalInt.empty());
    }

    private Continuation continuation(
            MicrosoftCursor round,
            Optional<String> next,
            boolean removals,
            DeltaGetResponse answer) {
        if (next.isPresent()) {
            return new More(
                    new MicrosoftCursor(
                                    next.get(), round.since(), round.began(), removals, Set.of())
                            .text());
        }
        var delta =
                Optional.ofNullable(answer.getOdataDeltaLink())
                        .map(calls::own)
                        .orElseThrow(() ->
                                new ProviderFailed(
                                        new ProviderFailure.Unreachable(
                                                "Microsoft's page has no continuation")));
        return new Done(
                new MicrosoftCursor(delta, round.since(), round.began(), false, Set.of()).text());
    }

    private static boolean single(Event item) {
        return item.getType() == EventType.SingleInstance
                || item.getType() == null && item.getSeriesMasterId() == null;
    }

    private static String master(Event item) {
        return Optional.ofNullable(item.getSeriesMasterId())
                .orElseGet(() -> MicrosoftObject.id(item));
    }

    private static RemoteChange present(MicrosoftEntryReader reader, Event item) {
        try {
            return new RemoteChange.Present(reader.read(MicrosoftObject.single(item)));
        } catch (UnreadableEvent unreadable) {
            return new RemoteChange.Unreadable(MicrosoftObject.id(item), unreadable.reason());
        }
    }

    /** The series that changed since; cancelling an occurrence changes its series. */
    private Set<String> changedSeries(Account account, RemoteCalendar calendar, Instant since) {
        var found = new TreeSet<String>();
        var page = changed(account, calendar, since.minus(OVERLAP));
        while (true) {
            for (var event : Optional.ofNullable(page.getValue()).orElse(List.of())) {
                if (event.getType() == EventType.SeriesMaster) {
                    found.add(MicrosoftObject.id(event));
                }
            }
            var next = Optional.ofNullable(page.getOdataNextLink()).map(calls::own);
            if (next.isEmpty()) {
                return found;
            }
            page =
                    calls.call(
                            account,
                            Target.CALENDAR,
                            graph ->
                                    graph.me()
                                            .calendars()
                                            .byCalendarId(calendar.id())
                                            .events()
                                            .withUrl(next.get())
                                            .get(request ->
                                                    MicrosoftCalls.prefer(request.headers)));
        }
    }

    private EventCollectionResponse changed(
            Account account, RemoteCalendar calendar, Instant since) {
        return calls.call(
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
                                            "lastModifiedDateTime ge " + since;
                                    request.queryParameters.select =
                                            new String[] {"id", "type", "lastModifiedDateTime"};
                                    request.queryParameters.top = SIZE;
                                }));
    }
}
