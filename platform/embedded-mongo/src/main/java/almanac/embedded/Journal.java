package almanac.embedded;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The redo journal in front of the data file. Appending is cheap and keeps the order of the
 * callers; the first that waits writes everything appended so far in one call, and those that come
 * meanwhile share the next one. After a failed write nothing can be appended any more: memory is
 * then ahead of the disk, and only a restart brings both together.
 */
final class Journal implements AutoCloseable {

    private final JournalFiles files;
    private final boolean sync;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition progress = lock.newCondition();
    private ByteArrayOutputStream pending = new ByteArrayOutputStream(1 << 16);
    private ByteArrayOutputStream spare = new ByteArrayOutputStream(1 << 16);
    private FileChannel channel;
    private long number;
    private long start;
    private long appended;
    private long written;
    private long synced;
    private boolean busy;
    private @Nullable IOException failure;

    Journal(JournalFiles files, Durability durability, long number) throws IOException {
        this.files = files;
        this.sync = durability == Durability.POWER_LOSS;
        this.number = number;
        this.channel = create(number);
    }

    /** Takes a record and returns the position to wait for. */
    long append(byte[] record) {
        lock.lock();
        try {
            checkUsable();
            pending.writeBytes(record);
            appended += record.length;
            return appended;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Returns when everything up to the position has reached the operating system, or the disk
     * where asked for.
     */
    void await(long position, boolean force) {
        boolean toDisk = sync || force;
        lock.lock();
        try {
            while ((toDisk ? synced : written) < position) {
                checkUsable();
                if (busy) {
                    progress.awaitUninterruptibly();
                } else {
                    flush(toDisk);
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** Waits for everything that was appended. */
    void awaitAll(boolean force) {
        await(appended(), force);
    }

    /** The position behind the last record. */
    long appended() {
        lock.lock();
        try {
            return appended;
        } finally {
            lock.unlock();
        }
    }

    /** Bytes in the current file and on their way to it. */
    long size() {
        lock.lock();
        try {
            return appended - start;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Finishes the current file and begins the next one; nobody may append meanwhile. Returns the
     * new number.
     */
    long rotate() {
        awaitAll(true);
        lock.lock();
        try {
            FileChannel next = create(number + 1);
            channel.close();
            channel = next;
            start = appended;
            return ++number;
        } catch (IOException e) {
            failure = e;
            throw new UncheckedIOException(e);
        } finally {
            lock.unlock();
        }
    }

    private void flush(boolean toDisk) {
        busy = true;
        ByteArrayOutputStream batch = pending;
        pending = spare;
        long end = appended;
        lock.unlock();
        IOException problem = write(batch, toDisk);
        lock.lock();
        spare = batch.size() > 1 << 20 ? new ByteArrayOutputStream(1 << 16) : batch;
        spare.reset();
        if (problem == null) {
            written = end;
            synced = toDisk ? end : synced;
        } else {
            failure = problem;
        }
        busy = false;
        progress.signalAll();
    }

    private @Nullable IOException write(ByteArrayOutputStream batch, boolean toDisk) {
        try {
            ByteBuffer buffer = ByteBuffer.wrap(batch.toByteArray());
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            if (toDisk) {
                channel.force(false);
            }
            return null;
        } catch (IOException e) {
            return e;
        }
    }

    private FileChannel create(long number) throws IOException {
        return FileChannel.open(
                files.file(number), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    private void checkUsable() {
        if (failure != null) {
            throw new UncheckedIOException(
                    "the journal could not be written; restart the store", failure);
        }
    }

    @Override
    public void close() throws IOException {
        lock.lock();
        try {
            channel.close();
        } finally {
            lock.unlock();
        }
    }
}
