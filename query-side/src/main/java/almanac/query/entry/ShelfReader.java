package almanac.query.entry;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lte;

import almanac.calendar.CalendarId;
import almanac.entry.ListFilter;
import almanac.query.entry.Listings.Line;
import almanac.query.entry.Shelves.Form;
import com.mongodb.client.MongoCursor;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;

/** Reads the {@link Shelves} of single entries in their order, and counts them. */
final class ShelfReader {

    private static final List<Form> FORMS = List.of(Form.TIMED, Form.ALL_DAY);
    private static final int FETCHED_AT_ONCE = 1000;

    private final Entries entries;

    ShelfReader(Entries entries) {
        this.entries = entries;
    }

    /** The lines of one shelf, by start and number; to be closed. */
    record Cursor(MongoCursor<Document> documents, Form form, ZoneId zone)
            implements Iterator<Line>, AutoCloseable {

        @Override
        public boolean hasNext() {
            return documents.hasNext();
        }

        @Override
        public Line next() {
            var document = documents.next();
            return new Line(
                    start(document.getLong(EntryFolding.AT)),
                    document.getLong("_id"),
                    Optional.empty());
        }

        private long start(long at) {
            return form == Form.ALL_DAY
                    ? day(at).atStartOfDay(zone).toInstant().toEpochMilli()
                    : at;
        }

        @Override
        public void close() {
            documents.close();
        }
    }

    /** The shelves that hold what the filter lets through, each with at most so many lines. */
    List<Cursor> open(List<CalendarId> calendars, ListFilter filter, ZoneId zone, int most) {
        var cursors = new ArrayList<Cursor>();
        for (var calendar : calendars) {
            for (var form : FORMS) {
                var found =
                        entries.documents()
                                .find(on(shelf(calendar, form, filter), form, filter, zone))
                                .sort(Indexes.ascending(EntryFolding.AT, "_id"))
                                .projection(Projections.include(EntryFolding.AT))
                                .limit(most)
                                .batchSize(Math.min(most, FETCHED_AT_ONCE));
                cursors.add(new Cursor(found.iterator(), form, zone));
            }
        }
        return cursors;
    }

    /** How many single entries the filter lets through: from tallies, in a window by the index. */
    long count(List<CalendarId> calendars, ListFilter filter, ZoneId zone) {
        var open = filter.from().isEmpty() && filter.to().isEmpty();
        return open ? tallied(calendars, filter) : counted(calendars, filter, zone);
    }

    private long tallied(List<CalendarId> calendars, ListFilter filter) {
        return entries.tallies()
                .sum(
                        calendars.stream()
                                .flatMap(calendar ->
                                        FORMS.stream().map(form -> shelf(calendar, form, filter)))
                                .toList());
    }

    private long counted(List<CalendarId> calendars, ListFilter filter, ZoneId zone) {
        var count = 0L;
        for (var calendar : calendars) {
            for (var form : FORMS) {
                count +=
                        entries.documents()
                                .countDocuments(
                                        on(shelf(calendar, form, filter), form, filter, zone));
            }
        }
        return count;
    }

    private static String shelf(CalendarId calendar, Form form, ListFilter filter) {
        return Shelves.name(calendar, form, filter.kind(), filter.course());
    }

    private static Bson on(String shelf, Form form, ListFilter filter, ZoneId zone) {
        var parts = new ArrayList<Bson>();
        parts.add(eq(EntryFolding.SHELVES, shelf));
        filter.from().ifPresent(from -> parts.add(gte(EntryFolding.AT, first(form, from, zone))));
        filter.to()
                .map(to -> last(form, to, zone))
                .ifPresent(to -> {
                    parts.add(lte(EntryFolding.AT, to));
                    parts.add(lte(EntryFolding.ENDS, to));
                });
        return and(parts);
    }

    /** The first start on a shelf that is not before the instant. */
    private static long first(Form form, Instant from, ZoneId zone) {
        if (form == Form.TIMED) {
            return Cells.millis(from);
        }
        var day = from.atZone(zone).toLocalDate();
        var begins = !day.atStartOfDay(zone).toInstant().isBefore(from);
        return midnight(begins ? day : day.plusDays(1));
    }

    private static long last(Form form, Instant to, ZoneId zone) {
        return form == Form.TIMED ? Cells.millis(to) : midnight(to.atZone(zone).toLocalDate());
    }

    private static long midnight(LocalDate day) {
        return day.atStartOfDay().toInstant(ZoneOffset.UTC).toEpochMilli();
    }

    private static LocalDate day(long at) {
        return Instant.ofEpochMilli(at).atZone(ZoneOffset.UTC).toLocalDate();
    }
}
