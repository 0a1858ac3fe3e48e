package almanac.app.api.operations;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import almanac.app.testing.AlmanacServer;
import almanac.app.testing.AlmanacServer.User;
import almanac.app.testing.Answer;
import almanac.app.testing.Waiting;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What operators see and do, over HTTP. */
class OperationsTest {

    private static final String OPERATIONS = "/api/operations";
    private static final Map<String, String> WHY = Map.of("reason", "to try it");

    private static AlmanacServer server;
    private static User operator;

    @BeforeAll
    static void start() {
        server =
                AlmanacServer.start(
                        AlmanacServer.temporaryDirectory(), "--almanac.visible-within=60s");
        operator = server.registerExactly("olga");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void whoever_is_no_operator_is_refused() {
        var user = server.register("nobody");
        for (var path :
                List.of(
                        "/api/operations/processors",
                        "/api/operations/processors/entries",
                        "/api/operations/work",
                        "/api/operations/store",
                        "/api/operations/ledger",
                        "/api/operations/node",
                        "/api/operations/stream",
                        "/api/operations/connections",
                        "/api/operations/connections/1/sync-runs",
                        "/api/admin/connections/1/sync-runs",
                        "/api/operations/rebuilds",
                        "/api/operations/rebuilds/1",
                        "/api/operations/dead-letters",
                        "/api/operations/dead-letters/policies:1",
                        "/api/admin/projections",
                        "/api/admin/projections/entries",
                        "/api/admin/dead-letters")) {
            assertThat(server.get(user.token(), path).status()).as(path).isEqualTo(403);
            assertThat(server.get(null, path).status()).as(path).isEqualTo(401);
        }
        for (var path :
                List.of(
                        "/api/operations/processors/entries/pause",
                        "/api/operations/processors/entries/resume",
                        "/api/operations/processors/entries/segments/0/split",
                        "/api/operations/processors/entries/segments/0/merge",
                        "/api/operations/rebuilds",
                        "/api/operations/rebuilds/1/cancel",
                        "/api/operations/rebuilds/1/swap",
                        "/api/operations/rebuilds/1/throttle",
                        "/api/operations/projections/entries/rollback",
                        "/api/operations/projections/entries/drop",
                        "/api/operations/projections/entries/streams/entry-1/rebuild",
                        "/api/operations/dead-letters/policies:1/retry",
                        "/api/operations/dead-letters/policies:1/discard",
                        "/api/admin/projections/entries/rebuild",
                        "/api/admin/dead-letters/policies:1/retry")) {
            var body = path.endsWith("/rebuilds") ? Map.of("projection", "entries") : WHY;
            assertThat(server.post(user.token(), path, body).status()).as(path).isEqualTo(403);
        }
    }

    @Test
    void processors_are_listed_with_where_they_are() {
        var created = create("Seen");
        var listed = get(OPERATIONS + "/processors").json().get("data");
        assertThat(listed.size()).isEqualTo(13);
        var entries = get(OPERATIONS + "/processors/entries");
        assertThat(created).isPositive();
        assertThat(entries.at("/kind")).isEqualTo("projection");
        assertThat(entries.at("/status")).isEqualTo("running");
        assertThat(entries.json().get("lag").asLong()).isZero();
        assertThat(entries.json().at("/segments/0/node").asString()).isEqualTo("embedded");
        assertThat(get(OPERATIONS + "/processors/sync").at("/kind")).isEqualTo("policy");
        assertThat(get(OPERATIONS + "/processors/nothing").status()).isEqualTo(404);
        assertThat(get(OPERATIONS + "/store").json().get("facts").asLong()).isPositive();
        assertThat(get(OPERATIONS + "/work").status()).isEqualTo(200);
        assertThat(get("/api/admin/projections").json().get("data").size()).isEqualTo(8);
    }

    @Test
    void what_acts_upon_facts_is_paused_but_never_replayed() {
        var refused =
                post(OPERATIONS + "/rebuilds", Map.of("projection", "sync", "reason", "why not"));
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text()).contains("never replayed");

        assertThat(post(OPERATIONS + "/processors/rules/pause", WHY).at("/status"))
                .isEqualTo("paused");
        assertThat(post(OPERATIONS + "/processors/rules/resume", WHY).at("/status"))
                .isEqualTo("running");
        assertThat(post(OPERATIONS + "/processors/rules/pause", Map.of()).status())
                .as("without a reason")
                .isEqualTo(400);
    }

