package almanac.app.api.history;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.app.testing.AlmanacServer;
import almanac.app.testing.Person;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@DisplayNameGeneration(ReplaceUnderscores.class)
final class AuditTest {

    @TempDir private Path data = Path.of("");

    @Test
    void auditors_read_everything_page_by_page_and_as_one_stream() {
        try (var server = AlmanacServer.start(data)) {
            var boss = Person.at(server, "boss");
            var ana = Person.at(server, "ana");
            var event =
                    ana.created("/api/events", Map.of("title", "dinner", "startDate", "2026-03-02"))
                            .get("id")
                            .asLong();
            ana.patch("/api/events/" + event, Map.of("title", "supper"));

            assertThat(boss.get("/api/audit").status()).isEqualTo(403);
            assertThat(ana.get("/api/audit/export").status()).isEqualTo(403);
            var role = "/api/admin/users/" + boss.user().id() + "/roles/auditor";
            assertThat(boss.send("PUT", role, "{}", Map.of()).status()).isEqualTo(200);

            var pages = pages(boss, "/api/audit?limit=3");
            var lines = lines(boss, "/api/audit/export");
            assertThat(lines).hasSizeGreaterThan(7);
            assertThat(lines.stream().map(line -> line.get("position").asLong()))
                    .isEqualTo(
                            pages.reversed().stream()
                                    .map(it -> it.get("position").asLong())
                                    .toList());
            assertThat(lines.stream().map(line -> line.get("type").asString()))
                    .isEqualTo(
                            pages.reversed().stream()
                                    .map(it -> it.get("type").asString())
                                    .toList());

            var wanted = "?resource=entry-" + event + "&actor=" + ana.user().id() + "&origin=user";
            assertThat(lines(boss, "/api/audit/export" + wanted))
                    .extracting(line -> line.at("/data/entry").asLong())
                    .containsExactly(event, event);
            var updated = pages(boss, "/api/audit" + wanted + "&type=entry.updated");
            assertThat(updated).hasSize(1);
            assertThat(updated.getFirst().at("/changes/title/to").asString()).isEqualTo("supper");
            assertThat(pages(boss, "/api/audit" + wanted + "&type=entry.deleted")).isEmpty();
            var first = updated.getFirst().get("at").asString();
            assertThat(
                            lines(boss, "/api/audit/export?from=" + first)
                                    .getFirst()
                                    .get("type")
                                    .asString())
                    .isEqualTo("entry.updated");
            assertThat(boss.get("/api/audit?cursor=x").at("/error/details/fields/0/field"))
                    .isEqualTo("cursor");
            assertThat(boss.get("/api/audit?from=x").at("/error/details/fields/0/field"))
                    .isEqualTo("from");

            var reader =
                    boss.created("/api/api-keys", Map.of("name", "r", "scopes", List.of("read")));
            var key = Map.of("x-api-key", reader.get("apiKey").asString());
            assertThat(server.exchange("GET", "/api/audit", null, key).status()).isEqualTo(403);
        }
    }

    private static List<JsonNode> pages(Person person, String path) {
        var all = new ArrayList<JsonNode>();
        var cursor = "";
        do {
            var joint = path.contains("?") ? "&" : "?";
            var answer = person.get(path + (cursor.isEmpty() ? "" : joint + "cursor=" + cursor));
            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
            answer.json().get("data").forEach(all::add);
            cursor = answer.json().get("nextCursor").asString("");
        } while (!cursor.isEmpty());
        return all;
    }

    private static List<JsonNode> lines(Person person, String path) {
        var answer = person.get(path);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.header("Content-Type").orElse("")).startsWith("application/x-ndjson");
        var json = JsonMapper.builder().build();
        return answer.text().lines().map(json::readTree).toList();
    }
}
