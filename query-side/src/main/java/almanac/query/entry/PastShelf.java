package almanac.query.entry;

import almanac.calendar.CalendarId;
import almanac.entry.EntryId;
import almanac.query.past.ChangedEntries;
import almanac.query.past.FactLog;
import almanac.time.Window;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What was on calendars at a position. What has not changed since is read as it stands, through the
 * indexes of the live entries; what has is folded from its facts. So an answer costs what the live
 * one costs, and the changes since.
 */
final class PastShelf {

    private final Entries now;
    private final PastEntries past;
    private final ChangedEntries changed;
    private final FactLog log;
    private final Instant limit;
    private final long position;

    /**
     * @param limit the first instant that is not included
     * @param position the last fact that is
     */
    PastShelf(
            Entries now,
            PastEntries past,
            ChangedEntries changed,
            FactLog log,
            Instant limit,
            long position) {
        this.now = now;
        this.past = past;
        this.changed = changed;
        this.log = log;
        this.limit = limit;
        this.position = position;
    }

    /** As {@link Entries#touching}, then. */
    void touching(List<CalendarId> calendars, Window window, Predicate<LiveEntry> taker) {
        var before = log.head();
        log.awaitProjected(before);
        var since = new HashSet<>(changed.on(calendars, position, before));
        var taken = new HashSet<EntryId>();
        var goOn = new boolean[] {true};
        now.touching(
                calendars,
                window,
                entry -> {
                    if (since.contains(entry.state().entry()) || changedLater(entry)) {
                        return true;
                    }
                    taken.add(entry.state().entry());
                    goOn[0] = taker.test(entry);
                    return goOn[0];
                });
        if (goOn[0]) {
            // what changed while the live entries were read was passed over, or read before
            var after = log.head();
            log.awaitProjected(after);
            since.addAll(changed.on(calendars, before, after));
            since.removeAll(taken);
            folded(since, Set.copyOf(calendars), window, taker);
        }
    }

    private boolean changedLater(LiveEntry entry) {
        return !entry.row().updatedAt().isBefore(limit);
    }

    private void folded(
            Set<EntryId> ids,
            Set<CalendarId> calendars,
            Window window,
            Predicate<LiveEntry> taker) {
        for (var id : ids) {
            var stood =
                    past.at(id, position)
                            .filter(entry -> calendars.contains(entry.calendar()))
                            .filter(entry -> touches(entry, window));
            if (stood.isPresent() && !taker.test(stood.get())) {
                return;
            }
        }
    }

    private static boolean touches(LiveEntry entry, Window window) {
        var extent = entry.state().extent();
        return extent.from().isBefore(window.to()) && !extent.to().isBefore(window.from());
    }
}
