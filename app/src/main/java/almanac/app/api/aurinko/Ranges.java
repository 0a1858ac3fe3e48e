package almanac.app.api.aurinko;

import almanac.app.web.Caller;
import almanac.app.web.FeedProgress;
import almanac.app.web.Queries;
import almanac.calendar.CalendarId;
import almanac.entry.EntryQuery;
import almanac.entry.EntryView;
import almanac.feed.FeedId;
import almanac.feed.FeedPlace;
import almanac.feed.FeedQuery;
import almanac.feed.FeedRecord;
import almanac.feed.FeedTerms;
import almanac.feed.UpdatedPage;
import almanac.message.Rejected;
import almanac.time.Window;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Events in pages: within bounds, every occurrence by its start; without bounds singles, masters
 * and exceptions by when they last changed. A page token is the number of the next page's first
 * event, or the position of the last page's last one.
 */
@Component("aurinkoRanges")
class Ranges {

    static final int USUAL = 250;
    static final int MOST = 1_000;

    private final Queries queries;
    private final FeedProgress progress;
    private final Viewers viewers;
    private final Clock clock;

    Ranges(Queries queries, FeedProgress progress, Viewers viewers, Clock clock) {
        this.queries = queries;
        this.progress = progress;
        this.viewers = viewers;
        this.clock = clock;
    }

    /** How many records a page holds; over the limit is refused, not cut (contract R27). */
    static int limit(int sent) {
        if (sent < 1 || sent > MOST) {
            throw Rejected.invalid("limit", "limit must be between 1 and " + MOST);
        }
        return sent;
    }

    RecordPage within(
            Caller caller,
            CalendarId calendar,
            Window window,
            @Nullable String pageToken,
            int limit) {
        var found =
                queries.list(
                        new EntryQuery.AgendaOf(calendar, window, caller.user()), EntryView.class);
        var from = (int) Math.min(found.size(), pageToken == null ? 0 : number(pageToken, 0));
        var to = Math.min(found.size(), from + limit);
        var viewing = viewers.viewing(caller, calendar);
        var records =
                found.subList(from, to).stream().map(view -> viewing.of(record(view))).toList();
        return new RecordPage(
                to < found.size() ? Integer.toString(to) : null, records.size(), records);
    }

    private static FeedRecord record(EntryView view) {
        return new FeedRecord(
                FeedId.of(view.number()),
                view.uid(),
                view.details(),
                view.span(),
                view.recurrence(),
                List.of(),
                view.originalStart(),
                view.exception(),
                view.createdAt(),
                view.updatedAt(),
                view.revision());
    }

    RecordPage everything(
            Caller caller, CalendarId calendar, @Nullable String pageToken, int limit) {
        var reached = progress.reached();
        var now = clock.instant();
        var position = pageToken == null ? -1 : number(pageToken, -1);
        var terms =
                new FeedTerms(
                        Bounds.everything(), FeedTerms.Mode.MASTERS, false, now, Long.MAX_VALUE);
        var page =
                queries.ask(
                        new FeedQuery.Updated(
                                calendar,
                                terms,
                                new FeedPlace(position, 0, Optional.empty()),
                                reached,
                                now,
                                limit,
                                caller.user()),
                        UpdatedPage.class);
        var viewing = viewers.viewing(caller, calendar);
        return new RecordPage(
                page.complete() ? null : Long.toString(page.next().position()),
                page.records().size(),
                page.records().stream().map(viewing::of).toList());
    }

    private static long number(String pageToken, long least) {
        try {
            var number = Long.parseLong(pageToken);
            if (number >= least) {
                return number;
            }
        } catch (NumberFormatException notOurs) {
            // refused below
        }
        throw Rejected.invalid("pageToken", "pageToken is not a token of this list");
    }
}
