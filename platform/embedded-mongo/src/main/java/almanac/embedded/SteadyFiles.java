package almanac.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/**
 * Files of H2 that stay open whatever happens to the threads that read them: {@link FileChannel}
 * closes a file under everybody when one thread is interrupted, and H2's own "retry:" gives up when
 * that comes often. Public because H2 makes it by its constructor.
 */
public final class SteadyFiles extends FilePathWrapper {

    private static final String SCHEME = "steady";

    private static final String DISK = "file";

    /** For H2. */
    public SteadyFiles() {}

    /** The name of a file for H2. */
    static String name(Object file) {
        FilePath.register(new SteadyFiles());
        return SCHEME + ":" + file;
    }

    @Override
    public String getScheme() {
        return SCHEME;
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        FilePath below = getBase();
        return below.getScheme().equals(DISK)
                ? new SteadyFile(below.toString(), mode)
                : below.open(mode);
    }
}
