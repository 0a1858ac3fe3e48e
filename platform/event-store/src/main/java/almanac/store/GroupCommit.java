package almanac.store;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Lets appends that wait at the same time go to the store as one write. The first to come leads;
 * whoever waits when a write ends goes into the next one, and the eldest of them leads it. The
 * order of arrival is the order of the write.
 */
final class GroupCommit {

    private static final int MOST_COMMITS = 512;
    private static final int MOST_CHARACTERS = 4 * 1024 * 1024;

    private final Consumer<List<Pending>> write;
    private final ReentrantLock gate = new ReentrantLock();
    private final ArrayDeque<Pending> waiting = new ArrayDeque<>();
    private boolean led;

    GroupCommit(Consumer<List<Pending>> write) {
        this.write = write;
    }

    /** Returns the position of the commit's first fact once it is stored. */
    long append(Commit commit) {
        Pending mine = new Pending(commit);
        if (join(mine) || mine.await() == Pending.Turn.LEAD) {
            lead();
        }
        return mine.outcome();
    }

    private boolean join(Pending mine) {
        gate.lock();
        try {
            waiting.add(mine);
            boolean leads = !led;
            led = true;
            return leads;
        } finally {
            gate.unlock();
        }
    }

    private void lead() {
        List<Pending> batch = next();
        try {
            write.accept(batch);
        } finally {
            passOn();
            batch.forEach(Pending::wake);
        }
    }

    private List<Pending> next() {
        gate.lock();
        try {
            List<Pending> batch = new ArrayList<>();
            long characters = 0;
            while (!waiting.isEmpty() && batch.size() < MOST_COMMITS) {
                characters += waiting.getFirst().commit.characters();
                if (!batch.isEmpty() && characters > MOST_CHARACTERS) {
                    break;
                }
                batch.add(waiting.removeFirst());
            }
            return batch;
        } finally {
            gate.unlock();
        }
    }

    private void passOn() {
        gate.lock();
        try {
            if (waiting.isEmpty()) {
                led = false;
            } else {
                waiting.getFirst().lead();
            }
        } finally {
            gate.unlock();
        }
    }
}
