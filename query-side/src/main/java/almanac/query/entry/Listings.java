package almanac.query.entry;

import almanac.calendar.CalendarId;
import almanac.entry.EntryId;
import almanac.entry.EntryQuery;
import almanac.entry.ListFilter;
import almanac.entry.SingleEntry;
import almanac.query.entry.Agendas.Happening;
import almanac.time.Window;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.StreamSupport;

/**
 * Pages through everything on some calendars: the shelves of single entries and the occurrences of
 * series, merged by start. What a page costs grows with its offset, and the rest of the calendar is
 * of no account.
 */
final class Listings {

    /**
     * @param total how many the whole listing holds
     */
    record Page(List<Happening> found, long total) {}

    /** A line of the listing, before its entry is read. */
    record Line(long start, long number, Optional<Happening> occurrence) {}

    private static final Comparator<Line> ORDER =
            Comparator.comparingLong(Line::start).thenComparingLong(Line::number);

    /**
     * Entries that are listed otherwise than they stand.
     *
     * @param ids whose lines as they stand do not count
     * @param lines which take their place, in order
     */
    record Other(Set<EntryId> ids, List<Line> lines) {
        static final Other NONE = new Other(Set.of(), List.of());

        private boolean concerns(Line line) {
            var entry =
                    line.occurrence()
                            .map(each -> each.entry().state().entry())
                            .orElseGet(() -> new EntryId(line.number()));
            return ids.contains(entry);
        }

        private Iterator<Line> without(Iterator<Line> standing) {
            return StreamSupport.stream(
                            Spliterators.spliteratorUnknownSize(standing, Spliterator.ORDERED),
                            false)
                    .filter(line -> !concerns(line))
                    .iterator();
        }
    }

    private final Entries entries;
    private final ShelfReader shelves;
    private final ListedSeries series;

    Listings(Entries entries) {
        this.entries = entries;
        this.shelves = new ShelfReader(entries);
        this.series = new ListedSeries(entries);
    }

    Page page(List<CalendarId> calendars, EntryQuery.Listing query) {
        return page(calendars, query, Other.NONE);
    }

    Page page(List<CalendarId> calendars, EntryQuery.Listing query, Other other) {
        var zone = query.repeating().zone();
        var occurrences =
                series.within(calendars, query.filter(), query.repeating()).stream()
                        .filter(line -> !other.concerns(line))
                        .toList();
        var total =
                shelves.count(calendars, query.filter(), zone)
                        - standing(calendars, query, other)
                        + occurrences.size()
                        + other.lines().size();
        if (query.offset() >= total) {
            return new Page(List.of(), total);
        }
        var last = (int) Math.min(total, query.offset() + query.limit());
        var lines = lines(calendars, query.filter(), zone, last, occurrences, other);
        var page = lines.subList((int) Math.min(query.offset(), lines.size()), lines.size());
        return new Page(happenings(page), total);
    }

    private List<Line> lines(
            List<CalendarId> calendars,
            ListFilter filter,
            ZoneId zone,
            int last,
            List<Line> occurrences,
            Other other) {
        var sources = new PriorityQueue<Source>(Comparator.comparing(Source::head, ORDER));
        add(occurrences.iterator(), sources);
        add(other.lines().iterator(), sources);
        var open = shelves.open(calendars, filter, zone, last + other.ids().size());
        try {
            open.forEach(shelf -> add(other.without(shelf), sources));
            var lines = new ArrayList<Line>(last);
            while (lines.size() < last && !sources.isEmpty()) {
                var first = sources.remove();
                lines.add(first.head());
                add(first.rest(), sources);
            }
            return lines;
        } finally {
            open.forEach(ShelfReader.Cursor::close);
        }
    }

    /** How many of the others are on the shelves as they stand. */
    private long standing(List<CalendarId> calendars, EntryQuery.Listing query, Other other) {
        return entries.byIds(other.ids()).stream()
                .filter(entry -> calendars.contains(entry.calendar()))
                .flatMap(entry -> itself(entry).stream())
                .filter(each ->
                        ListedSeries.passes(
                                each.occurrence(), query.filter(), query.repeating().zone()))
                .count();
    }

    /** The lines of an entry, in no order; what a listing holds of it. */
    static List<Line> of(LiveEntry entry, ListFilter filter, Window repeating) {
        return itself(entry)
                .map(single ->
                        ListedSeries.passes(single.occurrence(), filter, repeating.zone())
                                ? List.of(ListedSeries.line(single, repeating.zone()))
                                : List.<Line>of())
                .orElseGet(() -> ListedSeries.lines(entry, filter, repeating));
    }

    /** A sorted source whose first line has been taken out. */
    private record Source(Line head, Iterator<Line> rest) {}

    private static void add(Iterator<Line> lines, PriorityQueue<Source> sources) {
        if (lines.hasNext()) {
            sources.add(new Source(lines.next(), lines));
        }
    }

    /** An entry that was deleted since its line was read is left out. */
    private List<Happening> happenings(List<Line> page) {
        var singles = new HashSet<EntryId>();
        for (var line : page) {
            if (line.occurrence().isEmpty()) {
                singles.add(new EntryId(line.number()));
            }
        }
        Map<Long, LiveEntry> byNumber = new HashMap<>();
        entries.byIds(singles).forEach(entry -> byNumber.put(entry.state().entry().value(), entry));
        return page.stream()
                .flatMap(line ->
                        line
                                .occurrence()
                                .or(() ->
                                        Optional.ofNullable(byNumber.get(line.number()))
                                                .flatMap(Listings::itself))
                                .stream())
                .toList();
    }

    private static Optional<Happening> itself(LiveEntry entry) {
        return entry.state() instanceof SingleEntry single
                ? Optional.of(new Happening(entry, single.self()))
                : Optional.empty();
    }
}
