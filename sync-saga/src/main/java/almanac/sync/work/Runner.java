package almanac.sync.work;

import almanac.connection.ConnectionId;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the steps of claimed units. */
public final class Runner {

    private static final Logger LOG = LoggerFactory.getLogger(Runner.class);

    private final DueWork work;
    private final Map<Unit.Kind, Step> steps;
    private final Failures failures;
    private final Backoff backoff;
    private final Clock clock;
    private final String owner;

    /** Knows what a provider's failure means. */
    public interface Failures {

        /** What becomes of the unit; empty for a failure that it knows nothing of. */
        Optional<Outcome> outcome(Lease lease, RuntimeException failure);
    }

    /**
     * @param owner names this node, and nobody else at the same time
     */
    public Runner(
            DueWork work,
            Map<Unit.Kind, Step> steps,
            Failures failures,
            Backoff backoff,
            Clock clock,
            String owner) {
        this.work = work;
        this.steps = Map.copyOf(steps);
        this.failures = failures;
        this.backoff = backoff;
        this.clock = clock;
        this.owner = owner;
    }

    /** Runs all that is due on the calling thread, and what that makes due; answers how many. */
    public int runDue() {
        for (var count = 0; ; count++) {
            var lease = claim(List.of());
            if (lease.isEmpty()) {
                return count;
            }
            run(lease.get());
        }
    }

    Optional<Lease> claim(Collection<ConnectionId> busy) {
        return work.claim(owner, busy);
    }

    void run(Lease lease) {
        var step = steps.get(lease.unit().kind());
        if (step == null) {
            throw new IllegalStateException("no step for " + lease.unit());
        }
        var name = "sync " + lease.unit().kind().name().toLowerCase(Locale.ROOT);
        var piece = new Spans.Piece(name, Long.toString(lease.unit().id()), lease.cause());
        work.spans().during(piece, () -> run(lease, step));
    }

    private String run(Lease lease, Step step) {
        try {
            return finished(lease, step.run(lease, () -> keep(lease)));
        } catch (Step.LeaseLost lost) {
            LOG.info("{}", lost.getMessage());
            return "lost";
        } catch (RuntimeException failed) {
            return finished(
                    lease, failures.outcome(lease, failed).orElseGet(() -> unknown(lease, failed)));
        }
    }

    private String finished(Lease lease, Outcome outcome) {
        work.finish(lease, outcome);
        return switch (outcome) {
            case Outcome.Done done -> "done";
            case Outcome.Later later -> later.failed() ? "failed" : "later";
            case Outcome.Parked parked -> "parked";
        };
    }

    private void keep(Lease lease) {
        if (Thread.currentThread().isInterrupted() || !work.keep(lease)) {
            throw new Step.LeaseLost(lease.unit());
        }
    }

    private Outcome unknown(Lease lease, RuntimeException failed) {
        LOG.warn("unit={} attempt={} failed", lease.unit(), lease.attempts() + 1, failed);
        var reason = failed.getClass().getSimpleName();
        return backoff.exhausted(lease.attempts())
                ? new Outcome.Parked(reason)
                : new Outcome.Later(
                        clock.instant().plus(backoff.pause(lease.attempts())), true, reason);
    }
}
