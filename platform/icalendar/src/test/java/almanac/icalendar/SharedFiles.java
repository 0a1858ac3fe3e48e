package almanac.icalendar;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.slf4j.LoggerFactory;

/** Finds files that lie above or beside the project; what is not ours is read where it lies. */
final class SharedFiles {

    private SharedFiles() {}

    /** The real calendar files of shared/ics; aborts the test, loudly, when they are not there. */
    static List<Path> realCalendars() {
        var folder = above("shared/ics");
        if (folder.isEmpty()) {
            LoggerFactory.getLogger(SharedFiles.class)
                    .error("shared/ics IS NOT HERE: no real calendar file is tested");
            Assumptions.abort("shared/ics is not here");
        }
        try (var files = Files.list(folder.orElseThrow())) {
            return files.filter(file -> file.toString().endsWith(".ics")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path example(String name) {
        return above("examples/" + name).orElseThrow();
    }

    private static Optional<Path> above(String relative) {
        for (var folder = Path.of("").toAbsolutePath();
                folder != null;
                folder = folder.getParent()) {
            if (Files.exists(folder.resolve(relative))) {
                return Optional.of(folder.resolve(relative));
            }
        }
        return Optional.empty();
    }
}
