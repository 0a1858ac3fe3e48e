package almanac.query.past;

import almanac.calendar.CalendarId;
import almanac.entry.EntryId;
import java.util.Collection;
import java.util.Set;

/** Knows where entries changed without folding them. */
public interface ChangedEntries {

    /**
     * The entries of which a fact after one position, up to another, happened on one of these
     * calendars, came there or left.
     */
    Set<EntryId> on(Collection<CalendarId> calendars, long after, long upTo);
}
