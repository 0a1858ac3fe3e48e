package almanac.store;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A commit on its way into the store. Its outcome is settled once, by the thread that leads. */
final class Pending {

    /** Why a waiting thread was woken. */
    enum Turn {
        LEAD,
        SETTLED
    }

    private static final long OPEN = -1;

    final Commit commit;
    private final CompletableFuture<Turn> turn = new CompletableFuture<>();
    private long position = OPEN;
    private @Nullable RuntimeException failure;

    Pending(Commit commit) {
        this.commit = commit;
    }

    void landed(long at) {
        position = at;
    }

    void failed(RuntimeException cause) {
        failure = cause;
    }

    boolean isSettled() {
        return position != OPEN || failure != null;
    }

    Turn await() {
        return turn.join();
    }

    void lead() {
        turn.complete(Turn.LEAD);
    }

    void wake() {
        turn.complete(Turn.SETTLED);
    }

    /** The position of the commit's first fact; throws what kept it out. */
    long outcome() {
        if (failure != null) {
            throw failure;
        }
        if (position == OPEN) {
            throw new OutcomeUnknown("The thread that wrote commit " + commit.id() + " died");
        }
        return position;
    }
}
