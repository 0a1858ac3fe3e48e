package almanac.store;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Counts that facts arrived. Whoever counts before looking for facts, finds none and then waits
 * misses nothing that arrived in between.
 */
final class Arrivals {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private long count;

    /** How many there were. */
    long count() {
        lock.lock();
        try {
            return count;
        } finally {
            lock.unlock();
        }
    }

    /** Facts may have arrived. */
    void arrived() {
        lock.lock();
        try {
            count++;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Returns once there were more than that, at the latest after this time. */
    void awaitMoreThan(long seen, int timeout, TimeUnit unit) throws InterruptedException {
        var nanos = unit.toNanos(timeout);
        lock.lock();
        try {
            while (count == seen && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
            }
        } finally {
            lock.unlock();
        }
    }
}
