package almanac.app.api.operations;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.app.testing.AlmanacServer;
import almanac.app.testing.FakeProviders;
import almanac.app.testing.Person;
import almanac.connection.ConnectionId;
import almanac.connection.FailureReason;
import almanac.connection.MappingId;
import almanac.connection.ProviderKind;
import almanac.connection.SyncRun;
import almanac.connection.Synchronization.MappingProgress;
import almanac.connection.Synchronization.Phase;
import almanac.connection.Synchronization.Telemetry;
import almanac.sync.SyncSide;
import almanac.user.UserId;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** How the sync of everybody is doing, for operators. */
final class ConnectionHealthTest {

    private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");

    private static AlmanacServer server;
    private static FakeProviders providers;
    private static Person operator;
    private static ConnectionId anas;
    private static ConnectionId bens;

    @BeforeAll
    static void start(@TempDir Path data) {
        server = AlmanacServer.startWith(List.of(FakeProviders.Beans.class), data);
        // else the real engine would look for the grants of accounts that only the fakes know
        server.bean(SyncSide.class).stop();
        providers = server.bean(FakeProviders.class);
        operator = Person.at(server, "boss");
        anas = connect("ana", ProviderKind.GOOGLE);
        bens = connect("ben", ProviderKind.MICROSOFT);
    }

    private static ConnectionId connect(String name, ProviderKind provider) {
        return providers.connected(
                new UserId(Person.at(server, name).user().id()), provider, "secret-" + name);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static List<JsonNode> pages(String path) {
        var all = new ArrayList<JsonNode>();
        var cursor = "";
        do {
            var answer = operator.get(path + cursor);
            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
            answer.json().get("data").forEach(all::add);
            var next = answer.json().get("nextCursor").asString("");
            cursor = next.isEmpty() ? "" : "&cursor=" + next;
        } while (!cursor.isEmpty());
        return all;
    }

    @Test
    void connections_come_page_by_page_with_their_health_and_without_names() {
        providers.telemetries.put(
                anas,
                new Telemetry(
                        Optional.of(NOON),
                        false,
                        Optional.empty(),
                        Optional.empty(),
                        2,
                        List.of(progress(61, 3, 1), progress(62, 4, 0))));
        providers.fail(
                new UserId(operator.user().id() + 2), bens, FailureReason.SYNC_FAILED, "503");

        var all = pages("/api/operations/connections?limit=1");
        assertThat(all.stream().map(its -> its.get("id").asLong()))
                .containsExactly(bens.value(), anas.value());
        var healthy = all.getLast();
        assertThat(healthy.get("status").asString()).isEqualTo("active");
        assertThat(healthy.get("provider").asString()).isEqualTo("google");
        assertThat(healthy.at("/user/username").asString()).startsWith("ana");
        assertThat(healthy.get("waiting").asLong()).isEqualTo(7);
        assertThat(healthy.get("parked").asLong()).isEqualTo(1);
        assertThat(healthy.get("refreshFailures").asInt()).isEqualTo(2);
        assertThat(healthy.get("lastSyncedAt").asString()).startsWith("2026-11-28T12:00:00");
        assertThat(healthy.at("/mappings/0/phase").asString()).isEqualTo("first-import");
        assertThat(all.getFirst().at("/problem/reason").asString()).isEqualTo("sync-failed");
        assertThat(all.toString()).doesNotContain("secret-", "Main of", "Holidays", "@example");

        assertThat(pages("/api/operations/connections?status=error")).hasSize(1);
        assertThat(pages("/api/operations/connections?status=disconnected")).isEmpty();
        assertThat(operator.get("/api/operations/connections?status=ill").status()).isEqualTo(400);
        assertThat(operator.get("/api/operations/connections?cursor=x").status()).isEqualTo(400);
        assertThat(operator.get("/api/operations/connections?limit=0").status()).isEqualTo(400);
    }

    private static MappingProgress progress(long id, long waiting, long parked) {
        return new MappingProgress(
                new MappingId(id),
                Phase.FIRST_IMPORT,
                5,
                OptionalInt.of(9),
                Optional.empty(),
                Optional.of(NOON),
                waiting,
                parked,
                Optional.empty());
    }

    @Test
    void the_runs_of_a_connection_say_what_they_did_and_why_they_failed() {
        providers.syncRuns.add(run("61/9", SyncRun.Result.FAILED, Optional.of("503 there")));
        providers.syncRuns.add(run("61/8", SyncRun.Result.DONE, Optional.empty()));
        providers.syncRuns.add(run("62/3", SyncRun.Result.DONE, Optional.empty()));

        for (var path : List.of("/api/operations/connections/", "/api/admin/connections/")) {
            var runs = pages(path + anas.value() + "/sync-runs?limit=2");
            assertThat(runs.stream().map(run -> run.get("id").asString()))
                    .containsExactly("61/9", "61/8", "62/3");
            var first = runs.getFirst();
            assertThat(first.get("result").asString()).isEqualTo("failed");
            assertThat(first.get("reason").asString()).isEqualTo("503 there");
            assertThat(first.get("mapping").asLong()).isEqualTo(61);
            assertThat(first.get("fetched").asInt()).isEqualTo(5);
            assertThat(first.get("applied").asInt()).isEqualTo(4);
            assertThat(first.get("pushed").asInt()).isEqualTo(3);
            assertThat(first.get("conflicts").asInt()).isEqualTo(2);
            assertThat(pages(path + bens.value() + "/sync-runs?limit=2")).isEmpty();
            assertThat(operator.get(path + "999/sync-runs").status()).isEqualTo(404);
            assertThat(operator.get(path + "0/sync-runs").status()).isEqualTo(404);
        }
    }

    private static SyncRun run(String id, SyncRun.Result result, Optional<String> reason) {
        return new SyncRun(
                id,
                anas,
                new MappingId(Long.parseLong(id.substring(0, 2))),
                NOON,
                NOON.plusSeconds(1),
                new SyncRun.Counts(5, 4, 3, 2),
                result,
                reason);
    }

    @Test
    void the_node_says_what_it_is() {
        var node = operator.get("/api/operations/node");
        assertThat(node.at("/name")).isEqualTo("embedded");
        assertThat(node.at("/store")).isEqualTo("embedded");
        assertThat(node.json().get("roles").toString()).contains("command", "query", "sync");
        assertThat(node.at("/version")).isNotEqualTo("unknown");
    }
}
