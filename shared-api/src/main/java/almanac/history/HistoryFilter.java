package almanac.history;

import almanac.calendar.CalendarId;
import almanac.entry.EntryId;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What of the history of everything is asked for; empty means all.
 *
 * @param actor number of the user who acted
 * @param origin through what, as {@link almanac.message.Origin} is written
 * @param type a stored name, {@code entry.updated}
 * @param resource a stream, {@code entry-42}
 * @param from at or after
 * @param to before
 * @param entry that it happened to, to its threads or to its conflicts
 * @param calendar that it happened to or on
 */
public record HistoryFilter(
        Optional<Long> actor,
        Optional<String> origin,
        Optional<String> type,
        Optional<String> resource,
        Optional<Instant> from,
        Optional<Instant> to,
        Optional<EntryId> entry,
        Optional<CalendarId> calendar) {

    /** Whether it leaves anything out of the time that it asks for. */
    public boolean selects() {
        return Stream.of(actor, origin, type, resource, entry, calendar)
                .anyMatch(Optional::isPresent);
    }
}
