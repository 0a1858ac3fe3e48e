package almanac.query.feed;

import almanac.entry.EntryExport;
import almanac.entry.EntryId;
import almanac.entry.EntryState;
import almanac.feed.FeedPlace;
import almanac.feed.FeedQuery;
import almanac.feed.FeedRecord;
import almanac.feed.Pieces;
import almanac.feed.UpdatedPage;
import almanac.message.Rejected;
import almanac.message.Rejection;
import almanac.query.calendar.PastCalendars;
import almanac.query.entry.Entries;
import almanac.query.entry.PastEntries;
import almanac.query.past.ChangedEntries;
import almanac.query.past.FactLog;
import almanac.query.past.Recorded;
import almanac.query.rebuild.Row;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.axonframework.queryhandling.QueryHandler;

/**
 * Answers {@link FeedQuery} about the past. What has not changed on the calendar since is read as
 * it stands, in the order in which the feed has it; what has is folded from its facts.
 */
final class PastFeedQueries {

    private static final int CHUNK = 500;

    /** How often a page is read again because something changed meanwhile. */
    private static final int LOOKS = 20;

    private final Feed feed;
    private final Entries now;
    private final PastEntries entries;
    private final PastCalendars calendars;
    private final ChangedEntries changed;
    private final FactLog log;

    PastFeedQueries(
            Feed feed,
            Entries now,
            PastEntries entries,
            PastCalendars calendars,
            ChangedEntries changed,
            FactLog log) {
        this.feed = feed;
        this.now = now;
        this.entries = entries;
        this.calendars = calendars;
        this.changed = changed;
        this.log = log;
    }

    /** The records of one entry, at the position of its last fact by then. */
    private record Line(long position, List<FeedRecord> records) {}

    @QueryHandler
    FeedRecord on(FeedQuery.ByIdAsOf query) {
        var position = log.lastBefore(query.asOf().limit());
        var number = query.id().number();
        calendars.seenBy(query.viewer(), query.calendar(), position);
        entries.requireReadable(query.viewer(), number);
        return exported(number.entry(), position)
                .flatMap(then ->
                        on(then, query)
                                .flatMap(live -> Pieces.one(live, query.id()))
                                .map(piece -> piece.in(then)))
                .orElseThrow(() ->
                        new Rejected(
                                new Rejection.NotFound(
                                        "Event", Long.toString(number.entry().value()))));
    }

    @QueryHandler
    UpdatedPage on(FeedQuery.UpdatedAsOf query) {
        var position = log.lastBefore(query.asOf().limit());
        calendars.seenBy(query.viewer(), query.calendar(), position);
        for (var look = 0; look < LOOKS; look++) {
            var head = log.head();
            log.awaitProjected(head);
            var page = page(query, position, head);
            var after = log.head();
            log.awaitProjected(after);
            if (changed.on(Set.of(query.calendar()), head, after).isEmpty()) {
                return page;
            }
        }
        throw new Rejected(new Rejection.NotYetVisible(log.head()));
    }

    private UpdatedPage page(FeedQuery.UpdatedAsOf query, long position, long head) {
        var known = Math.min(position, query.reached());
        var since = changed.on(Set.of(query.calendar()), known, head);
        var lines = unchanged(query, known, since);
        since.forEach(entry -> folded(query, entry, position).ifPresent(lines::add));
        lines.sort(Comparator.comparingLong(Line::position));
        var records = new ArrayList<FeedRecord>();
        var last = query.after();
        for (var line : lines) {
            if (records.size() >= query.limit()) {
                break;
            }
            records.addAll(line.records());
            last = line.position();
        }
        var reached = records.size() >= query.limit() ? last : Math.max(position, query.after());
        return new UpdatedPage(
                List.copyOf(records),
                new FeedPlace(reached, 0, Optional.empty()),
                reached >= position);
    }

    /** At least as many as a page holds, where there are so many. */
    private List<Line> unchanged(FeedQuery.UpdatedAsOf query, long known, Set<EntryId> since) {
        var lines = new ArrayList<Line>();
        var after = query.after();
        List<Presence> chunk;
        do {
            chunk = feed.changed(query.calendar(), after, known, CHUNK);
            var standing = standing(chunk, since);
            for (var presence : chunk) {
                Optional.ofNullable(standing.get(presence.entry()))
                        .map(entry -> records(entry, query))
                        .filter(records -> !records.isEmpty())
                        .ifPresent(records -> lines.add(new Line(presence.position(), records)));
                after = presence.position();
            }
        } while (chunk.size() == CHUNK && lines.size() < query.limit());
        return lines;
    }

    private Map<EntryId, EntryExport> standing(List<Presence> chunk, Set<EntryId> since) {
        var wanted = new HashSet<EntryId>();
        for (var presence : chunk) {
            if (presence.here() && !since.contains(presence.entry())) {
                wanted.add(presence.entry());
            }
        }
        var standing = new HashMap<EntryId, EntryExport>();
        now.exports(wanted).forEach(entry -> standing.put(entry.id(), entry));
        return standing;
    }

    private Optional<Line> folded(FeedQuery.UpdatedAsOf query, EntryId entry, long position) {
        var last =
                log.of(entry.toString())
                        .mapToLong(Recorded::position)
                        .takeWhile(at -> at <= position)
                        .max();
        if (last.isEmpty() || last.getAsLong() <= query.after()) {
            return Optional.empty();
        }
        return exported(entry, position)
                .map(then -> records(then, query))
                .filter(records -> !records.isEmpty())
                .map(records -> new Line(last.getAsLong(), records));
    }

    private Optional<EntryExport> exported(EntryId entry, long position) {
        return entries.folded(entry, position).map(row -> export(entry, row));
    }

    private static EntryExport export(EntryId entry, Row<EntryState> row) {
        return new EntryExport(
                entry, row.state(), row.createdAt(), row.updatedAt(), row.revision());
    }

    private static List<FeedRecord> records(EntryExport entry, FeedQuery.UpdatedAsOf query) {
        return on(entry, query).stream()
                .flatMap(live -> Pieces.of(live, query.terms(), 0).stream())
                .map(piece -> piece.in(entry))
                .toList();
    }

    private static Optional<EntryState.Live> on(EntryExport entry, FeedQuery query) {
        return entry.state() instanceof EntryState.Live live
                        && live.calendar().equals(query.calendar())
                ? Optional.of(live)
                : Optional.empty();
    }
}
