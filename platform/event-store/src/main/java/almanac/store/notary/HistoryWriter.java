package almanac.store.notary;

import almanac.store.RawCommits.RawCommit;
import almanac.store.ledger.Checkpoint;
import almanac.store.ledger.Hash;
import almanac.store.ledger.LedgerFact;
import almanac.store.ledger.LedgerLines;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/** Writes what it reads, line by line. */
final class HistoryWriter implements HistoryReader {

    private final OutputStream out;
    private long facts;
    private long checkpoints;

    HistoryWriter(OutputStream out) {
        this.out = out;
    }

    void begin(Instant now, String key) throws IOException {
        line(LedgerLines.begin(now.toString(), key));
    }

    @Override
    public void fact(LedgerFact fact, Optional<Hash> link) throws IOException {
        facts++;
        line(LedgerLines.fact(fact, link));
    }

    @Override
    public void checkpoint(Checkpoint checkpoint) throws IOException {
        checkpoints++;
        line(LedgerLines.checkpoint(checkpoint));
    }

    @Override
    public void flaw(RawCommit commit, String what) {
        // what cannot be read cannot be carried away, and is missing where the file is verified
    }

    @Override
    public boolean hasEnough() {
        return false;
    }

    void end() throws IOException {
        line(LedgerLines.end(facts, checkpoints));
    }

    private void line(String line) throws IOException {
        out.write(line.getBytes(StandardCharsets.UTF_8));
        out.write('\n');
    }
}
