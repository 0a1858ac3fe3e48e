package almanac.app.operation;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.app.testing.AlmanacServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * kill -9 of a real node in the middle of a rebuild. The next node on the same data ends it, the
 * new documents equal the facts, and every read before the kill and after the start answers what it
 * always did.
 */
final class KilledRebuildTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String REBUILDS = "/api/operations/rebuilds";
    private static final int EVENTS = 700;
    private static final int FACTS_PER_SECOND = 3_500;
    private static final Duration LONG = Duration.ofMinutes(5);

    @TempDir private Path data;

    private String token = "";

    @Test
    void a_node_killed_while_it_folds_or_swaps_ends_the_rebuild_after_its_start() {
        kill(moments ->
                List.of(
                        new Moment(first(moments, "REPLAYING projection_rebuilds") + 1, true),
                        new Moment(first(moments, "COMPARING projection_standings"), true)));
    }

    @Tag("long")
    @Test
    void a_node_killed_at_any_note_of_a_rebuild_ends_it_after_its_start() {
        kill(moments ->
                IntStream.range(1, moments.size())
                        .mapToObj(note -> new Moment(note, note % 2 == 0))
                        .toList());
    }

    /** Right before or after a note of the rebuild. */
    private record Moment(int note, boolean after) {}

    /** Chooses among what a rebuild that lived noted. */
    private interface Choice {
        List<Moment> of(List<String> moments);
    }

    private static int first(List<String> moments, String wanted) {
        assertThat(moments).contains(wanted);
        return moments.indexOf(wanted);
    }

    private void kill(Choice choice) {
        var node = NodeProcess.Running.start(data);
        var kills = 0;
        try {
            token = registered(node);
            fill(node);
            var before = events(node);
            assertThat(before).hasSize(EVENTS);
            node.watch();
            assertThat(ended(node, begun(node, "always")).get("state").asString())
                    .isEqualTo("swapped");
            for (var moment : choice.of(node.moments())) {
                node.holdAt(moment.note(), moment.after());
                var living = node;
                var earlier = latest(node);
                // the first notes are the request's own, which is held with them
                var asked = CompletableFuture.supplyAsync(() -> begun(living, "when-equal"));
                var held = node.awaitHeld(() -> asked.isDone() && isOver(living, asked.join()));
                if (held.isEmpty()) {
                    // it took fewer notes than the one before
                    continue;
                }
                kills++;
                var where = moment + ", " + held.get();
                assertThat(events(node)).as("reads before the kill, %s", where).isEqualTo(before);
                node.kill();

                node.close();
                node = NodeProcess.Running.start(data);
                // many kills take longer than a token lives
                token = signedIn(node);
                assertThat(events(node)).as("reads after the start, %s", where).isEqualTo(before);
                var rebuild = latest(node);
                // what died before it was noted was not begun
                if (rebuild != earlier) {
                    var end = ended(node, rebuild);
                    assertThat(end.get("state").asString())
                            .as("%s %s", where, end)
                            .isEqualTo("swapped");
                }
                var report = ended(node, begun(node, "verify")).get("report");
                assertThat(report.get("equal").asBoolean()).as("%s %s", where, report).isTrue();
                assertThat(events(node)).as("reads at the end, %s", where).isEqualTo(before);
            }
            assertThat(kills).isGreaterThanOrEqualTo(2);
        } finally {
            node.close();
        }
    }

    private String account(NodeProcess.Running node, String path, Map<String, String> body) {
        var answer = send(node, "POST", path, JSON.writeValueAsString(body), "application/json");
        return answer.get("access_token").asString();
    }

    private String registered(NodeProcess.Running node) {
        return account(
                node,
                "/api/auth/register",
                Map.of(
                        "username",
                        "olga",
                        "email",
                        "olga@example.org",
                        "password",
                        AlmanacServer.PASSWORD));
    }

    private String signedIn(NodeProcess.Running node) {
        return account(
                node,
                "/api/auth/login",
                Map.of("username", "olga", "password", AlmanacServer.PASSWORD));
    }

    private void fill(NodeProcess.Running node) {
        var calendar = get(node, "/api/calendars").get(0).get("id").asLong();
        var events =
                IntStream.range(0, EVENTS)
                        .mapToObj(number ->
                                """
                                BEGIN:VEVENT
                                UID:%d@example.org
                                DTSTAMP:20260101T000000Z
                                DTSTART:202612%02dT%02d0000Z
                                SUMMARY:Event %d
                                END:VEVENT
                                """
                                        .formatted(number, 1 + number % 28, number % 24, number))
                        .collect(Collectors.joining());
        var file =
                "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//test//EN\n" + events + "END:VCALENDAR\n";
        var report =
                send(
                        node,
                        "POST",
                        "/api/calendars/" + calendar + "/import",
                        file.replace("\n", "\r\n"),
                        "text/calendar");
        assertThat(report.get("created").asInt()).as(report.toString()).isEqualTo(EVENTS);
    }

    /** Every event as it is read. */
    private Map<Long, String> events(NodeProcess.Running node) {
        var all = new TreeMap<Long, String>();
        get(node, "/api/events?startDate=2026-12-01&endDate=2026-12-31")
                .forEach(event -> all.put(event.get("id").asLong(), event.toString()));
        return all;
    }

    private long begun(NodeProcess.Running node, String mode) {
        var body =
                Map.of(
                        "projection",
                        "entries",
                        "mode",
                        mode,
                        "factsPerSecond",
                        FACTS_PER_SECOND,
                        "reason",
                        "to see what a kill leaves");
        return send(node, "POST", REBUILDS, JSON.writeValueAsString(body), "application/json")
                .at("/data/0/id")
                .asLong();
    }

    private long latest(NodeProcess.Running node) {
        return get(node, REBUILDS + "?limit=1").at("/data/0/id").asLong();
    }

    private boolean isOver(NodeProcess.Running node, long rebuild) {
        return !get(node, REBUILDS + "/" + rebuild).get("endedAt").isNull();
    }

    private JsonNode ended(NodeProcess.Running node, long rebuild) {
        var since = System.nanoTime();
        while (true) {
            var now = get(node, REBUILDS + "/" + rebuild);
            if (!now.get("endedAt").isNull()) {
                return now;
            }
            assertThat(Duration.ofNanos(System.nanoTime() - since)).as("%s", now).isLessThan(LONG);
            node.pause();
        }
    }

    private JsonNode get(NodeProcess.Running node, String path) {
        return send(node, "GET", path, "", "application/json");
    }

    private JsonNode send(
            NodeProcess.Running node, String method, String path, String body, String type) {
        var answer =
                token.isEmpty()
                        ? node.send(method, path, body, "Content-Type", type)
                        : node.send(
                                method,
                                path,
                                body,
                                "Content-Type",
                                type,
                                "Authorization",
                                "Bearer " + token);
        assertThat(answer.statusCode())
                .as("%s %s: %s", method, path, answer.body())
                .isBetween(200, 299);
        return JSON.readTree(answer.body());
    }
}
