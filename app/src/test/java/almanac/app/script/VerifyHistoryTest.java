package almanac.app.script;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.app.testing.AlmanacServer;
import almanac.app.testing.CommandLine;
import almanac.app.testing.Person;
import almanac.app.testing.Waiting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An auditor takes history away and verifies it by the command, without the server. */
final class VerifyHistoryTest {

    @TempDir private Path directory = Path.of("");

    @BeforeAll
    static void tools() {
        CommandLine.needsTools();
    }

    private CommandLine.Run almanac(String url, String... arguments)
            throws IOException, InterruptedException {
        return new CommandLine(directory).run(url, arguments);
    }

    @Test
    void history_is_taken_away_and_verified_and_what_is_changed_in_it_is_named() throws Exception {
        String key;
        try (var server =
                AlmanacServer.start(
                        directory.resolve("data"),
                        "--almanac.visible-within=60s",
                        "--almanac.ledger.checkpoint-every=200ms")) {
            var boss = Person.at(server, "boss");
            var role = "/api/admin/users/" + boss.user().id() + "/roles/auditor";
            boss.send("PUT", role, "{}", Map.of());
            var url = server.url();
            assertThat(almanac(url, "login", boss.user().username()).exit()).isZero();
            write(boss, 20);
            keep("anchor.json", almanac(url, "ops", "anchor"));
            write(boss, 20);
            key = almanac(url, "ops", "key").out().strip();
            assertThat(almanac(url, "ops", "checkpoints").out()).startsWith("CHECKPOINT");
            var proof = almanac(url, "ops", "prove");
            assertThat(proof.exit()).as(proof.err()).isZero();
            assertThat(proof.out()).contains("proven: positions 0 to ");
            keep("history.ndjson", almanac(url, "ops", "ledger"));
        }
        var history = directory.resolve("history.ndjson");

        var proven = verify("history.ndjson", key, "anchor.json");
        assertThat(proven.exit()).as(proven.out() + proven.err()).isZero();
        assertThat(proven.out()).contains("proven: positions 0 to ", "kept checkpoints found: 1");

        // what it says may be sealed, so a space has to do
        changed(
                "payload.ndjson",
                text -> text.replaceFirst("(\"stream\":\"entry-.*\"payload\":\"\\{)", "$1 "));
        var lie = verify("payload.ndjson", key, "anchor.json");
        assertThat(lie.exit()).isEqualTo(1);
        assertThat(lie.out()).startsWith("NOT PROVEN: position ").contains(" of entry-");

        changed("cut.ndjson", text -> text.substring(0, text.lastIndexOf("{\"kind\":\"fact\"")));
        assertThat(verify("cut.ndjson", key, "anchor.json").out()).contains("cut off");

        var other = Files.readString(history).replaceAll(".*\"kind\":\"checkpoint\".*\n", "");
        Files.writeString(directory.resolve("unsigned.ndjson"), other);
        assertThat(verify("unsigned.ndjson", key, "anchor.json").exit()).isEqualTo(1);

        var usage = almanac("", "verify-history", history.toString());
        assertThat(usage.exit()).isEqualTo(2);
        assertThat(usage.err()).contains("--key");
    }

    private static void write(Person person, int count) {
        for (var number = 0; number < count; number++) {
            person.created(
                    "/api/events", Map.of("title", "supper " + number, "startDate", "2026-03-02"));
        }
        Waiting.until(
                Duration.ofSeconds(20),
                () -> person.get("/api/operations/ledger").json().get("unsigned").asLong() == 0);
    }

    private void keep(String name, CommandLine.Run run) throws IOException {
        assertThat(run.exit()).as(name + ": " + run.err()).isZero();
        Files.writeString(directory.resolve(name), run.out());
    }

    private void changed(String name, UnaryOperator<String> change) throws IOException {
        var text = Files.readString(directory.resolve("history.ndjson"));
        Files.writeString(directory.resolve(name), change.apply(text));
    }

    private CommandLine.Run verify(String file, String key, String anchor) throws Exception {
        return almanac(
                "",
                "verify-history",
                directory.resolve(file).toString(),
                "--key",
                key,
                "--anchor",
                directory.resolve(anchor).toString());
    }
}
