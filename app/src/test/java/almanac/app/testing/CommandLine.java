package almanac.app.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * Runs {@code bin/almanac} as a person at a shell would.
 *
 * @param directory where the session and what is printed lie
 */
public record CommandLine(Path directory) {

    private static final long PATIENCE_SECONDS = 120;

    /**
     * For a program of a second, compiled before it runs; java says in the errors that it saw them.
     */
    private static final String QUICK = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC";

    /** What was printed, and how it ended. */
    public record Run(int exit, String out, String err) {}

    /** Skips the test where one of the tools that the script needs is not installed. */
    public static void needsTools() {
        for (var tool : List.of("bash", "curl", "jq")) {
            Assumptions.assumeTrue(
                    Files.isExecutable(Path.of("/usr/bin", tool))
                            || Files.isExecutable(Path.of("/bin", tool)),
                    tool + " is not here");
        }
    }

    /** The folder of the repository. */
    public static Path root() {
        var folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.exists(folder.resolve("bin/almanac"))) {
            folder = folder.getParent();
        }
        return Objects.requireNonNull(folder, "bin/almanac");
    }

    /**
     * Runs it to its end.
     *
     * @param url where the server is; not asked for by commands that need none
     */
    public Run run(String url, String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(root().resolve("bin/almanac").toString()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command);
        builder.environment()
                .putAll(
                        Map.of(
                                "ALMANAC_URL",
                                url,
                                "ALMANAC_PASSWORD",
                                AlmanacServer.PASSWORD,
                                "ALMANAC_SESSION",
                                session().toString(),
                                "JDK_JAVA_OPTIONS",
                                QUICK));
        var out = directory.resolve("out").toFile();
        var err = directory.resolve("err").toFile();
        var process = builder.redirectOutput(out).redirectError(err).start();
        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        return new Run(
                process.exitValue(),
                Files.readString(out.toPath(), StandardCharsets.UTF_8),
                Files.readString(err.toPath(), StandardCharsets.UTF_8));
    }

    /** The file that keeps who is logged in. */
    public Path session() {
        return directory.resolve("session.json");
    }
}
