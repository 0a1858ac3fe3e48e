package almanac.entry;

import java.time.Instant;
import java.util.Optional;

/**
 * Which entries a listing holds; what is absent does not matter.
 *
 * @param from an entry starts then or later
 * @param to an entry ends then or earlier; one without an end starts by then
 * @param kind {@link EntryKind#UNLESS_SAID} finds entries that say nothing too
 */
public record ListFilter(
        Optional<Instant> from,
        Optional<Instant> to,
        Optional<EntryKind> kind,
        Optional<String> course) {}
