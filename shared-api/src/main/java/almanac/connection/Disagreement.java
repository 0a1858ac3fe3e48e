package almanac.connection;

import almanac.entry.Change;
import java.time.LocalDateTime;
import java.util.Optional;

/**
 * One field that both sides changed since they last agreed, with all three values, so that either
 * can be taken back later.
 *
 * @param occurrence local original start in the series' zone; empty for the master or a single
 *     entry
 * @param field the name that {@link Change} has in JSON, or {@link #EXISTENCE}
 * @param base what both last agreed on; empty where the field, or the occurrence, was not there
 * @param local ours; empty where we deleted
 * @param remote the provider's; empty where it was deleted there
 */
public record Disagreement(
        Optional<LocalDateTime> occurrence,
        String field,
        Optional<Change> base,
        Optional<Change> local,
        Optional<Change> remote) {

    /**
     * One side deleted what the other side edited. The edit stands; its fields follow, without a
     * value of the side that deleted.
     */
    public static final String EXISTENCE = "existence";
}
