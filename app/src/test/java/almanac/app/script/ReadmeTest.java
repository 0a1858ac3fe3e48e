package almanac.app.script;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.app.testing.AlmanacServer;
import almanac.app.testing.CommandLine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs what the README tells newcomers to type, in one shell and in order, against a server of its
 * own. A step is what stands between two empty lines. Lines after {@code # ->} are what it prints.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
final class ReadmeTest {

    private static final String SHOWN = "# ->";
    private static final String SERVER = "http://localhost:8080";
    private static final String MARK = "::step ";

    @TempDir private Path directory = Path.of("");

    /** What a reader pastes at once, and what the README says that it prints. */
    private record Step(String text, List<String> shown) {}

    @BeforeAll
    static void tools() {
        CommandLine.needsTools();
    }

    @Test
    void the_tours_of_the_readme_work_as_printed() throws Exception {
        var steps = tours();
        assertThat(steps).hasSizeGreaterThan(15);
        assertThat(steps.stream().filter(step -> !step.shown().isEmpty())).hasSizeGreaterThan(8);
        try (var server = AlmanacServer.start(directory.resolve("data"))) {
            var printed = run(steps, server.url());
            for (var index = 0; index < steps.size(); index++) {
                var step = steps.get(index);
                var out = printed.get(index);
                assertThat(out).as("what is printed by%n%s", step.text()).doesNotContain("null");
                if (!step.shown().isEmpty()) {
                    assertThat(out)
                            .as("what is printed by%n%s", step.text())
                            .containsExactlyElementsOf(here(step.shown(), server.url()));
                }
            }
        }
    }

    private static List<String> here(List<String> shown, String url) {
        return shown.stream().map(line -> line.replace(SERVER, url)).toList();
    }

    /** The lines that each step printed. */
    private List<List<String>> run(List<Step> steps, String url)
            throws IOException, InterruptedException {
        var script = new StringBuilder("set -euo pipefail\n");
        for (var index = 0; index < steps.size(); index++) {
            script.append("echo '").append(MARK).append(index).append("'\n");
            script.append(
                    steps.get(index).text().replace(SERVER, url).replace("/tmp/", directory + "/"));
            script.append('\n');
        }
        var file = Files.writeString(directory.resolve("tour.sh"), script);
        var out = directory.resolve("out");
        var err = directory.resolve("err");
        var builder = new ProcessBuilder("bash", file.toString());
        builder.directory(CommandLine.root().toFile());
        builder.environment()
                .putAll(
                        Map.of(
                                "ALMANAC_URL",
                                url,
                                "ALMANAC_SESSION",
                                directory.resolve("session.json").toString()));
        var process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
        var ended = process.waitFor(5, TimeUnit.MINUTES);
        if (!ended) {
            process.destroyForcibly();
        }
        var printed = Files.readString(out, StandardCharsets.UTF_8);
        assertThat(ended && process.exitValue() == 0)
                .as(
                        "the tour stopped after%n%s%n%s",
                        printed, Files.readString(err, StandardCharsets.UTF_8))
                .isTrue();
        return byStep(printed, steps.size());
    }

    private static List<List<String>> byStep(String printed, int count) {
        var all = new ArrayList<List<String>>();
        for (var line : printed.lines().toList()) {
            if (line.startsWith(MARK)) {
                all.add(new ArrayList<>());
            } else {
                all.getLast().add(line);
            }
        }
        assertThat(all).hasSize(count);
        return all;
    }

    /** The steps of every section that is called a tour. */
    private static List<Step> tours() throws IOException {
        var steps = new ArrayList<Step>();
        var block = new ArrayList<String>();
        var tour = false;
        for (var line : Files.readAllLines(CommandLine.root().resolve("README.md"))) {
            if (line.startsWith("## ")) {
                tour = line.contains(" tour ");
            }
            if (tour && line.startsWith("    ")) {
                block.add(line.substring(4));
            } else {
                close(block, steps);
            }
        }
        close(block, steps);
        return steps;
    }

    private static void close(List<String> block, List<Step> steps) {
        if (block.isEmpty()) {
            return;
        }
        steps.add(
                new Step(
                        block.stream()
                                .filter(line -> !line.startsWith(SHOWN))
                                .collect(Collectors.joining("\n")),
                        block.stream()
                                .filter(line -> line.startsWith(SHOWN))
                                .map(line -> line.substring(SHOWN.length()).strip())
                                .toList()));
        block.clear();
    }
}
