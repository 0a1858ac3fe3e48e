package almanac.sync.local;

import almanac.calendar.CalendarId;
import almanac.connection.ConflictId;
import almanac.connection.ConflictView;
import almanac.entry.EntryId;
import almanac.user.UserId;
import java.util.List;

/** Looks at our own side. */
public interface Reads {

    /** An entry with every fact that was acknowledged before this call. */
    Held entry(EntryId entry);

    /**
     * The live entries of a calendar, by id, after one; none that came there before the position is
     * missing.
     *
     * @throws RuntimeException when it cannot be told in time
     */
    List<EntryId> entriesOn(CalendarId calendar, long after, int limit, long position);

    /** One of the user's; Rejected with NotFound. */
    ConflictView conflict(ConflictId conflict, UserId user);
}
