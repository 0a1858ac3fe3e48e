package almanac.store.notary;

import almanac.store.RawCommits;
import almanac.store.ledger.Chain;
import almanac.store.ledger.Checkpoint;
import almanac.store.ledger.Hash;
import almanac.store.ledger.Head;
import almanac.store.ledger.Heads;
import almanac.store.ledger.LedgerFact;
import almanac.store.ledger.LedgerSigner;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Follows history and notes the link of each fact, and signs a checkpoint now and then. One node is
 * the notary at a time; another takes over when it has not been heard of for {@link #LEASE}. It
 * goes on where it stopped, whenever it stops: what a step noted is one document, replaced only by
 * who still is the notary, and is filed after that, again if need be.
 *
 * <p>It never waits for a writer and no writer waits for it. Not for several threads.
 */
public final class Notary {

    /** How long a node that is not heard of stays the notary. */
    public static final Duration LEASE = Duration.ofSeconds(10);

    private static final int COMMITS = 200;

    /** A step is one document, which may not be longer than 16 MiB. */
    private static final int FACTS = 5_000;

    private static final int HEADS = 20_000;

    private final RawCommits commits;
    private final LedgerStore store;
    private final LedgerSigner signer;
    private final Terms terms;
    private final Clock clock;
    private final String node;
    private OptionalLong fence = OptionalLong.empty();
    private Heads heads;

    /**
     * When a checkpoint is due: after so many facts, or when so much time has passed since the last
     * one and there is a new fact.
     */
    public record Terms(long facts, Duration time) {

        public Terms {
            if (facts < 1 || time.isNegative()) {
                throw new IllegalArgumentException(
                        "a checkpoint covers at least one fact and cannot be due before the last");
            }
        }
    }

    /**
     * @param node a name that no other node has at the same time
     */
    public Notary(
            RawCommits commits,
            LedgerStore store,
            LedgerSigner signer,
            Terms terms,
            Clock clock,
            String node) {
        this.commits = commits;
        this.store = store;
        this.signer = signer;
        this.terms = terms;
        this.clock = clock;
        this.node = node;
        this.heads = fresh();
    }

    private Heads fresh() {
        return new Heads(HEADS, (stream, position) -> folded(commits, stream, position));
    }

    /** The head of a stream before a position. */
    static Head folded(RawCommits commits, String stream, long position) {
        var head = Head.NONE;
        for (var fact : commits.ofStream(stream, position)) {
            head = head.after(fact);
        }
        return head;
    }

    /**
     * Notes all that is new, and signs what is due.
     *
     * @return false if another node is the notary
     * @throws IllegalStateException if history or what was noted of it was tampered with so that it
     *     cannot go on; nothing more is noted then
     */
    public boolean work() {
        try {
            var mine = mine();
            if (mine.isEmpty()) {
                return false;
            }
            var standing = mine.get();
            store.file(standing);
            for (var next = next(standing); next.isPresent(); next = next(standing)) {
                if (!store.step(standing, next.get())) {
                    lost();
                    return false;
                }
                standing = next.get();
                store.file(standing);
            }
            return true;
        } catch (RuntimeException broken) {
            // they may be ahead of what was stored
            heads = fresh();
            throw broken;
        }
    }

    private Optional<Standing> mine() {
        var until = until();
        if (fence.isPresent()) {
            var kept = store.renew(fence.getAsLong(), until);
            if (kept.isPresent()) {
                return kept;
            }
            lost();
        }
        var claimed = store.claim(node, clock.instant(), until);
        claimed.ifPresent(it -> fence = OptionalLong.of(it.fence()));
        return claimed;
    }

    private void lost() {
        fence = OptionalLong.empty();
        heads = fresh();
    }

    private Instant until() {
        return clock.instant().plus(LEASE);
    }

    /** How it stands after one more batch; empty if nothing is new and nothing is due. */
    private Optional<Standing> next(Standing now) {
        var running = now.running();
        var links = new ArrayList<Hash>();
        for (var fact : batch(now.next())) {
            var link = heads.add(fact);
            links.add(link);
            running = Chain.running(running, link);
        }
        var noted =
                new Standing(
                        now.owner(),
                        now.fence(),
                        until(),
                        now.next() + links.size(),
                        running,
                        now.last(),
                        links);
        var at = clock.instant();
        if (isDue(noted, at)) {
            return Optional.of(signed(noted, at));
        }
        return links.isEmpty() ? Optional.empty() : Optional.of(noted);
    }

    private List<LedgerFact> batch(long next) {
        var facts = new ArrayList<LedgerFact>();
        for (var commit : commits.startingFrom(next, COMMITS)) {
            var flaw =
                    commit.position() == next + facts.size()
                            ? commit.flaw()
                            : Optional.of("it does not follow the commit before it");
            if (flaw.isPresent() && facts.isEmpty()) {
                throw new IllegalStateException(
                        "history cannot be noted from position "
                                + next
                                + " on: of the commit at "
                                + commit.position()
                                + ", "
                                + flaw.get());
            }
            if (flaw.isPresent() || facts.size() >= FACTS) {
                return facts;
            }
            facts.addAll(commit.facts());
        }
        if (facts.isEmpty() && commits.lastPosition() + 1 < next) {
            throw new IllegalStateException(
                    "history ends at position "
                            + commits.lastPosition()
                            + ", but was noted up to "
                            + (next - 1));
        }
        return facts;
    }

    private boolean isDue(Standing noted, Instant now) {
        return noted.unsigned() >= terms.facts()
                || (noted.unsigned() > 0
                        && noted.last()
                                .map(last -> Instant.parse(last.at()).plus(terms.time()))
                                .filter(now::isBefore)
                                .isEmpty());
    }

    private Standing signed(Standing noted, Instant now) {
        var at = now.truncatedTo(ChronoUnit.MILLIS);
        var earlier = noted.last().map(Checkpoint::at).map(Instant::parse).filter(at::isBefore);
        var checkpoint =
                signer.after(noted.last(), noted.next() - 1, noted.running(), earlier.orElse(at));
        return new Standing(
                noted.owner(),
                noted.fence(),
                noted.until(),
                noted.next(),
                noted.running(),
                Optional.of(checkpoint),
                noted.links());
    }
}
