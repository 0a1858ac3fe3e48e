package almanac.store.ledger;

import java.util.Optional;

/**
 * How far history is proven.
 *
 * @param facts how many were looked at
 * @param proven the last checkpoint up to which everything fits; none if nothing is proven
 * @param newer facts behind it that fit as far as can be seen and that no checkpoint covers yet
 * @param problem the first thing that does not fit
 */
public record Proof(
        long facts, Optional<Checkpoint> proven, long newer, Optional<Problem> problem) {

    /**
     * Something that does not fit.
     *
     * @param position where; of a checkpoint the position that it covers
     * @param stream whose fact it is, where a fact is at fault
     */
    public record Problem(long position, Optional<String> stream, String what) {}

    /** Whether everything fits and some of it is signed. */
    public boolean holds() {
        return problem.isEmpty();
    }
}
