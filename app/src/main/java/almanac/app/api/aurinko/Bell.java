package almanac.app.api.aurinko;

import almanac.app.error.Unavailable;
import almanac.app.web.FeedProgress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Wakes the streams of this node when there is something new to read: one looks, however many wait.
 * A burst of writes wakes them a few times a second.
 */
final class Bell implements Runnable {

    private static final Duration LOOK = Duration.ofMillis(250);
    private static final long BURST_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final FeedProgress progress;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition rung = lock.newCondition();
    private final Condition silenced = lock.newCondition();
    private long reached = -1;
    private int waiting;
    private boolean closed;

    Bell(FeedProgress progress) {
        this.progress = progress;
    }

    /** Rings until it is silenced; asks nobody while nobody waits. */
    @Override
    public void run() {
        try {
            while (awaitListener()) {
                if (progress.awaitBeyond(reached(), LOOK)) {
                    ring();
                }
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean awaitListener() throws InterruptedException {
        lock.lock();
        try {
            while (waiting == 0 && !closed) {
                silenced.await();
            }
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    private long reached() {
        lock.lock();
        try {
            return reached;
        } finally {
            lock.unlock();
        }
    }

    private void ring() throws InterruptedException {
        long now = position();
        lock.lock();
        try {
            reached = Math.max(reached, now);
            rung.signalAll();
            long left = BURST_NANOS;
            while (left > 0 && !closed) {
                left = silenced.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    private long position() {
        try {
            return progress.reached();
        } catch (Unavailable later) {
            return -1;
        }
    }

    void silence() {
        lock.lock();
        try {
            closed = true;
            rung.signalAll();
            silenced.signalAll();
        } finally {
            lock.unlock();
        }
    }

    boolean isSilenced() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until there is something behind the position, for the bound at most. */
    void await(long position, Duration bound) throws InterruptedException {
        lock.lock();
        try {
            waiting++;
            silenced.signalAll();
            long left = bound.toNanos();
            while (reached <= position && !closed && left > 0) {
                left = rung.awaitNanos(left);
            }
        } finally {
            waiting--;
            lock.unlock();
        }
    }
}
