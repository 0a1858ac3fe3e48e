package almanac.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.h2.store.fs.FileBase;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.disk.FilePathDisk;

/**
 * The disk below the data files "held:..." of a folder: while it is held, whoever writes to them
 * waits. Journals do not go through it.
 */
final class HeldDisk extends FilePathDisk implements AutoCloseable {

    private static final String NAME = "held";

    private static final class Hold {
        final CountDownLatch waitedFor = new CountDownLatch(1);
        final CountDownLatch over = new CountDownLatch(1);
        volatile boolean begun;

        void pass() {
            if (begun) {
                waitedFor.countDown();
                try {
                    over.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }

    private final Path folder;
    private final Hold hold;

    private HeldDisk(Path folder, Hold hold) {
        this.folder = folder;
        this.hold = hold;
    }

    static HeldDisk in(Path folder) {
        HeldDisk disk = new HeldDisk(folder, new Hold());
        FilePath.register(disk);
        return disk;
    }

    Path file() {
        return folder.resolve(NAME + ":data.mv");
    }

    void hold() {
        hold.begun = true;
    }

    /** Returns when somebody waits for it. */
    void awaitWaiting() throws InterruptedException {
        hold.waitedFor.await();
    }

    boolean isStillHeld() {
        return hold.over.getCount() > 0;
    }

    /** Lets everybody pass again. */
    @Override
    public void close() {
        hold.over.countDown();
        FilePath.unregister(this);
    }

    @Override
    public String getScheme() {
        return folder.resolve(NAME).toString();
    }

    @Override
    public FilePathDisk getPath(String path) {
        HeldDisk file = new HeldDisk(folder, hold);
        file.name = path;
        return file;
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        return new HeldFile(super.open(mode), hold);
    }

    private static final class HeldFile extends FileBase {

        private final FileChannel file;
        private final Hold hold;

        HeldFile(FileChannel file, Hold hold) {
            this.file = file;
            this.hold = hold;
        }

        @Override
        public int write(ByteBuffer from) throws IOException {
            hold.pass();
            return file.write(from);
        }

        @Override
        public int write(ByteBuffer from, long position) throws IOException {
            hold.pass();
            return file.write(from, position);
        }

        @Override
        public void force(boolean metaData) throws IOException {
            hold.pass();
            file.force(metaData);
        }

        @Override
        public int read(ByteBuffer to) throws IOException {
            return file.read(to);
        }

        @Override
        public int read(ByteBuffer to, long position) throws IOException {
            return file.read(to, position);
        }

        @Override
        public long position() throws IOException {
            return file.position();
        }

        @Override
        public FileChannel position(long position) throws IOException {
            file.position(position);
            return this;
        }

        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        public FileChannel truncate(long size) throws IOException {
            file.truncate(size);
            return this;
        }

        @Override
        public FileLock tryLock(long position, long size, boolean shared) throws IOException {
            return file.tryLock(position, size, shared);
        }

        @Override
        protected void implCloseChannel() throws IOException {
            file.close();
        }
    }
}
