package almanac.app.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.slf4j.LoggerFactory;

/** The documents that lie beside the project, read where they lie. */
public final class Documents {

    private Documents() {}

    /** The text of {@code shared/spec/name}; aborts the test, loudly, when it is not there. */
    public static String text(String name) {
        for (var folder = Path.of("").toAbsolutePath();
                folder != null;
                folder = folder.getParent()) {
            var file = folder.resolve("shared/spec").resolve(name);
            if (Files.exists(file)) {
                return read(file);
            }
        }
        LoggerFactory.getLogger(Documents.class)
                .error("shared/spec/{} IS NOT HERE: nothing is held against it", name);
        Assumptions.abort("shared/spec/" + name + " is not here");
        throw new IllegalStateException("not reached");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
