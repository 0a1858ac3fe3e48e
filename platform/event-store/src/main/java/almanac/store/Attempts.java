package almanac.store;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.axonframework.eventsourcing.eventstore.EventStoreException;

/** Counts what went wrong in one write and ends it when patience is out. */
final class Attempts {

    private final long deadline;
    private int tries;

    Attempts(Duration patience) {
        deadline = System.nanoTime() + patience.toNanos();
    }

    void lostRace(Pending pending, RuntimeException cause) {
        if (isOver()) {
            pending.failed(new EventStoreException("Another writer won every position", cause));
        } else if (++tries > 2) {
            // the winner may not be durable yet, and then its successor cannot be proposed
            pause(Math.min(tries, 20) * 100_000L);
        }
    }

    void faulted(List<Pending> open, RuntimeException fault) {
        if (isOver()) {
            open.stream()
                    .filter(pending -> !pending.isSettled())
                    .forEach(p -> p.failed(unknown(p.commit, fault)));
        } else {
            pause(Math.min(++tries, 50) * 4_000_000L);
        }
    }

    private static OutcomeUnknown unknown(Commit commit, RuntimeException fault) {
        return new OutcomeUnknown(
                "Whether commit "
                        + commit.id()
                        + " of "
                        + commit.stream()
                        + " was stored is not known",
                fault);
    }

    private boolean isOver() {
        return System.nanoTime() - deadline > 0;
    }

    private static void pause(long nanos) {
        LockSupport.parkNanos(nanos / 2 + ThreadLocalRandom.current().nextLong(nanos));
    }
}
