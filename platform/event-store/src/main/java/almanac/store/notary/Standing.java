package almanac.store.notary;

import almanac.store.ledger.Checkpoint;
import almanac.store.ledger.Hash;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How far the notary is. Replaced as a whole, so that a crash leaves the one before or the one
 * after.
 *
 * @param owner the node that may go on until then
 * @param fence grows with each node that takes over
 * @param next the position that is to be noted next
 * @param running the running hash before it
 * @param last the last checkpoint
 * @param links of the last batch, which begins that many positions before next
 */
record Standing(
        String owner,
        long fence,
        Instant until,
        long next,
        Hash running,
        Optional<Checkpoint> last,
        List<Hash> links) {

    /** The position of the first of its links. */
    long first() {
        return next - links.size();
    }

    /** How many noted facts no checkpoint covers. */
    long unsigned() {
        return next - last.map(it -> it.position() + 1).orElse(0L);
    }
}