    @Test
    void a_wrong_projection_is_reported_and_made_again_under_load_without_a_failed_read()
            throws Exception {
        var ids = new ArrayList<Long>();
        for (var i = 0; i < 30; i++) {
            ids.add(create("Right " + i));
        }
        var verified = ended(begin("entries", "verify"));
        assertThat(verified.at("/state")).isEqualTo("verified");
        assertThat(verified.json().at("/report/equal").asBoolean()).as(verified.text()).isTrue();

        breakTitles(ids);
        assertThat(title(ids.getFirst())).isEqualTo("Wrong");
        var report = ended(begin("entries", "verify"));
        assertThat(report.json().at("/report/different").asLong()).isEqualTo(30);
        assertThat(report.json().at("/report/examples/0/fields").toString()).contains("title");

        var stopped = new AtomicBoolean();
        try (var load = Executors.newVirtualThreadPerTaskExecutor()) {
            var readers = load.submit(reading(ids, stopped));
            var writers = load.submit(writing(stopped));
            var held = settled(begin("entries", "when-equal"));
            assertThat(held.at("/state")).isEqualTo("different");
            assertThat(post("/api/admin/projections/entries/rebuild", WHY).status())
                    .as("one is under way")
                    .isEqualTo(409);
            var id = held.json().get("id").asLong();
            assertThat(post(OPERATIONS + "/rebuilds/" + id + "/swap", WHY).status()).isEqualTo(202);
            assertThat(ended(id).at("/state")).isEqualTo("swapped");
            stopped.set(true);
            assertThat(readers.get()).as("failed reads").isEmpty();
            assertThat(writers.get()).as("writes that were not seen at once").isEmpty();
        }

        for (var i = 0; i < 30; i++) {
            assertThat(title(ids.get(i))).isEqualTo("Right " + i);
        }
        assertThat(post(OPERATIONS + "/projections/entries/rollback", WHY).status()).isEqualTo(200);
        assertThat(title(ids.getFirst())).as("the one before, as it was").isEqualTo("Wrong");
        assertThat(post(OPERATIONS + "/projections/entries/rollback", WHY).status()).isEqualTo(200);
        assertThat(title(ids.getFirst())).isEqualTo("Right 0");
        assertThat(post(OPERATIONS + "/projections/entries/drop", WHY).at("/canRollBack"))
                .isEqualTo("false");
        assertThat(facts("operation.begun")).isGreaterThanOrEqualTo(7);
    }

    @Test
    void all_projections_are_made_again_or_none_and_one_that_is_held_down_is_still_cancelled() {
        for (var i = 0; i < 30; i++) {
            create("Slow " + i);
        }
        var slow =
                post(
                                OPERATIONS + "/rebuilds",
                                Map.of(
                                        "projection",
                                        "entries",
                                        "factsPerSecond",
                                        1,
                                        "reason",
                                        "the lunch peak"))
                        .json()
                        .at("/data/0/id")
                        .asLong();
        var all = Map.of("projection", "all", "mode", "verify", "reason", "the weekly check");
        var before = rebuilds();
        var refused = post(OPERATIONS + "/rebuilds", all);
        assertThat(refused.status()).as(refused.text()).isEqualTo(409);
        assertThat(refused.text()).contains("a rebuild of entries is under way: " + slow);
        assertThat(rebuilds()).as("none was begun").isEqualTo(before);

        assertThat(post(OPERATIONS + "/rebuilds/" + slow + "/cancel", WHY).status()).isEqualTo(202);
        Waiting.until(
                Duration.ofSeconds(15),
                () -> get(OPERATIONS + "/rebuilds/" + slow).at("/state").equals("cancelled"));
        var begun = post(OPERATIONS + "/rebuilds", all);
        assertThat(begun.status()).as(begun.text()).isEqualTo(202);
        assertThat(begun.json().get("data")).hasSize(8);
        for (var each : begun.json().get("data")) {
            assertThat(ended(each.get("id").asLong()).at("/state")).isEqualTo("verified");
        }
    }

    private static int rebuilds() {
        return get(OPERATIONS + "/rebuilds?limit=1000").json().get("data").size();
    }

    @Test
    void what_is_not_there_or_not_understood_is_said() {
        assertThat(get("/api/admin/projections/sync").status()).as("a policy").isEqualTo(404);
        assertThat(get("/api/admin/projections/entries").status()).isEqualTo(200);
        var letters = OPERATIONS + "/dead-letters/";
        for (var id :
                List.of(
                        "unit:MAPPING:77",
                        "mail:x",
                        "mail",
                        "delivery:7-1",
                        "edit:1:2",
                        "x:1",
                        "object:1",
                        "object:1:eA",
                        "object:1:!",
                        "object:x:eA")) {
            assertThat(get(letters + id).status()).as(id).isEqualTo(404);
            assertThat(post(letters + id + "/discard", WHY).status()).as(id).isEqualTo(404);
            assertThat(post(letters + id + "/retry", WHY).status()).as(id).isEqualTo(404);
        }
        var maybe = get(letters + "mail:x?unmasked=maybe");
        assertThat(maybe.status()).isEqualTo(400);
        assertThat(maybe.text()).contains("unmasked must be true or false");
    }

    @Test
    void a_segment_is_as_far_as_its_processor() {
        create("Passed");
        for (var each : get(OPERATIONS + "/processors").json().get("data")) {
            var lowest =
                    each.get("segments")
                            .valueStream()
                            .mapToLong(segment -> segment.get("position").asLong())
                            .min();
            assertThat(lowest).as(each.toString()).isPresent();
            assertThat(lowest.getAsLong())
                    .as(each.toString())
                    .isGreaterThanOrEqualTo(each.get("position").asLong());
        }
    }

