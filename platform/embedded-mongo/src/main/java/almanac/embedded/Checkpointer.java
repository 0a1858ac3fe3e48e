package almanac.embedded;

import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the journal short and the file compact, in the background. */
final class Checkpointer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Checkpointer.class);
    private static final long TICK_NANOS = 50_000_000;
    private static final int MINIMUM_FILL_PERCENT = 70;
    private static final int COMPACTION_BYTES = 2 << 20;

    /** So many times the limit of memory writers wait for the file, which keeps it bounded. */
    private static final long FAR = 8;

    /**
     * When the data file is brought up to date.
     *
     * @param journalBytes the length of the journal
     * @param unsavedBytes the pages that were changed in memory
     */
    record Limits(long journalBytes, int unsavedBytes) {
        static final Limits DEFAULT = new Limits(4L << 20, 16 << 20);
    }

    private final Store store;
    private final Limits limits;
    private final Thread thread;
    private volatile boolean closed;

    Checkpointer(Store store, Limits limits) {
        this.store = store;
        this.limits = limits;
        this.thread =
                Thread.ofPlatform().daemon().name("embedded-store-checkpoint").start(this::run);
    }

    private void run() {
        while (!closed) {
            try {
                tick();
            } catch (RuntimeException e) {
                LOG.error("the data file could not be brought up to date", e);
                return;
            }
            LockSupport.parkNanos(TICK_NANOS);
        }
    }

    private void tick() {
        if (store.unsavedBytes() > FAR * limits.unsavedBytes()) {
            store.exclusively(() -> {
                store.checkpoint();
                return true;
            });
        } else if (store.journalBytes() > limits.journalBytes()
                || store.unsavedBytes() > limits.unsavedBytes()) {
            store.checkpoint();
            store.compactSome(MINIMUM_FILL_PERCENT, COMPACTION_BYTES);
        }
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
