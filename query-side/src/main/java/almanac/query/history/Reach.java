package almanac.query.history;

import almanac.calendar.CalendarId;
import almanac.calendar.Permission;
import almanac.entry.EntryState;
import almanac.query.calendar.Calendars;
import almanac.user.UserId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What somebody may read and write by the shares of now, asked once for each calendar. What an
 * entry says on a calendar that they may not see is not for them, whatever they may do elsewhere.
 */
final class Reach {

    private final UserId viewer;
    private final Calendars calendars;
    private final Map<CalendarId, Optional<Permission>> asked = new HashMap<>();

    Reach(UserId viewer, Calendars calendars) {
        this.viewer = viewer;
        this.calendars = calendars;
    }

    /** A deleted calendar of theirs comes back before anything on it. */
    void comesBack(CalendarId own) {
        asked.put(own, Optional.of(Permission.OWNER));
    }

    /** What is not there says nothing. */
    boolean reads(EntryState state) {
        return includes(state, Permission.READ);
    }

    boolean writes(EntryState state) {
        return includes(state, Permission.WRITE);
    }

    private boolean includes(EntryState state, Permission needed) {
        return !(state instanceof EntryState.Live live)
                || asked.computeIfAbsent(live.calendar(), on -> calendars.permission(viewer, on))
                        .filter(may -> may.includes(needed))
                        .isPresent();
    }
}
