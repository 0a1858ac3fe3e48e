package almanac.embedded;

import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the journal short and the file compact, in the background. */
final class Checkpointer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Checkpointer.class);
    private static final long TICK_NANOS = 50_000_000;
    private static final long MAX_JOURNAL_BYTES = 8L << 20;
    private static final int MAX_UNSAVED_BYTES = 32 << 20;
    private static final int MINIMUM_FILL_PERCENT = 70;
    private static final int COMPACTION_BYTES = 2 << 20;

    private final Store store;
    private final Thread thread;
    private volatile boolean closed;

    Checkpointer(Store store) {
        this.store = store;
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
        if (store.journalBytes() > MAX_JOURNAL_BYTES || store.unsavedBytes() > MAX_UNSAVED_BYTES) {
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
