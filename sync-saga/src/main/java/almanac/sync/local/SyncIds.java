package almanac.sync.local;

import almanac.calendar.CalendarId;
import almanac.connection.ConflictId;
import almanac.connection.ConnectionId;
import almanac.entry.EntryId;
import java.util.Collection;
import java.util.Map;

/** The numbers of what sync creates. */
public interface SyncIds {

    /** One that nobody had before. */
    ConnectionId connection();

    /** Names a provider's calendar; see {@link almanac.connection.ExternalCalendar}. */
    long externalCalendar();

    /** The same number for the same name at every call, on every node, for ever. */
    ConflictId conflict(String name);

    /** The entries of these names on a calendar: the same for the same pair, for ever. */
    Map<String, EntryId> entries(CalendarId calendar, Collection<String> names);
}
