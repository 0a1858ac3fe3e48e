package almanac.sync.local;

import almanac.calendar.CalendarId;
import almanac.connection.ConnectionId;
import almanac.entry.EntryFact;
import almanac.entry.EntryId;
import almanac.user.Profile;
import almanac.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the facts say, at once after they are stored: read models may lag behind. */
public interface Archive {

    /** All that happened to an entry, in order. */
    List<Happened> entry(EntryId entry);

    /**
     * One fact with its place.
     *
     * @param meta who did it, because of what
     */
    record Happened(EntryFact fact, long sequence, Instant at, Map<String, Object> meta) {}

    /** Who may see a calendar now; empty when it was deleted or never there. */
    default Optional<Audience> audience(CalendarId calendar) {
        return audience(calendar, Long.MAX_VALUE);
    }

    /** The same as of that place in history, with what happened there. */
    Optional<Audience> audience(CalendarId calendar, long position);

    /**
     * @param readers everybody whose share lets them see it, the owner among them
     */
    record Audience(UserId owner, Set<UserId> readers) {}

    /** Whose connection it is; empty when it was never there. */
    Optional<UserId> ownerOf(ConnectionId connection);

    /** What a user says of themselves now; empty when they were never there. */
    Optional<Profile> profile(UserId user);
}
