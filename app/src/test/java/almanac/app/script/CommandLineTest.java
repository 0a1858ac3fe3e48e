package almanac.app.script;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.app.testing.AlmanacServer;
import almanac.app.testing.Person;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
final class CommandLineTest {

    private final AlmanacServer server = AlmanacServer.shared();

    @TempDir private Path directory = Path.of("");

    private record Run(int exit, String out, String err) {}

    @BeforeAll
    static void tools() {
        for (var tool : List.of("bash", "curl", "jq")) {
            Assumptions.assumeTrue(
                    Files.isExecutable(Path.of("/usr/bin", tool))
                            || Files.isExecutable(Path.of("/bin", tool)),
                    tool + " is not here");
        }
    }

    private Run almanac(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(root().resolve("bin/almanac").toString()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command);
        builder.environment()
                .putAll(
                        Map.of(
                                "ALMANAC_URL", server.url(),
                                "ALMANAC_PASSWORD", AlmanacServer.PASSWORD,
                                "ALMANAC_SESSION", directory.resolve("session.json").toString()));
        var out = directory.resolve("out").toFile();
        var err = directory.resolve("err").toFile();
        var process = builder.redirectOutput(out).redirectError(err).start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Run(
                process.exitValue(),
                Files.readString(out.toPath(), StandardCharsets.UTF_8),
                Files.readString(err.toPath(), StandardCharsets.UTF_8));
    }

    private static Path root() {
        var folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.exists(folder.resolve("bin/almanac"))) {
            folder = folder.getParent();
        }
        return java.util.Objects.requireNonNull(folder, "bin/almanac");
    }

    @Test
    void a_person_logs_in_imports_and_reads_the_agenda() throws Exception {
        var ana = Person.at(server, "shell");

        assertThat(almanac("login", ana.user().username()).out()).contains("logged in");
        var imported = almanac("import", root().resolve("examples/holidays.ics").toString());
        assertThat(imported.out()).contains("49 created, 0 updated, 0 unchanged, 0 rejected");
        assertThat(imported.err()).contains("100%");
        assertThat(almanac("agenda", "2026-12-24", "2026-12-26").out().lines())
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("DAY"),
                        line -> assertThat(line).contains("2026-12-25", "all day", "Germany"),
                        line -> assertThat(line).contains("2026-12-25", "Ireland"),
                        line -> assertThat(line).contains("2026-12-26", "Germany"),
                        line -> assertThat(line).contains("2026-12-26", "Saint Stephen's Day"));
        assertThat(almanac("export", Long.toString(ana.calendar())).out())
                .contains("BEGIN:VCALENDAR", "Saint Patrick's Day");
        almanac("logout");
        assertThat(directory.resolve("session.json")).doesNotExist();
    }

    @Test
    void a_wrong_password_and_a_missing_session_say_what_to_do() throws Exception {
        assertThat(almanac("login", "nobody-" + System.identityHashCode(this)).exit()).isNotZero();
        var agenda = almanac("agenda");
        assertThat(agenda.exit()).isNotZero();
        assertThat(agenda.err()).contains("log in first");
    }
}
