package almanac.query.entry;

import almanac.calendar.CalendarId;
import almanac.entry.EntryId;
import almanac.entry.EntryQuery;
import almanac.entry.ListFilter;
import almanac.entry.SingleEntry;
import almanac.query.entry.Agendas.Happening;
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

    private final Entries entries;
    private final ShelfReader shelves;
    private final ListedSeries series;

    Listings(Entries entries) {
        this.entries = entries;
        this.shelves = new ShelfReader(entries);
        this.series = new ListedSeries(entries);
    }

    Page page(List<CalendarId> calendars, EntryQuery.Listing query) {
        var zone = query.repeating().zone();
        var occurrences = series.within(calendars, query.filter(), query.repeating());
        var total = shelves.count(calendars, query.filter(), zone) + occurrences.size();
        if (query.offset() >= total) {
            return new Page(List.of(), total);
        }
        var last = (int) Math.min(total, query.offset() + query.limit());
        var lines = lines(calendars, query.filter(), zone, last, occurrences);
        var page = lines.subList((int) Math.min(query.offset(), lines.size()), lines.size());
        return new Page(happenings(page), total);
    }

    private List<Line> lines(
            List<CalendarId> calendars,
            ListFilter filter,
            ZoneId zone,
            int last,
            List<Line> occurrences) {
        var sources = new PriorityQueue<Source>(Comparator.comparing(Source::head, ORDER));
        add(occurrences.iterator(), sources);
        var open = shelves.open(calendars, filter, zone, last);
        try {
            open.forEach(shelf -> add(shelf, sources));
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
