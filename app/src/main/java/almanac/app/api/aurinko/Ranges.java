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
import almanac.time.AsOf;
import almanac.time.Window;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Events in pages: within bounds, every occurrence by its start; without bounds singles, masters
 * and exceptions by when they last changed. A page token is the place of the last page's last event
 * in that order.
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

    /**
     * Which page of which calendar.
     *
     * @param pageToken as the page before gave it
     * @param then as of when; empty for now
     */
    record Asked(CalendarId calendar, @Nullable String pageToken, int limit, Optional<AsOf> then) {}

    RecordPage within(Caller caller, Window window, Asked asked) {
        var query =
                asked.then()
                        .<EntryQuery>map(it ->
                                new EntryQuery.AgendaOfAsOf(
                                        asked.calendar(), window, window, it, caller.user()))
                        .orElseGet(() ->
                                new EntryQuery.AgendaOf(asked.calendar(), window, caller.user()));
        var sent = asked.pageToken();
        var behind = sent == null ? RangePlace.FIRST : RangePlace.parse(sent);
        var rest =
                queries.list(query, EntryView.class).stream()
                        .filter(view -> behind.isBefore(RangePlace.of(view, window.zone())))
                        .toList();
        var page = rest.subList(0, Math.min(rest.size(), asked.limit()));
        var viewing = viewers.viewing(caller, asked.calendar());
        var records = page.stream().map(view -> viewing.of(record(view))).toList();
        return new RecordPage(
                page.size() < rest.size()
                        ? RangePlace.of(page.getLast(), window.zone()).text()
                        : null,
                records.size(),
                records);
    }

    private static FeedRecord record(EntryView view) {
        return new FeedRecord(
                FeedId.of(view.number()),
                FeedId.master(view.number().entry(), view.part()),
                view.uid(),
                view.details(),
                view.span(),
                view.recurrence(),
                List.of(),
                view.planned(),
                view.exception(),
                view.createdAt(),
                view.updatedAt(),
                view.revision());
    }

    RecordPage everything(Caller caller, Asked asked) {
        var sent = asked.pageToken();
        var position = sent == null ? -1 : position(sent);
        var page = queries.ask(everything(caller, asked, position), UpdatedPage.class);
        var viewing = viewers.viewing(caller, asked.calendar());
        return new RecordPage(
                page.complete() ? null : Long.toString(page.next().position()),
                page.records().size(),
                page.records().stream().map(viewing::of).toList());
    }

    private FeedQuery everything(Caller caller, Asked asked, long position) {
        var reached = progress.reached();
        var now = clock.instant();
        var terms =
                new FeedTerms(
                        Bounds.everything(), FeedTerms.Mode.MASTERS, false, now, Long.MAX_VALUE);
        return asked.then()
                .<FeedQuery>map(it ->
                        new FeedQuery.UpdatedAsOf(
                                asked.calendar(),
                                terms,
                                position,
                                reached,
                                asked.limit(),
                                it,
                                caller.user()))
                .orElseGet(() ->
                        new FeedQuery.Updated(
                                asked.calendar(),
                                terms,
                                new FeedPlace(position, 0, Optional.empty()),
                                reached,
                                now,
                                asked.limit(),
                                caller.user()));
    }

    private static long position(String pageToken) {
        try {
            var position = Long.parseLong(pageToken);
            if (position >= -1) {
                return position;
            }
        } catch (NumberFormatException notOurs) {
            // refused below
        }
        throw Rejected.invalid("pageToken", "pageToken is not a token of this list");
    }
}
