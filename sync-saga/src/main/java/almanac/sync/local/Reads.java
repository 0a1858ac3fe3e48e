package almanac.sync.local;

import almanac.calendar.CalendarId;
import almanac.connection.ConflictId;
import almanac.connection.ConflictView;
import almanac.connection.ConnectionId;
import almanac.connection.MappingId;
import almanac.entry.EntryId;
import almanac.user.UserId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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

    /** A connection with every fact that was acknowledged before this call; empty for none. */
    Optional<Linked> connection(ConnectionId connection);

    /**
     * @param runs false while it waits for its user, and once it was disconnected
     * @param mappings those that stand
     */
    record Linked(UserId user, boolean runs, Set<MappingId> mappings) {}

    /** One of the user's; Rejected with NotFound. */
    ConflictView conflict(ConflictId conflict, UserId user);
}
