package almanac.store.notary;

import almanac.store.RawCommits;
import almanac.store.RawCommits.RawCommit;
import almanac.store.ledger.Checkpoint;
import almanac.store.ledger.Heads;
import almanac.store.ledger.LedgerKeys;
import almanac.store.ledger.Proof;
import almanac.store.ledger.Verification;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Optional;
import java.util.function.LongConsumer;

/** All of history with what the notary noted, read by position; in constant memory. */
public final class NotedHistory {

    private static final int HEADS = 20_000;
    private static final int COMMITS = 200;
    private static final int PAGE = 100;

    private final RawCommits commits;
    private final LedgerStore store;

    public NotedHistory(RawCommits commits, LedgerStore store) {
        this.commits = commits;
        this.store = store;
    }

    /**
     * Computes everything again and compares it with what was signed.
     *
     * @param progress is told now and then how many facts were looked at
     */
    public Proof prove(LedgerKeys keys, LongConsumer progress) {
        var verification =
                new Verification(
                        keys,
                        store.standing().last().stream().toList(),
                        new Heads(
                                HEADS,
                                (stream, position) -> Notary.folded(commits, stream, position)));
        try {
            read(new HistoryProver(verification, progress));
        } catch (IOException e) {
            throw new IllegalStateException("a proof writes nothing", e);
        } catch (IllegalArgumentException | NullPointerException | ClassCastException unreadable) {
            verification.flaw(
                    verification.next(),
                    Optional.empty(),
                    "what the notary noted here cannot be read");
        }
        return verification.end();
    }

    /**
     * Writes it as {@link almanac.store.ledger.LedgerLines}, as it is and whatever is wrong with
     * it.
     */
    public void write(Instant now, String key, OutputStream out) throws IOException {
        var writer = new HistoryWriter(out);
        writer.begin(now, key);
        read(writer);
        writer.end();
    }

    /** What is there when it begins, and nothing that comes later. */
    private void read(HistoryReader reader) throws IOException {
        var noted = new NotedLinks(store);
        var checkpoints = checkpoints(store.standing().last());
        var facts = commits(commits.lastPosition());
        var latest = Instant.MIN;
        for (var commit = facts.peek();
                commit.isPresent() && !reader.hasEnough();
                commit = facts.peek()) {
            facts.skip();
            var own = commit.get();
            var flaw = flaw(own, latest);
            if (flaw.isPresent()) {
                reader.flaw(own, flaw.get());
            }
            for (var fact : own.facts()) {
                reader.fact(fact, noted.at(fact.position()));
                checkpoints(checkpoints, fact.position(), reader);
            }
            latest = own.latest().isAfter(latest) ? own.latest() : latest;
        }
        checkpoints(checkpoints, Long.MAX_VALUE, reader);
    }

    private static Optional<String> flaw(RawCommit commit, Instant before) {
        if (commit.flaw().isPresent()) {
            return commit.flaw();
        }
        return commit.latest().isBefore(before)
                ? Optional.of("the commit says that it is older than the one before it")
                : Optional.empty();
    }

    private static void checkpoints(Paged<Checkpoint> all, long position, HistoryReader reader)
            throws IOException {
        for (var next = all.peek();
                next.isPresent() && next.get().position() <= position;
                next = all.peek()) {
            reader.checkpoint(next.get());
            all.skip();
        }
    }

    /** The last one may not be filed yet. */
    private Paged<Checkpoint> checkpoints(Optional<Checkpoint> latest) {
        var upTo = latest.map(Checkpoint::number).orElse(Long.MAX_VALUE);
        return new Paged<>(last -> {
            var due = last.map(Checkpoint::number).orElse(0L) + 1;
            var filed = store.checkpointsFrom(last.isEmpty() ? Long.MIN_VALUE : due, PAGE);
            return filed.isEmpty()
                    ? latest.filter(it -> it.number() == due).stream().toList()
                    : filed.stream().filter(it -> it.number() <= upTo).toList();
        });
    }

    private Paged<RawCommit> commits(long upTo) {
        return new Paged<>(last ->
                commits
                        .startingFrom(
                                last.map(RawCommit::position).orElse(Long.MIN_VALUE) + 1, COMMITS)
                        .stream()
                        .filter(it -> it.position() <= upTo)
                        .toList());
    }
}
