package almanac.app.api.aurinko;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.app.testing.AlmanacServer;
import almanac.app.testing.Documents;
import almanac.app.testing.Person;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The document's own commands, run by a shell as they are printed: only the host is ours, and what
 * it writes in angle brackets and braces is filled in.
 */
final class AurinkoDocumentTest {

    private static final String HOST = "https:/api.aurinko.io";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final AlmanacServer server = AlmanacServer.shared();
    private final List<String> commands =
            Documents.text("aurinko-calendar.md")
                    .lines()
                    .filter(line -> line.startsWith("curl "))
                    .toList();
    private final Person ana = Person.at(server, "ana");

    @BeforeAll
    static void tools() {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/curl")), "curl is not here");
    }

    @Test
    void the_quickstart_runs_as_printed() throws Exception {
        var event = ana.created("/v1/calendars/primary/events", lunch("2019-10-01")).at("/id");

        var started = run(command("/sync "), Map.of());
        assertThat(started.get("ready").asBoolean()).isTrue();
        var updated = started.get("syncUpdatedToken").asString();
        assertThat(updated).isNotEqualTo(started.get("syncDeletedToken").asString());

        var first =
                run(
                        command("deltaToken='{syncUpdatedToken}'"),
                        Map.of("syncUpdatedToken", updated));
        assertThat(first.get("nextPageToken")).isNull();
        assertThat(first.at("/records/0/id")).as("%s", first).isEqualTo(event);
        assertThat(first.get("nextDeltaToken").asString()).isNotEmpty();

        var page =
                ana.get("/v1/calendars/primary/sync/updated?limit=1&deltaToken=" + updated).json();
        ana.created("/v1/calendars/primary/events", lunch("2019-11-01"));
        var small =
                ana.get(
                                "/v1/calendars/primary/sync/updated?limit=1&deltaToken="
                                        + page.at("/nextDeltaToken").asString())
                        .json();
        var token = small.has("nextPageToken") ? "nextPageToken" : "nextDeltaToken";
        var next =
                run(
                        command("pageToken='{nextPageToken}'"),
                        Map.of("nextPageToken", small.get(token).asString()));
        assertThat(next.get("nextDeltaToken").asString()).isNotEmpty();
    }

    @Test
    void the_other_examples_run_as_printed() throws Exception {
        var list = run(command("-X GET " + HOST + "/v1/calendars"), Map.of());
        assertThat(list.at("/records/0/primary").asBoolean()).isTrue();
        assertThat(run(command("-X GET " + HOST + "/v1/calendars/primary"), Map.of()))
                .isEqualTo(list.at("/records/0"));

        var created = run(command("-X POST " + HOST + "/v1/calendars/primary/events \\"), Map.of());
        assertThat(created.at("/record/subject").asString()).isEqualTo("Business lunch");
        assertThat(created.at("/subject").asString()).isEqualTo("Business lunch");
        assertThat(created.at("/record/start/dateTime").asString())
                .isEqualTo("2020-02-04T02:00:00-08:00");
        assertThat(created.at("/record/start/timezone").asString())
                .isEqualTo("America/Los_Angeles");
        assertThat(created.at("/record/meetingInfo/attendees/0/emailAddress/address").asString())
                .isEqualTo("partner@example.com");
        assertThat(created.at("/record/meetingInfo/attendees/0/response").asString())
                .isEqualTo("noResponse");
        assertThat(created.at("/iCalUId").asString())
                .isEqualTo(created.at("/record/iCalUid").asString());

        var range = run(command("/events/range"), Map.of());
        assertThat(range.at("/records/0")).isEqualTo(created.get("record"));

        var id = created.get("id").asString();
        var changed = run(command("notifyAttendees=true"), Map.of("eventId", id));
        assertThat(changed.at("/record/location").asString()).isEqualTo("Another cool place");
        assertThat(changed.at("/record/end/dateTime").asString())
                .isEqualTo("2020-02-05T03:00:00-08:00");
        assertThat(changed.at("/id").asString()).isEqualTo(id);
    }

    private static Map<String, Object> lunch(String day) {
        return Map.of(
                "subject",
                "Lunch",
                "start",
                Map.of("dateTime", day + "T12:00:00", "timezone", "Europe/Vienna"));
    }

    private String command(String part) {
        return commands.stream()
                .filter(line -> line.contains(part))
                .min(Comparator.comparingInt(String::length))
                .orElseThrow(() -> new AssertionError("no command with " + part));
    }

    private JsonNode run(String printed, Map<String, String> values) throws Exception {
        var filled =
                printed.replace(HOST, server.url())
                        .replace("<account_access_token>", ana.user().token())
                        .replace("<access token>", ana.user().token());
        for (var value : values.entrySet()) {
            filled = filled.replace("{" + value.getKey() + "}", value.getValue());
        }
        // the page shows each command on one line: its backslashes ended lines
        var typed = filled.replace(" \\ ", " \\\n");
        var process =
                new ProcessBuilder("bash", "-c", typed.replaceFirst("^curl", "curl -sS")).start();
        var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        var err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as("%s%n%s", typed, err).isZero();
        return JSON.readTree(out);
    }
}
