package almanac.store.notary;

import almanac.store.RawCommits.RawCommit;
import almanac.store.ledger.Checkpoint;
import almanac.store.ledger.Hash;
import almanac.store.ledger.LedgerFact;
import java.io.IOException;
import java.util.Optional;

/** Reads {@link NotedHistory} along. */
interface HistoryReader {

    /** The next fact, and its link if it was noted. */
    void fact(LedgerFact fact, Optional<Hash> link) throws IOException;

    /** Comes right behind the last fact that it covers, unless that is missing. */
    void checkpoint(Checkpoint checkpoint) throws IOException;

    /** Something is wrong with a commit as a whole; its facts come next. */
    void flaw(RawCommit commit, String what);

    /** Whether nothing more needs to be read. */
    boolean hasEnough();
}
