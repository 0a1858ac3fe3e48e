package almanac.sync.lifecycle;

import almanac.connection.ConnectionId;
import almanac.message.Rejected;
import almanac.message.Rejection;
import almanac.sync.link.Accounts;
import almanac.sync.link.LinkedAccount;
import almanac.sync.link.LinkedMapping;
import almanac.sync.link.Mappings;
import almanac.sync.local.Reads;
import almanac.user.UserId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Connections and mappings as soon as they are facts: the policy that follows them may be a moment
 * behind.
 */
final class Known {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final long SHORTEST_REST = Duration.ofMillis(5).toNanos();
    private static final long LONGEST_REST = Duration.ofMillis(100).toNanos();

    private final Accounts accounts;
    private final Mappings mappings;
    private final Reads reads;

    Known(Accounts accounts, Mappings mappings, Reads reads) {
        this.accounts = accounts;
        this.mappings = mappings;
        this.reads = reads;
    }

    /** One of the user's; another's is not there. */
    LinkedAccount account(UserId user, ConnectionId id) {
        return accounts.find(id)
                .filter(LinkedAccount::runs)
                .or(() -> late(id))
                .filter(account -> account.user().equals(user))
                .orElseThrow(() ->
                        new Rejected(
                                new Rejection.NotFound("Connection", Long.toString(id.value()))));
    }

    private Optional<LinkedAccount> late(ConnectionId id) {
        var fact = reads.connection(id);
        if (fact.isEmpty()) {
            return Optional.empty();
        }
        await(
                () -> accounts.find(id).filter(its -> its.runs() || !fact.get().runs()).isPresent(),
                PATIENCE);
        return accounts.find(id);
    }

    /** Whether its steps run, or will as soon as the policy knows that they may again. */
    boolean runs(ConnectionId id) {
        return accounts.find(id).filter(LinkedAccount::runs).isPresent()
                || reads.connection(id).filter(Reads.Linked::runs).isPresent();
    }

    /** Those that stand, also the one that was tied just now. */
    List<LinkedMapping> mappings(ConnectionId id, Duration atMost) {
        var facts = reads.connection(id).map(Reads.Linked::mappings).orElseThrow();
        var bound = atMost.compareTo(PATIENCE) < 0 ? atMost : PATIENCE;
        await(() -> facts.stream().allMatch(each -> mappings.find(each).isPresent()), bound);
        return mappings.of(id);
    }

    /** Waits until it holds, at most so long; looks less often the longer that takes. */
    static void await(BooleanSupplier holds, Duration atMost) {
        var begun = System.nanoTime();
        var waited = 0L;
        while (!holds.getAsBoolean()
                && waited < atMost.toNanos()
                && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(Math.clamp(waited / 8, SHORTEST_REST, LONGEST_REST));
            waited = System.nanoTime() - begun;
        }
    }
}
