package almanac.app.ledger;

import almanac.message.Rejected;
import almanac.message.Rejection;
import almanac.store.RawCommits;
import almanac.store.ledger.Checkpoint;
import almanac.store.ledger.LedgerKeys;
import almanac.store.ledger.LedgerSigner;
import almanac.store.notary.LedgerStore;
import almanac.store.notary.NotedHistory;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/** What auditors and operators ask of the ledger. */
public final class Ledger {

    private final RawCommits commits;
    private final LedgerStore store;
    private final NotedHistory history;
    private final LedgerSigner signer;
    private final List<String> earlierKeys;
    private final LedgerKeys keys;
    private final Clock clock;
    private final Supplier<Optional<String>> problem;
    private final Semaphore proofs = new Semaphore(1);

    Ledger(
            RawCommits commits,
            LedgerStore store,
            LedgerSigner signer,
            List<String> earlierKeys,
            Clock clock,
            Supplier<Optional<String>> problem) {
        this.commits = commits;
        this.store = store;
        this.history = new NotedHistory(commits, store);
        this.signer = signer;
        this.earlierKeys = List.copyOf(earlierKeys);
        this.clock = clock;
        this.problem = problem;
        var all = new ArrayList<>(earlierKeys);
        all.add(signer.publicKey());
        this.keys = LedgerKeys.of(all);
    }

    /** Checkpoints before a number, the newest first. */
    public List<CheckpointView> checkpoints(long before, int limit) {
        return store.checkpoints(before, limit).stream().map(CheckpointView::of).toList();
    }

    /** The key that signs, then those that did. */
    public List<LedgerKeyView> keys() {
        var all = new ArrayList<LedgerKeyView>();
        all.add(new LedgerKeyView(signer.name(), signer.publicKey(), true));
        for (var key : earlierKeys) {
            all.add(new LedgerKeyView(LedgerKeys.name(key), key, false));
        }
        return all;
    }

    /** Writes all facts as they lie in the store, with all checkpoints, as lines of JSON. */
    public void write(OutputStream out) throws IOException {
        history.write(clock.instant(), signer.name(), out);
    }

    /** How many facts {@link #prove} looks at. */
    public long facts() {
        return commits.lastPosition() + 1;
    }

    /**
     * Compares all of history with what was signed. One at a time on a node, since each reads all
     * that is stored.
     *
     * @param progress is told now and then how many facts were looked at
     */
    public ProofView prove(LongConsumer progress) {
        if (!proofs.tryAcquire()) {
            throw new Rejected(new Rejection.Conflict("", "history is being verified already"));
        }
        try {
            return ProofView.of(history.prove(keys, progress));
        } finally {
            proofs.release();
        }
    }

    /** How far the notary is. */
    public LedgerView view() {
        var its = store.progress();
        var signed = its.last().map(Checkpoint::position).orElse(-1L);
        return new LedgerView(
                its.position(),
                commits.lastPosition(),
                signed,
                age(signed + 1).toMillis() / 1000.0,
                its.last().map(CheckpointView::of),
                Optional.of(its.node()).filter(name -> !name.isEmpty()),
                its.until(),
                problem.get());
    }

    /** The age of the fact there; zero if there is none. */
    private Duration age(long position) {
        return commits.startingFrom(position, 1).stream()
                .flatMap(commit -> commit.facts().stream())
                .findFirst()
                .map(fact -> Duration.between(Instant.parse(fact.at()), clock.instant()))
                .filter(age -> !age.isNegative())
                .orElse(Duration.ZERO);
    }
}
