package almanac.embedded;

import static java.nio.file.attribute.PosixFilePermission.OTHERS_WRITE;
import static java.nio.file.attribute.PosixFilePermission.OWNER_EXECUTE;
import static java.nio.file.attribute.PosixFilePermission.OWNER_READ;
import static java.nio.file.attribute.PosixFilePermission.OWNER_WRITE;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Files and folders that are their owner's alone, where the file system knows owners. */
final class OwnerOnly {

    private static final Logger LOG = LoggerFactory.getLogger(OwnerOnly.class);
    private static final Set<PosixFilePermission> FILE = Set.of(OWNER_READ, OWNER_WRITE);
    private static final Set<PosixFilePermission> FOLDER =
            Set.of(OWNER_READ, OWNER_WRITE, OWNER_EXECUTE);

    private OwnerOnly() {}

    /** Makes a file's folder, or closes it to others unless they are meant to write there too. */
    static void folderOf(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            return;
        }
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder, attributes(folder, FOLDER));
        } else if (knowsOwners(folder)
                && !Files.getPosixFilePermissions(folder).contains(OTHERS_WRITE)) {
            close(folder);
        }
    }

    /** Makes an empty file, or closes to others the one that is there. */
    static void file(Path file) throws IOException {
        try {
            newFile(file);
        } catch (FileAlreadyExistsException there) {
            close(file);
        }
    }

    static Path newFile(Path file) throws IOException {
        return Files.createFile(file, attributes(file, FILE));
    }

    private static void close(Path path) throws IOException {
        if (!knowsOwners(path)) {
            return;
        }
        var allowed = new HashSet<>(Files.getPosixFilePermissions(path));
        if (!allowed.retainAll(FOLDER)) {
            return;
        }
        try {
            Files.setPosixFilePermissions(path, allowed);
        } catch (IOException foreign) {
            LOG.warn("others may read {}, which cannot be changed here", path, foreign);
        }
    }

    private static FileAttribute<?>[] attributes(Path path, Set<PosixFilePermission> allowed) {
        return knowsOwners(path)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(allowed)}
                : new FileAttribute<?>[0];
    }

    private static boolean knowsOwners(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