    @Test
    void one_document_is_made_again_in_place() {
        var id = create("Alone");
        breakTitles(List.of(id));
        assertThat(title(id)).isEqualTo("Wrong");
        var path = OPERATIONS + "/projections/entries/streams/entry-" + id + "/rebuild";
        assertThat(post(path, WHY).status()).isEqualTo(200);
        assertThat(title(id)).isEqualTo("Alone");
    }

    @Test
    void a_projection_of_many_aggregates_is_split_and_merged() {
        var segments = OPERATIONS + "/processors/comments/segments/";
        var split = post(segments + "0/split", WHY);
        assertThat(split.status()).as(split.text()).isEqualTo(200);
        assertThat(split.json().get("segments").size()).isEqualTo(2);
        until(() -> held("comments") == 2);
        var merged = post(segments + "0/merge", WHY);
        assertThat(merged.status()).as(merged.text()).isEqualTo(200);
        assertThat(merged.json().get("segments").size()).isEqualTo(1);
        var refused = post(OPERATIONS + "/processors/entries/segments/0/split", WHY);
        assertThat(refused.status()).isEqualTo(409);
    }

    private static long held(String processor) {
        return get(OPERATIONS + "/processors/" + processor)
                .json()
                .get("segments")
                .valueStream()
                .filter(segment -> segment.at("/node").asString("").equals("embedded"))
                .count();
    }

    private static Callable<List<String>> reading(List<Long> ids, AtomicBoolean stopped) {
        return () -> {
            var failed = new ArrayList<String>();
            while (!stopped.get()) {
                for (var id : ids) {
                    var answer = get("/api/events/" + id);
                    if (answer.status() != 200) {
                        failed.add(answer.toString());
                    }
                }
            }
            return failed;
        };
    }

    private static Callable<List<String>> writing(AtomicBoolean stopped) {
        return () -> {
            var unseen = new ArrayList<String>();
            for (var i = 0; !stopped.get(); i++) {
                var id = create("Meanwhile " + i);
                if (!title(id).equals("Meanwhile " + i)) {
                    unseen.add("event " + id);
                }
            }
            return unseen;
        };
    }

    private static long begin(String projection, String mode) {
        var begun =
                post(
                        OPERATIONS + "/rebuilds",
                        Map.of("projection", projection, "mode", mode, "reason", "to see"));
        assertThat(begun.status()).as(begun.text()).isEqualTo(202);
        return begun.json().at("/data/0/id").asLong();
    }

    private static Answer ended(long id) {
        until(() -> !get(OPERATIONS + "/rebuilds/" + id).json().get("endedAt").isNull());
        return get(OPERATIONS + "/rebuilds/" + id);
    }

    private static Answer settled(long id) {
        until(() ->
                List.of("different", "swapped", "failed")
                        .contains(get(OPERATIONS + "/rebuilds/" + id).at("/state")));
        return get(OPERATIONS + "/rebuilds/" + id);
    }

    /** As a fold that takes every title for the same would have left them. */
    private static void breakTitles(List<Long> ids) {
        var database = server.bean(MongoDatabase.class);
        var standing =
                database.getCollection("projection_standings")
                        .find(Filters.eq("_id", "entries"))
                        .first();
        var live = standing == null ? 0 : standing.getInteger("live");
        var entries = database.getCollection(live == 0 ? "entries_v2" : "entries_v2_g" + live);
        for (var id : ids) {
            var entry = requireNonNull(entries.find(Filters.eq("_id", id)).first());
            var state =
                    entry.getString("state")
                            .replaceAll("\"title\":\"[^\"]*\"", "\"title\":\"Wrong\"");
            entries.updateOne(
                    Filters.eq("_id", id), new Document("$set", new Document("state", state)));
        }
    }

    private static long facts(String name) {
        var facts = new ArrayList<Document>();
        server.bean(MongoDatabase.class).getCollection("facts").find().into(facts);
        return facts.stream()
                .flatMap(commit -> commit.getList("facts", Document.class).stream())
                .filter(fact -> fact.getString("name").equals(name))
                .count();
    }

    private static long create(String title) {
        var created =
                server.post(
                        operator.token(),
                        "/api/events",
                        Map.of(
                                "title",
                                title,
                                "startDate",
                                "2026-12-07",
                                "startTime",
                                "09:00",
                                "endTime",
                                "10:00"));
        assertThat(created.status()).as(created.text()).isEqualTo(201);
        return created.json().get("id").asLong();
    }

    private static String title(long id) {
        return get("/api/events/" + id).at("/title");
    }

    private static Answer get(String path) {
        return server.get(operator.token(), path);
    }

    private static Answer post(String path, Object body) {
        return server.post(operator.token(), path, body);
    }

    private static void until(BooleanSupplier condition) {
        Waiting.until(Duration.ofSeconds(120), condition);
    }
}
