package almanac.app.ledger;

import almanac.store.ledger.Proof;
import java.util.Optional;

/**
 * What came of comparing all of history with what was signed.
 *
 * @param holds whether everything fits
 * @param facts how many were looked at
 * @param proven the last checkpoint up to which everything fits
 * @param newer facts behind it, which no checkpoint covers
 * @param problem the first thing that does not fit
 */
public record ProofView(
        boolean holds,
        long facts,
        Optional<CheckpointView> proven,
        long newer,
        Optional<ProblemView> problem) {

    /**
     * @param stream whose fact it is, where a fact is at fault
     */
    public record ProblemView(long position, Optional<String> stream, String what) {}

    static ProofView of(Proof proof) {
        return new ProofView(
                proof.holds(),
                proof.facts(),
                proof.proven().map(CheckpointView::of),
                proof.newer(),
                proof.problem().map(it -> new ProblemView(it.position(), it.stream(), it.what())));
    }
}
