package almanac.embedded;

import java.io.ByteArrayOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The redo journal in front of the data file. Appending is cheap and keeps the order of the
 * callers; the first that waits writes everything appended so far in one call, and those that come
 * meanwhile share the next one. The same goes for forcing to the disk, beside which others write.
 * After a failed write nothing can be appended any more: memory is then ahead of the disk, and only
 * a restart brings both together.
 */
final class Journal implements AutoCloseable {

    private final JournalFiles files;
    private final boolean sync;
    private final ReentrantLock lock = new ReentrantLock();
    private final ReentrantLock preparing = new ReentrantLock();
    private final Condition progress = lock.newCondition();
    private ByteArrayOutputStream pending = new ByteArrayOutputStream(1 << 16);
    private ByteArrayOutputStream spare = new ByteArrayOutputStream(1 << 16);
    private @Nullable FileOutputStream prepared;
    private FileOutputStream out;
    private volatile long number;
    private long start;
    private long appended;
    private long written;
    private long synced;
    private boolean writing;
    private boolean forcing;
    private @Nullable IOException failure;

    Journal(JournalFiles files, Durability durability, long number) throws IOException {
        this.files = files;
        this.sync = durability == Durability.POWER_LOSS;
        this.number = number;
        this.out = create(number);
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
                boolean unwritten = written < position;
                if (unwritten ? writing : forcing) {
                    progress.awaitUninterruptibly();
                } else if (unwritten) {
                    write();
                } else {
                    force();
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
     * Does what {@link #rotate} would spend its time with, while others append: the file is created
     * and what is there so far is forced to the disk.
     */
    void prepareToRotate() throws IOException {
        preparing.lock();
        try {
            if (prepared == null) {
                prepared = create(number + 1);
            }
        } catch (IOException e) {
            throw failed(e);
        } finally {
            preparing.unlock();
        }
        awaitAll(true);
    }

    private IOException failed(IOException problem) {
        lock.lock();
        try {
            failure = problem;
            return problem;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Finishes the current file and goes on in the next one; nobody may append meanwhile. Returns
     * the new number.
     */
    long rotate() throws IOException {
        preparing.lock();
        try {
            prepareToRotate();
            FileOutputStream next = Objects.requireNonNull(prepared);
            prepared = null;
            change(next);
            return number;
        } finally {
            preparing.unlock();
        }
    }

    private void change(FileOutputStream next) throws IOException {
        lock.lock();
        try {
            out.close();
            out = next;
            start = appended;
            number++;
        } catch (IOException e) {
            throw failed(e);
        } finally {
            lock.unlock();
        }
    }

    private void write() {
        writing = true;
        ByteArrayOutputStream batch = pending;
        pending = spare;
        long end = appended;
        unlocked(() -> batch.writeTo(out));
        spare = batch.size() > 1 << 20 ? new ByteArrayOutputStream(1 << 16) : batch;
        spare.reset();
        writing = false;
        written = failure == null ? end : written;
    }

    private void force() {
        forcing = true;
        long end = written;
        unlocked(() -> out.getFD().sync());
        forcing = false;
        synced = failure == null ? end : synced;
    }

    private interface Work {
        void run() throws IOException;
    }

    /** Lets others append meanwhile; those that wait look again afterwards. */
    private void unlocked(Work work) {
        lock.unlock();
        IOException problem = null;
        try {
            work.run();
        } catch (IOException e) {
            problem = e;
        }
        lock.lock();
        failure = problem == null ? failure : problem;
        progress.signalAll();
    }

    /** A stream, because an interrupt of the thread that writes would close a channel. */
    private FileOutputStream create(long number) throws IOException {
        Path file = OwnerOnly.newFile(files.file(number));
        FileOutputStream created = new FileOutputStream(file.toFile(), true);
        files.syncFolder();
        return created;
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
            if (prepared != null) {
                prepared.close();
            }
            out.close();
        } finally {
            lock.unlock();
        }
    }
}
