package almanac.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Ordered maps in one MVStore file with a redo journal in front. A change goes into the map in
 * memory and, as one record for the operation, into the journal; {@link #awaitDurable} waits for
 * the latter. Now and then a checkpoint commits the maps to the file and drops the journal. What is
 * committed is taken while no operation is under way and after their records are written, so the
 * file never knows more than the journal; replaying a journal twice gives the same maps.
 */
final class Store implements AutoCloseable {

    private final Maps maps;
    private final @Nullable Journal journal;
    private final @Nullable JournalFiles files;
    private final @Nullable Saving saving;
    private final Catalog catalog;
    private final ReentrantReadWriteLock gate = new ReentrantReadWriteLock();
    private final ThreadLocal<@Nullable Batch> batch = new ThreadLocal<>();
    private final ThreadLocal<Long> lastAppend = ThreadLocal.withInitial(() -> 0L);
    private final LongAdder examined = new LongAdder();
    private final OpenCursors cursors = new OpenCursors();

    private Store(Maps maps, @Nullable JournalFiles files, Durability durability)
            throws IOException {
        this.maps = maps;
        this.files = files;
        this.catalog = new Catalog(table(Catalog.TABLE));
        long next = files == null ? 0 : recover(files);
        this.journal = files == null ? null : new Journal(files, durability, next);
        this.saving = files == null || journal == null ? null : new Saving(maps, journal, files);
        exclusively(() -> {
            catalog.checkFormat();
            return true;
        });
    }

    static Store inMemory() {
        try {
            return new Store(Maps.inMemory(), null, Durability.PROCESS_CRASH);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Store open(Path file, Durability durability) {
        Maps maps = null;
        try {
            maps = Maps.on(file);
            return new Store(maps, new JournalFiles(file), durability);
        } catch (IOException e) {
            throw new UncheckedIOException(closed(maps, e));
        } catch (RuntimeException e) {
            throw closed(maps, e);
        }
    }

    private static <E extends Exception> E closed(@Nullable Maps maps, E problem) {
        if (maps != null) {
            maps.closeImmediately();
        }
        return problem;
    }

    /** Replays what the file does not know yet, and returns the number of the next journal. */
    private long recover(JournalFiles files) throws IOException {
        if (!catalog.isEmpty()) {
            catalog.checkFormat();
        }
        maps.replay(files);
        maps.keepOnly(catalog.tables());
        maps.commit();
        maps.sync();
        long next = files.numbers().stream().mapToLong(Long::longValue).max().orElse(0) + 1;
        files.deleteBelow(next);
        return next;
    }

    Catalog catalog() {
        return catalog;
    }

    /** Index and table entries that queries have looked at so far. */
    LongAdder examined() {
        return examined;
    }

    OpenCursors cursors() {
        return cursors;
    }

    Table newTable() {
        return table(maps.newId());
    }

    Table table(int id) {
        return new Table(id, maps.map(id), this);
    }

    void dropTable(Table table) {
        maps.remove(table.map());
    }

    /**
     * Runs one operation on what the lock guards; its changes are journaled as one, also when it
     * ends in an error.
     */
    <T> T write(Lock lock, Supplier<T> operation) {
        gate.readLock().lock();
        try {
            lock.lock();
            try {
                return inBatch(operation);
            } finally {
                lock.unlock();
            }
        } finally {
            gate.readLock().unlock();
        }
    }

    /** Runs an operation while no other one writes anything: for changes of the catalog. */
    <T> T exclusively(Supplier<T> operation) {
        gate.writeLock().lock();
        try {
            return inBatch(operation);
        } finally {
            gate.writeLock().unlock();
        }
    }

    private <T> T inBatch(Supplier<T> operation) {
        if (batch.get() != null) {
            return operation.get();
        }
        batch.set(new Batch());
        try {
            return operation.get();
        } finally {
            appendBatch();
            batch.remove();
        }
    }

    private void appendBatch() {
        Batch changes = batch.get();
        if (journal != null && changes != null && !changes.isEmpty()) {
            lastAppend.set(journal.append(changes.toRecord()));
        }
    }

    void record(int table, byte[] key, byte @Nullable [] value) {
        Batch changes = batch.get();
        if (changes == null) {
            throw new IllegalStateException("a change outside of an operation");
        }
        if (journal != null) {
            changes.add(table, key, value);
        }
    }

    /**
     * Waits until everything that this thread has changed is as durable as configured, or on disk
     * if forced.
     */
    void awaitDurable(boolean force) {
        if (journal != null) {
            journal.await(lastAppend.get(), force);
        }
    }

    long journalBytes() {
        return journal == null ? 0 : journal.size();
    }

    int unsavedBytes() {
        return maps.unsavedBytes();
    }

    /** Brings the data file up to date and starts a new journal, while others go on writing. */
    void checkpoint() {
        if (saving != null) {
            saving.run(gate.writeLock(), this::appendUnfinished);
        }
    }

    private void appendUnfinished() {
        appendBatch();
        if (batch.get() != null) {
            batch.set(new Batch());
        }
    }

    /** Rewrites some chunks of the file that are mostly dead with the next checkpoint. */
    boolean compactSome(int minimumFillPercent, int bytes) {
        return saving != null && saving.compactSome(minimumFillPercent, bytes);
    }

    long fileBytes() {
        return files == null ? 0 : files.dataBytes() + journalBytes();
    }

    @Override
    public void close() {
        checkpoint();
        maps.close();
        if (journal != null && files != null) {
            try {
                journal.close();
                files.deleteBelow(Long.MAX_VALUE);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
