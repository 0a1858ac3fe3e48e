package almanac.operation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What lies in the store.
 *
 * @param facts how many
 * @param commits how many, about
 * @param lastAt when the last was stored
 * @param collections by name
 */
public record StoreView(
        long facts, long commits, Optional<Instant> lastAt, List<CollectionView> collections) {

    /**
     * @param documents how many, about
     */
    public record CollectionView(String name, long documents) {}
}
