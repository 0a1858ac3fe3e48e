package almanac.query.entry;

import almanac.calendar.CalendarId;
import almanac.entry.EntryKind;
import almanac.entry.EntryState;
import almanac.entry.Series;
import almanac.entry.SingleEntry;
import almanac.entry.Status;
import almanac.time.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.Document;

/**
 * Under which names an entry is filed for listings: a name holds exactly the single entries of one
 * calendar, one form and one filter, so that a page of them is one stretch of an index. All-day
 * entries have names of their own because their starts move with the zone of the reader.
 */
final class Shelves {

    /** What is filed apart. */
    enum Form {
        TIMED,
        ALL_DAY,
        SERIES;

        private char letter() {
            return switch (this) {
                case TIMED -> 't';
                case ALL_DAY -> 'd';
                case SERIES -> 's';
            };
        }
    }

    private Shelves() {}

    static String name(
            CalendarId calendar, Form form, Optional<EntryKind> kind, Optional<String> course) {
        return calendar.value() + String.valueOf(form.letter()) + filter(kind, course);
    }

    private static String filter(Optional<EntryKind> kind, Optional<String> course) {
        return kind.map(it -> " " + it).orElse("") + course.map(it -> " /" + it).orElse("");
    }

    /** Every name under which the entry is filed; none for what is cancelled or gone. */
    static List<String> of(EntryState state) {
        return switch (state) {
            case SingleEntry single when single.details().status() == Status.CANCELLED -> List.of();
            case SingleEntry single -> filters(single, form(single.span()));
            case Series series ->
                    List.of(
                            name(
                                    series.calendar(),
                                    Form.SERIES,
                                    Optional.empty(),
                                    Optional.empty()));
            case EntryState.Deleted deleted -> List.of();
            case EntryState.Absent absent -> List.of();
        };
    }

    /** The names under which a stored entry is filed. */
    static List<String> named(Document entry) {
        return entry.containsKey(EntryFolding.SHELVES)
                ? entry.getList(EntryFolding.SHELVES, String.class)
                : List.of();
    }

    private static List<String> filters(SingleEntry single, Form form) {
        var calendar = single.calendar();
        var kind = Optional.of(single.details().kind().orElse(EntryKind.UNLESS_SAID));
        var course = single.details().course();
        var names = new ArrayList<String>();
        names.add(name(calendar, form, Optional.empty(), Optional.empty()));
        names.add(name(calendar, form, kind, Optional.empty()));
        if (course.isPresent()) {
            names.add(name(calendar, form, Optional.empty(), course));
            names.add(name(calendar, form, kind, course));
        }
        return List.copyOf(names);
    }

    private static Form form(Span span) {
        return switch (span) {
            case Span.Timed timed -> Form.TIMED;
            case Span.AllDay allDay -> Form.ALL_DAY;
        };
    }
}
