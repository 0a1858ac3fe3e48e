package almanac.history;

import java.time.Instant;
import java.util.Optional;

/**
 * What of the history of everything is asked for; empty means all.
 *
 * @param actor number of the user who acted
 * @param origin through what, as {@link almanac.message.Origin} is written
 * @param type a stored name, {@code entry.updated}
 * @param resource a stream, {@code entry-42}
 * @param from at or after
 * @param to before
 */
public record HistoryFilter(
        Optional<Long> actor,
        Optional<String> origin,
        Optional<String> type,
        Optional<String> resource,
        Optional<Instant> from,
        Optional<Instant> to) {}
