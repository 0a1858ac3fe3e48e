package almanac.app.script;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.app.testing.AlmanacServer;
import almanac.app.testing.CommandLine;
import almanac.app.testing.Person;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
final class CommandLineTest {

    private final AlmanacServer server = AlmanacServer.shared();

    @TempDir private Path directory = Path.of("");

    @BeforeAll
    static void tools() {
        CommandLine.needsTools();
    }

    private CommandLine.Run almanac(String... arguments) throws IOException, InterruptedException {
        return new CommandLine(directory).run(server.url(), arguments);
    }

    @Test
    void a_person_logs_in_imports_and_reads_the_agenda() throws Exception {
        var ana = Person.at(server, "shell");

        assertThat(almanac("login", ana.user().username()).out()).contains("logged in");
        var imported =
                almanac("import", CommandLine.root().resolve("examples/holidays.ics").toString());
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
        assertThat(new CommandLine(directory).session()).doesNotExist();
    }

    @Test
    void a_wrong_password_and_a_missing_session_say_what_to_do() throws Exception {
        assertThat(almanac("login", "nobody-" + System.identityHashCode(this)).exit()).isNotZero();
        var agenda = almanac("agenda");
        assertThat(agenda.exit()).isNotZero();
        assertThat(agenda.err()).contains("log in first");
    }
}
