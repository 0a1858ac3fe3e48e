package almanac.app.api.ics;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Calendar files of real programs, read where they lie, since they are not ours to copy. */
final class SharedFiles {

    private SharedFiles() {}

    /** All of them; where they are absent the test is skipped, aloud. */
    static List<Path> all() {
        var folder = folder();
        Assumptions.assumeTrue(
                folder.isPresent(),
                "NOT TRIED: no shared/ics above "
                        + Path.of("").toAbsolutePath()
                        + "; set -Dalmanac.shared=<folder that holds ics> to try real files");
        try (Stream<Path> files = Files.list(folder.orElseThrow())) {
            return files.filter(file -> file.toString().endsWith(".ics")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<Path> folder() {
        var named = Optional.ofNullable(System.getProperty("almanac.shared")).map(Path::of);
        if (named.isPresent()) {
            return named.map(shared -> shared.resolve("ics"));
        }
        return Stream.iterate(
                        Optional.of(Path.of("").toAbsolutePath()),
                        Optional::isPresent,
                        folder -> folder.flatMap(it -> Optional.ofNullable(it.getParent())))
                .flatMap(Optional::stream)
                .map(above -> above.resolve("shared/ics"))
                .filter(Files::isDirectory)
                .findFirst();
    }
}
