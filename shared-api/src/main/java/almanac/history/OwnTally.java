package almanac.history;

import java.util.Map;

/**
 * How many facts there are of each kind.
 *
 * @param counts from 1; a kind without any is absent
 */
public record OwnTally(Map<FactKind, Long> counts) {
    public OwnTally {
        counts = Map.copyOf(counts);
    }
}
