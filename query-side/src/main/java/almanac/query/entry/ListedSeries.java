package almanac.query.entry;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lt;

import almanac.calendar.CalendarId;
import almanac.entry.EntryKind;
import almanac.entry.ListFilter;
import almanac.entry.Occurrence;
import almanac.entry.Status;
import almanac.message.Rejected;
import almanac.message.Rejection;
import almanac.query.entry.Agendas.Happening;
import almanac.query.entry.Listings.Line;
import almanac.query.entry.Shelves.Form;
import almanac.recurrence.BudgetExceeded;
import almanac.time.Window;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The occurrences of a listing, which are computed rather than stored. */
final class ListedSeries {

    /** How many occurrences a listing may hold; only a page of them is answered. */
    private static final int MOST = 100_000;

    private final Entries entries;

    ListedSeries(Entries entries) {
        this.entries = entries;
    }

    /**
     * The lines of all occurrences in the window that the filter lets through, in order.
     *
     * @throws Rejected with TooMuch
     */
    List<Line> within(List<CalendarId> calendars, ListFilter filter, Window window) {
        var lines = new ArrayList<Line>();
        for (var calendar : calendars) {
            var shelf = Shelves.name(calendar, Form.SERIES, Optional.empty(), Optional.empty());
            var touching =
                    and(
                            eq(EntryFolding.SHELVES, shelf),
                            gte(EntryFolding.AT, Cells.millis(window.from())),
                            lt(EntryFolding.FROM, Cells.millis(window.to())));
            entries.take(
                    touching,
                    entry -> {
                        lines.addAll(lines(entry, filter, window));
                        requireFew(lines);
                        return true;
                    });
        }
        lines.sort(Comparator.comparingLong(Line::start).thenComparingLong(Line::number));
        return lines;
    }

    /** The lines of one series, in order. */
    static List<Line> lines(LiveEntry entry, ListFilter filter, Window window) {
        return occurrences(entry, window).stream()
                .filter(occurrence -> passes(occurrence, filter, window.zone()))
                .map(occurrence -> line(new Happening(entry, occurrence), window.zone()))
                .toList();
    }

    static Line line(Happening happening, ZoneId zone) {
        var occurrence = happening.occurrence();
        return new Line(
                occurrence.span().startsAt(zone).toEpochMilli(),
                occurrence.number().value(),
                Optional.of(happening));
    }

    static void requireFew(List<Line> lines) {
        if (lines.size() > MOST) {
            throw tooMuch("the answer would hold more than " + MOST + " occurrences of series");
        }
    }

    private static List<Occurrence> occurrences(LiveEntry entry, Window window) {
        try {
            return entry.state().within(window, MOST);
        } catch (BudgetExceeded exceeded) {
            throw tooMuch("event " + entry.state().entry().value() + " repeats too finely");
        }
    }

    private static Rejected tooMuch(String what) {
        return new Rejected(
                new Rejection.TooMuch(
                        "endDate", what + "; ask for a shorter window by startDate and endDate"));
    }

    static boolean passes(Occurrence occurrence, ListFilter filter, ZoneId zone) {
        var details = occurrence.details();
        var span = occurrence.span();
        return details.status() != Status.CANCELLED
                && filter.from().map(from -> !span.startsAt(zone).isBefore(from)).orElse(true)
                && filter.to().map(to -> !span.endsAt(zone).isAfter(to)).orElse(true)
                && filter.kind()
                        .map(details.kind().orElse(EntryKind.UNLESS_SAID)::equals)
                        .orElse(true)
                && filter.course().map(Optional::of).map(details.course()::equals).orElse(true);
    }
}
