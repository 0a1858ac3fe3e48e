package almanac.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.type.ByteArrayDataType;
import org.jspecify.annotations.Nullable;

/**
 * Ordered maps in one MVStore file with a redo journal in front. A change goes into the map in
 * memory and, as one record for the operation, into the journal; {@link #awaitDurable} waits for
 * the latter. Now and then a checkpoint commits the maps to the file and drops the journal. No
 * commit happens while an operation is under way and none before its record is written, so the file
 * never knows more than the journal; replaying a journal twice gives the same maps.
 */
final class Store implements AutoCloseable {

    private static final int CACHE_MEGABYTES = 32;

    private final MVStore maps;
    private final @Nullable Journal journal;
    private final @Nullable JournalFiles files;
    private final Catalog catalog;
    private final AtomicInteger nextTable = new AtomicInteger(Catalog.TABLE + 1);
    private final ReentrantReadWriteLock gate = new ReentrantReadWriteLock();
    private final ThreadLocal<@Nullable Batch> batch = new ThreadLocal<>();
    private final ThreadLocal<Long> lastAppend = ThreadLocal.withInitial(() -> 0L);
    private final LongAdder examined = new LongAdder();

    private Store(MVStore maps, @Nullable JournalFiles files, Durability durability)
            throws IOException {
        this.maps = maps;
        this.files = files;
        this.catalog = new Catalog(table(Catalog.TABLE));
        long next = files == null ? 0 : recover(files);
        this.journal = files == null ? null : new Journal(files, durability, next);
        exclusively(() -> {
            catalog.checkFormat();
            return true;
        });
    }

    static Store inMemory() {
        try {
            return new Store(open(new MVStore.Builder()), null, Durability.PROCESS_CRASH);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Store open(Path file, Durability durability) {
        MVStore maps = null;
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            maps =
                    open(
                            new MVStore.Builder()
                                    .fileName(file.toString())
                                    .cacheSize(CACHE_MEGABYTES)
                                    .compress());
            return new Store(maps, new JournalFiles(file), durability);
        } catch (IOException | RuntimeException e) {
            if (maps != null) {
                maps.closeImmediately();
            }
            throw e instanceof RuntimeException known
                    ? known
                    : new UncheckedIOException((IOException) e);
        }
    }

    private static MVStore open(MVStore.Builder builder) {
        MVStore maps = builder.autoCommitDisabled().autoCommitBufferSize(0).open();
        maps.setRetentionTime(0);
        maps.setVersionsToKeep(0);
        return maps;
    }

    /**
     * Replays what the file does not know yet, commits it, and returns the number of the next
     * journal.
     */
    private long recover(JournalFiles files) throws IOException {
        if (!catalog.isEmpty()) {
            catalog.checkFormat();
        }
        files.replay(payload ->
                Batch.replay(
                        payload,
                        new Batch.Changes() {
                            @Override
                            public void put(int table, byte[] key, byte[] value) {
                                map(table).put(key, value);
                            }

                            @Override
                            public void remove(int table, byte[] key) {
                                map(table).remove(key);
                            }
                        }));
        removeUnknownTables();
        maps.commit();
        maps.sync();
        long next = files.numbers().stream().mapToLong(Long::longValue).max().orElse(0) + 1;
        files.deleteBelow(next);
        return next;
    }

    private void removeUnknownTables() {
        Set<Integer> known = catalog.tables();
        for (String name : Set.copyOf(maps.getMapNames())) {
            int id = Integer.parseInt(name);
            nextTable.accumulateAndGet(id + 1, Math::max);
            if (!known.contains(id)) {
                maps.removeMap(name);
            }
        }
    }

    Catalog catalog() {
        return catalog;
    }

    /** Index and table entries that queries have looked at so far. */
    LongAdder examined() {
        return examined;
    }

    Table newTable() {
        return table(nextTable.getAndIncrement());
    }

    Table table(int id) {
        return new Table(id, map(id), this);
    }

    void dropTable(Table table) {
        maps.removeMap(table.map());
    }

    private MVMap<byte[], byte[]> map(int id) {
        return maps.openMap(
                String.valueOf(id),
                new MVMap.Builder<byte[], byte[]>()
                        .keyType(ByteArrayDataType.INSTANCE)
                        .valueType(ByteArrayDataType.INSTANCE));
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
        return maps.getUnsavedMemory();
    }

    /** Brings the data file up to date and starts a new journal; writers wait meanwhile. */
    void checkpoint() {
        if (journal == null || files == null) {
            return;
        }
        try {
            long number;
            gate.writeLock().lock();
            try {
                appendBatch();
                if (batch.get() != null) {
                    batch.set(new Batch());
                }
                number = journal.rotate();
                maps.commit();
            } finally {
                gate.writeLock().unlock();
            }
            maps.sync();
            files.deleteBelow(number);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Rewrites some chunks of the file that are mostly dead; true when there was something to do.
     */
    boolean compactSome(int minimumFillPercent, int bytes) {
        gate.writeLock().lock();
        try {
            if (journal == null) {
                return false;
            }
            journal.awaitAll(false);
            boolean rewritten = maps.compact(minimumFillPercent, bytes);
            if (rewritten) {
                maps.sync();
            }
            return rewritten;
        } finally {
            gate.writeLock().unlock();
        }
    }

    long fileBytes() {
        if (files == null) {
            return 0;
        }
        try {
            return Files.size(files.data()) + journalBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        checkpoint();
        maps.close(0);
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
