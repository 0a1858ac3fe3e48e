package almanac.app.ledger;

import java.time.Instant;
import java.util.Optional;

/**
 * How far the notary is.
 *
 * @param position of the last fact that it noted; -1 before that
 * @param head of the last fact there is
 * @param signed of the last fact that a checkpoint covers; -1 before that
 * @param unsignedSeconds the age of the first fact that none covers
 * @param node that is the notary
 * @param until when another node may take over
 * @param problem why the notary of the node that is asked cannot go on
 */
public record LedgerView(
        long position,
        long head,
        long signed,
        double unsignedSeconds,
        Optional<CheckpointView> checkpoint,
        Optional<String> node,
        Instant until,
        Optional<String> problem) {

    /** How many facts are not noted yet. */
    public long lag() {
        return Math.max(0, head - position);
    }

    /** How many facts no checkpoint covers yet. */
    public long unsigned() {
        return Math.max(0, head - signed);
    }
}
