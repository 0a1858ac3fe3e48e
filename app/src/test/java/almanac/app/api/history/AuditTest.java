package almanac.app.api.history;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.app.testing.AlmanacServer;
import almanac.app.testing.Person;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
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
            for (var typo : List.of("type=entry.update", "origin=users", "origin=user:x")) {
                for (var path : List.of("/api/audit?", "/api/audit/export?")) {
                    var refused = boss.get(path + typo);
                    assertThat(refused.status()).as(typo).isEqualTo(400);
                    assertThat(refused.text())
                            .as(typo)
                            .contains(typo.split("=")[0] + " must be one of");
                }
            }
            assertThat(boss.get("/api/audit?type=entry.update").text()).contains("entry.updated");

            var reader =
                    boss.created("/api/api-keys", Map.of("name", "r", "scopes", List.of("read")));
            var key = Map.of("x-api-key", reader.get("apiKey").asString());
            assertThat(server.exchange("GET", "/api/audit", null, key).status()).isEqualTo(403);
        }
    }

    @Test
    void auditors_find_all_of_an_event_and_of_a_calendar() {
        try (var server = AlmanacServer.start(data)) {
            var boss = Person.at(server, "boss");
            var role = "/api/admin/users/" + boss.user().id() + "/roles/auditor";
            boss.send("PUT", role, "{}", Map.of());
            var ana = Person.at(server, "ana");
            var series =
                    ana.created(
                            "/api/events",
                            Map.of(
                                    "title",
                                    "standup",
                                    "startDate",
                                    "2026-03-02",
                                    "recurrence",
                                    Map.of("rrule", "FREQ=DAILY;COUNT=9")));
            var event = series.get("id").asLong();
            ana.created("/api/events", Map.of("title", "other", "startDate", "2026-03-02"));
            ana.created("/api/events/" + event + "/comments", Map.of("content", "late"));
            var occurrence = occurrence(ana);
            ana.created("/api/events/" + occurrence + "/comments", Map.of("content", "later"));

            var ofEvent = List.of("comment.written", "comment.written", "entry.created");
            assertThat(types(pages(boss, "/api/audit?limit=2&event=" + event))).isEqualTo(ofEvent);
            assertThat(types(pages(boss, "/api/audit?event=" + occurrence))).isEqualTo(ofEvent);
            assertThat(types(lines(boss, "/api/audit/export?event=" + event)))
                    .isEqualTo(ofEvent.reversed());
            var said = "?type=comment.written&event=" + event;
            assertThat(lines(boss, "/api/audit/export" + said))
                    .extracting(line -> line.at("/data/content").asString())
                    .containsExactly("late", "later");
            var calendar = "calendar=" + ana.calendar();
            assertThat(types(pages(boss, "/api/audit?" + calendar)))
                    .containsExactly(
                            "comment.written",
                            "comment.written",
                            "entry.created",
                            "entry.created",
                            "calendar.created");
            assertThat(lines(boss, "/api/audit/export?event=" + event + "&" + calendar)).hasSize(3);
            assertThat(lines(boss, "/api/audit/export?event=999999")).isEmpty();
            for (var wrong : List.of("event=0", "event=x", "calendar=0", "calendar=x", "actor=x")) {
                var refused = boss.get("/api/audit?" + wrong);
                assertThat(refused.status()).as(refused.text()).isEqualTo(400);
                assertThat(refused.at("/error/details/fields/0/field"))
                        .isEqualTo(wrong.substring(0, wrong.indexOf('=')));
            }
        }
    }

    private static long occurrence(Person person) {
        var day = "/api/events?startDate=2026-03-04&endDate=2026-03-04";
        return person.get(day).json().at("/0/id").asLong();
    }

    private static List<String> types(List<JsonNode> facts) {
        return facts.stream().map(fact -> fact.get("type").asString()).toList();
    }

    @Test
    void an_operation_tells_what_was_done_to_what_and_why_and_how_it_ended() {
        try (var server = AlmanacServer.start(data)) {
            var boss = auditor(server);
            var pause = Map.of("reason", "the disk is full");
            assertThat(boss.post("/api/operations/processors/rules/pause", pause).status())
                    .isEqualTo(200);
            var cut = Map.of("reason", "to share the work");
            assertThat(boss.post("/api/operations/processors/sync/segments/0/split", cut).status())
                    .isEqualTo(409);

            var begun = pages(boss, "/api/audit?type=operation.begun");
            assertThat(changes(begun.getLast()))
                    .isEqualTo(
                            Map.of(
                                    "kind", "pause",
                                    "target", "rules",
                                    "reason", "the disk is full"));
            assertThat(changes(begun.getFirst()))
                    .containsEntry("segment", "0")
                    .containsEntry("kind", "split");
            var ended = pages(boss, "/api/audit?type=operation.ended");
            assertThat(changes(ended.getLast())).isEqualTo(Map.of("outcome", "done"));
            assertThat(changes(ended.getFirst()))
                    .isEqualTo(
                            Map.of(
                                    "outcome",
                                    "refused",
                                    "detail",
                                    "sync takes all facts in their order, hence in one segment"));
        }
    }

    private static Person auditor(AlmanacServer server) {
        var boss = Person.at(server, "boss");
        var role = "/api/admin/users/" + boss.user().id() + "/roles/auditor";
        assertThat(boss.send("PUT", role, "{}", Map.of()).status()).isEqualTo(200);
        return boss;
    }

    private static Map<String, String> changes(JsonNode fact) {
        var changes = new HashMap<String, String>();
        fact.get("changes")
                .properties()
                .forEach(each -> changes.put(each.getKey(), each.getValue().get("to").asString()));
        return changes;
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
