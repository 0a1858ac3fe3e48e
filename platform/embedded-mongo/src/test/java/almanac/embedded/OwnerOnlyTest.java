package almanac.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who else may read what is stored: nobody. */
class OwnerOnlyTest {

    @TempDir Path place;

    @BeforeEach
    void whereOwnersAreKnown() {
        assumeTrue(place.getFileSystem().supportedFileAttributeViews().contains("posix"));
    }

    @Test
    void a_new_store_is_its_owners_alone() throws IOException {
        Path folder = place.resolve("deep/data");
        try (Opened opened = Opened.on(folder.resolve("almanac.db"))) {
            opened.collection().insertOne(new Document("_id", 1));

            assertThat(allowed(folder)).isEqualTo("rwx------");
            assertThat(files(folder)).hasSizeGreaterThan(1);
            for (Path file : files(folder)) {
                assertThat(allowed(file)).as(file.toString()).isEqualTo("rw-------");
            }
        }
    }

    @Test
    void the_files_of_an_earlier_version_are_closed_at_the_start() throws IOException {
        Path folder = Files.createDirectory(place.resolve("data"));
        Path data = folder.resolve("almanac.db");
        try (Opened opened = Opened.on(data)) {
            opened.collection().insertOne(new Document("_id", 1));
        }
        Path journal = Files.writeString(folder.resolve("almanac.db.journal.7"), "");
        allow(folder, "rwxr-xr-x");
        allow(data, "rw-r--r--");
        allow(journal, "rw-r--r--");

        JournalFiles kept = new JournalFiles(data);
        kept.replay(record -> {});
        assertThat(allowed(journal)).isEqualTo("rw-------");
        try (Opened opened = Opened.on(data)) {
            assertThat(opened.collection().countDocuments()).isOne();
            assertThat(allowed(folder)).isEqualTo("rwx------");
            assertThat(allowed(data)).isEqualTo("rw-------");
        }
    }

    @Test
    void a_folder_for_everybody_stays_one() throws IOException {
        Path folder = Files.createDirectory(place.resolve("shared"));
        allow(folder, "rwxrwxrwx");
        try (Opened opened = Opened.on(folder.resolve("almanac.db"))) {
            assertThat(allowed(folder)).isEqualTo("rwxrwxrwx");
            assertThat(allowed(folder.resolve("almanac.db"))).isEqualTo("rw-------");
            assertThat(opened.collection().countDocuments()).isZero();
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (var all = Files.list(folder)) {
            return all.toList();
        }
    }

    private static String allowed(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private static void allow(Path path, String permissions) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }
}
