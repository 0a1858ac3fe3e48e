package almanac.store.ledger;

import almanac.store.ledger.Proof.Problem;
import java.util.List;
import java.util.Optional;

/**
 * Takes history in the order of positions, each checkpoint right behind the last fact that it
 * covers, and says how far it is proven. What comes after the first problem is not looked at.
 *
 * <p>A checkpoint alone proves. The links that the notary noted fact by fact prove nothing, but
 * they tell which fact it is when a checkpoint does not fit.
 */
public final class Verification {

    private final Succession checkpoints;
    private final Heads heads;
    private Hash running = Hash.NONE;
    private long next;
    private Optional<Problem> suspect = Optional.empty();
    private Optional<Problem> problem = Optional.empty();

    /**
     * @param anchors checkpoints that were kept elsewhere, all of which must be found
     */
    public Verification(LedgerKeys keys, List<Checkpoint> anchors, Heads heads) {
        this.checkpoints = new Succession(keys, anchors);
        this.heads = heads;
    }

    /** Whether a problem was found, after which nothing is looked at. */
    public boolean failed() {
        return problem.isPresent();
    }

    /** The position that is due. */
    public long next() {
        return next;
    }

    /**
     * The next fact.
     *
     * @param noted its link as the notary noted it, if it did
     */
    public void fact(LedgerFact fact, Optional<Hash> noted) {
        if (failed()) {
            return;
        }
        var head = heads.before(fact);
        if (fact.position() > next) {
            missing("position " + fact.position() + " stands where " + next + " is due");
        } else if (fact.position() < next) {
            fail(at(fact, "it stands where position " + next + " is due"));
        } else if (!head.precedes(fact)) {
            fail(
                    at(
                            fact,
                            "it is number "
                                    + fact.sequence().orElse(-1)
                                    + " of its stream, and number "
                                    + (head.sequence() + 1)
                                    + " is due"));
        } else {
            add(fact, noted);
        }
    }

    private void add(LedgerFact fact, Optional<Hash> noted) {
        try {
            var link = heads.add(fact);
            running = Chain.running(running, link);
            next++;
            if (suspect.isEmpty() && noted.filter(it -> !it.equals(link)).isPresent()) {
                suspect = Optional.of(at(fact, "it is not the fact that was noted"));
            }
        } catch (IllegalArgumentException unwritable) {
            fail(at(fact, "it cannot have been stored: " + unwritable.getMessage()));
        }
    }

    /** A fault around a fact that the fact itself does not show. */
    public void flaw(long position, Optional<String> stream, String what) {
        if (!failed()) {
            fail(new Problem(position, stream, what));
        }
    }

    /** What did not fit before came first. */
    private void fail(Problem it) {
        problem = suspect.or(() -> Optional.of(it));
    }

    /** The next checkpoint. */
    public void checkpoint(Checkpoint checkpoint) {
        if (failed()) {
            return;
        }
        checkpoints.fault(checkpoint).ifPresent(what -> fail(at(checkpoint.position(), what)));
        if (problem.isEmpty()) {
            covers(checkpoint);
        }
        if (problem.isEmpty()) {
            checkpoints.take(checkpoint);
        }
    }

    private void covers(Checkpoint it) {
        if (it.position() >= next) {
            missing("checkpoint " + it.number() + " covers position " + it.position());
        } else if (it.position() < next - 1) {
            fail(at(it.position(), "checkpoint " + it.number() + " stands behind " + (next - 1)));
        } else if (!it.running().equals(running)) {
            fail(somewhere(it));
        } else {
            problem =
                    suspect.map(its ->
                            new Problem(
                                    its.position(),
                                    its.stream(),
                                    "the note about it was changed; the fact is as signed"));
        }
    }

    private Problem somewhere(Checkpoint it) {
        var from = checkpoints.last().map(last -> last.position() + 1).orElse(0L);
        return at(
                from,
                "the facts from here to "
                        + it.position()
                        + " are not those that checkpoint "
                        + it.number()
                        + " covers");
    }

    private void missing(String why) {
        fail(at(next, "facts are missing: " + why));
    }

    private static Problem at(LedgerFact fact, String what) {
        return new Problem(fact.position(), Optional.of(fact.stream()), what);
    }

    private static Problem at(long position, String what) {
        return new Problem(position, Optional.empty(), what);
    }

    /** What came of it, once everything was taken. */
    public Proof end() {
        if (problem.isEmpty()) {
            problem = suspect.or(this::cut).or(this::unsigned);
        }
        var proven = checkpoints.last();
        var newer = next - proven.map(it -> it.position() + 1).orElse(0L);
        return new Proof(next, proven, newer, problem);
    }

    private Optional<Problem> cut() {
        return checkpoints
                .missing()
                .map(anchor ->
                        at(
                                anchor.position(),
                                "checkpoint "
                                        + anchor.number()
                                        + " of "
                                        + anchor.at()
                                        + " that was kept is not here: history was cut"));
    }

    private Optional<Problem> unsigned() {
        return checkpoints.last().isPresent()
                ? Optional.empty()
                : Optional.of(at(0, "there is no checkpoint, so nothing is proven"));
    }
}
