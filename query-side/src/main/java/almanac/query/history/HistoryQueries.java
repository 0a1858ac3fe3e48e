package almanac.query.history;

import static com.mongodb.client.model.Filters.and;

import almanac.calendar.CalendarId;
import almanac.entry.EntryNumber;
import almanac.history.CalendarDifference;
import almanac.history.HistoryFilter;
import almanac.history.HistoryItem;
import almanac.history.HistoryPage;
import almanac.history.HistoryQuery;
import almanac.query.calendar.PastCalendars;
import almanac.query.entry.PastEntries;
import almanac.query.past.FactLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.axonframework.queryhandling.QueryHandler;
import org.bson.conversions.Bson;

/** Answers {@link HistoryQuery}. */
final class HistoryQueries {

    private final FactLog facts;
    private final HistoryLog log;
    private final Telling telling;
    private final Differences differences;
    private final PastCalendars calendars;
    private final PastEntries entries;

    HistoryQueries(
            FactLog facts,
            HistoryLog log,
            Telling telling,
            Differences differences,
            PastCalendars calendars,
            PastEntries entries) {
        this.facts = facts;
        this.log = log;
        this.telling = telling;
        this.differences = differences;
        this.calendars = calendars;
        this.entries = entries;
    }

    @QueryHandler
    HistoryPage on(HistoryQuery.OfEntry query) {
        facts.awaitProjected(facts.head());
        entries.requireReadable(query.viewer(), EntryNumber.of(query.entry()));
        var mine = calendars.withPastFor(query.viewer());
        var filter =
                and(
                        HistoryLog.visible(Keys.entry(query.entry()), query.viewer()),
                        HistoryLog.oneOf(mine.stream().map(Keys::calendar).toList()));
        return page(filter, query.offset(), query.limit(), mine);
    }

    @QueryHandler
    HistoryPage on(HistoryQuery.OfCalendar query) {
        facts.awaitProjected(facts.head());
        calendars.requireSeen(query.viewer(), query.calendar());
        var filter = HistoryLog.visible(Keys.calendar(query.calendar()), query.viewer());
        return page(filter, query.offset(), query.limit(), calendars.withPastFor(query.viewer()));
    }

    private HistoryPage page(Bson filter, long offset, int limit, Set<CalendarId> readable) {
        return new HistoryPage(
                telling.of(log.oldest(filter, offset, limit), readable::contains),
                log.count(filter));
    }

    @QueryHandler
    List<HistoryItem> on(HistoryQuery.Everything query) {
        facts.awaitProjected(facts.head());
        var filter = query.filter();
        var before = Math.min(end(filter), query.before());
        return telling.of(
                log.newest(keys(filter), start(filter), before, query.limit()), all -> true);
    }

    @QueryHandler
    List<Long> on(HistoryQuery.Positions query) {
        facts.awaitProjected(facts.head());
        var filter = query.filter();
        var after = Math.max(start(filter), query.after());
        return log.positions(keys(filter), after, end(filter), query.limit());
    }

    private long start(HistoryFilter filter) {
        return filter.from().map(facts::lastBefore).orElse(-1L);
    }

    private long end(HistoryFilter filter) {
        return filter.to().map(to -> facts.lastBefore(to) + 1).orElse(Long.MAX_VALUE);
    }

    /** The rarest first, since a store looks up by the first. */
    private static List<String> keys(HistoryFilter filter) {
        var keys = new ArrayList<String>();
        filter.resource().map(Keys::stream).ifPresent(keys::add);
        filter.entry().map(Keys::entry).ifPresent(keys::add);
        filter.calendar().map(Keys::calendar).ifPresent(keys::add);
        filter.actor().map(Keys::actor).ifPresent(keys::add);
        filter.type().map(Keys::type).ifPresent(keys::add);
        filter.origin().map(Keys::origin).ifPresent(keys::add);
        return keys;
    }

    @QueryHandler
    CalendarDifference on(HistoryQuery.Difference query) {
        return differences.of(query);
    }
}
