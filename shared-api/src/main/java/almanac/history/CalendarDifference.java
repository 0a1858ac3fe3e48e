package almanac.history;

import almanac.entry.EntryNumber;
import java.util.List;
import java.util.Map;

/**
 * How a calendar differs between two instants.
 *
 * @param details what changed of the calendar itself
 * @param entries what is on it, by number
 */
public record CalendarDifference(Map<String, FieldChange> details, List<Difference> entries) {

    /** What became of an entry on the calendar. */
    public enum Kind {
        ADDED,
        CHANGED,
        REMOVED
    }

    /**
     * One entry, or one occurrence of a series whose occurrence differs otherwise than the series.
     *
     * @param title as it is later, or was before where it is gone
     */
    public record Difference(
            EntryNumber number, Kind kind, String title, Map<String, FieldChange> changes) {}

    public CalendarDifference {
        entries = List.copyOf(entries);
    }
}
