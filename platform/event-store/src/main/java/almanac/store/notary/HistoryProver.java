package almanac.store.notary;

import almanac.store.RawCommits.RawCommit;
import almanac.store.ledger.Checkpoint;
import almanac.store.ledger.Hash;
import almanac.store.ledger.LedgerFact;
import almanac.store.ledger.Verification;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * Verifies what it reads.
 *
 * @param progress is told now and then how many facts were looked at
 */
record HistoryProver(Verification verification, LongConsumer progress) implements HistoryReader {

    private static final long STEP = 1_000;

    @Override
    public void fact(LedgerFact fact, Optional<Hash> link) {
        verification.fact(fact, link);
        if (verification.next() % STEP == 0) {
            progress.accept(verification.next());
        }
    }

    @Override
    public void checkpoint(Checkpoint checkpoint) {
        verification.checkpoint(checkpoint);
    }

    @Override
    public void flaw(RawCommit commit, String what) {
        verification.flaw(
                commit.position(),
                commit.facts().stream().findFirst().map(LedgerFact::stream),
                what);
    }

    @Override
    public boolean hasEnough() {
        return verification.failed();
    }
}
