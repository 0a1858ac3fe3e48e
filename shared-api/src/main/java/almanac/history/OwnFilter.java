package almanac.history;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What of a user's own history is asked for.
 *
 * @param kinds nothing else
 * @param automated whether also what rules did
 * @param from at or after; empty means all
 * @param to before; empty means all
 */
public record OwnFilter(
        Set<FactKind> kinds, boolean automated, Optional<Instant> from, Optional<Instant> to) {
    public OwnFilter {
        kinds = Set.copyOf(kinds);
    }
}
