package almanac.embedded;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.util.concurrent.locks.ReentrantLock;
import org.h2.store.fs.FileBase;
import org.jspecify.annotations.Nullable;

/** A file that an interrupt does not close. Who reads does not wait for who writes. */
final class SteadyFile extends FileBase {

    private final RandomAccessFile reading;
    private final RandomAccessFile writing;
    private final ReentrantLock readers = new ReentrantLock();
    private final ReentrantLock writers = new ReentrantLock();
    private long position;

    SteadyFile(String name, String mode) throws IOException {
        this.writing = new RandomAccessFile(name, mode);
        this.reading = new RandomAccessFile(name, "r");
    }

    /** Into a buffer with an array, as H2's are. */
    @Override
    public int read(ByteBuffer to, long from) throws IOException {
        readers.lock();
        try {
            reading.seek(from);
            int read = reading.read(to.array(), to.arrayOffset() + to.position(), to.remaining());
            to.position(to.position() + Math.max(0, read));
            return read;
        } finally {
            readers.unlock();
        }
    }

    /** From a buffer with an array, as H2's are. */
    @Override
    public int write(ByteBuffer from, long to) throws IOException {
        int bytes = from.remaining();
        writers.lock();
        try {
            writing.seek(to);
            writing.write(from.array(), from.arrayOffset() + from.position(), bytes);
            from.position(from.limit());
            return bytes;
        } finally {
            writers.unlock();
        }
    }

    @Override
    public synchronized int read(ByteBuffer to) throws IOException {
        int read = read(to, position);
        position += Math.max(0, read);
        return read;
    }

    @Override
    public synchronized int write(ByteBuffer from) throws IOException {
        int written = write(from, position);
        position += written;
        return written;
    }

    @Override
    public synchronized long position() {
        return position;
    }

    @Override
    public synchronized FileChannel position(long to) {
        position = to;
        return this;
    }

    @Override
    public long size() throws IOException {
        return writing.length();
    }

    @Override
    public FileChannel truncate(long size) throws IOException {
        writers.lock();
        try {
            if (size < writing.length()) {
                writing.setLength(size);
            }
            return this;
        } finally {
            writers.unlock();
        }
    }

    @Override
    public void force(boolean metaData) throws IOException {
        writing.getFD().sync();
    }

    @Override
    public @Nullable FileLock tryLock(long from, long size, boolean shared) throws IOException {
        return writing.getChannel().tryLock(from, size, shared);
    }

    @Override
    protected void implCloseChannel() throws IOException {
        try (reading) {
            writing.close();
        }
    }
}
