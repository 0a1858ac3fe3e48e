package almanac.app.api.history;

import static com.mongodb.client.model.Filters.eq;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import almanac.app.testing.AlmanacServer;
import almanac.app.testing.Answer;
import almanac.app.testing.Person;
import almanac.app.testing.Waiting;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Updates;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What proves that nobody changed history, over HTTP. */
final class LedgerTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static AlmanacServer server;
    private static Person operator;
    private static Person auditor;

    @BeforeAll
    static void start() {
        server =
                AlmanacServer.start(
                        AlmanacServer.temporaryDirectory(),
                        "--almanac.visible-within=60s",
                        "--almanac.ledger.checkpoint-every=200ms");
        operator = Person.at(server, "olga");
        auditor = Person.at(server, "otto");
        var role = "/api/admin/users/" + auditor.user().id() + "/roles/auditor";
        assertThat(operator.send("PUT", role, "{}", Map.of()).status()).isEqualTo(200);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Answer seen(Person person, String path) {
        var answer = person.get(path);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer;
    }

    /** Waits until the notary has signed everything. */
    private static void signed() {
        Waiting.until(
                Duration.ofSeconds(20),
                () -> state().toString(),
                () -> state().get("unsigned").asLong() == 0);
        var state = state();
        assertThat(state.get("lag").asLong()).isZero();
        assertThat(state.get("node").asString()).isEqualTo("embedded");
        assertThat(state.get("problem").isNull()).isTrue();
    }

    private static JsonNode state() {
        return seen(operator, "/api/operations/ledger").json();
    }

    /** All checkpoints, once there are so many: what was just signed is listed a moment later. */
    private static JsonNode listed(int least) {
        Waiting.until(
                Duration.ofSeconds(20), () -> listed().toString(), () -> listed().size() >= least);
        return listed();
    }

    private static JsonNode listed() {
        return seen(operator, "/api/audit/checkpoints?limit=200").json().get("data");
    }

    private static long event(Person person, String title) {
        return person.created("/api/events", Map.of("title", title, "startDate", "2026-03-02"))
                .get("id")
                .asLong();
    }

    @Test
    void whoever_is_neither_auditor_nor_operator_is_refused() {
        var user = Person.at(server, "nobody");
        for (var what : List.of("checkpoints", "key", "verification", "ledger")) {
            assertThat(user.get("/api/audit/" + what).status()).as(what).isEqualTo(403);
            assertThat(server.get(null, "/api/audit/" + what).status()).as(what).isEqualTo(401);
        }
        assertThat(operator.get("/api/audit/ledger").status())
                .as("everybody's data is for auditors alone")
                .isEqualTo(403);
        assertThat(auditor.get("/api/operations/ledger").status()).isEqualTo(403);
        var reader =
                auditor.created("/api/api-keys", Map.of("name", "r", "scopes", List.of("read")));
        var key = Map.of("x-api-key", reader.get("apiKey").asString());
        assertThat(server.exchange("GET", "/api/audit/checkpoints", null, key).status())
                .isEqualTo(403);
    }

    @Test
    void everything_that_was_written_is_signed_and_found_as_it_was_signed() {
        for (var number = 0; number < 5; number++) {
            event(auditor, "dinner " + number);
        }
        signed();
        for (var person : List.of(auditor, operator)) {
            var proof = seen(person, "/api/audit/verification").json();
            assertThat(proof.get("holds").asBoolean()).as(proof.toString()).isTrue();
            assertThat(proof.get("newer").asLong()).isZero();
            assertThat(proof.get("facts").asLong())
                    .isEqualTo(proof.at("/proven/position").asLong() + 1);
        }
        var lines =
                auditor.send(
                                "GET",
                                "/api/audit/verification",
                                null,
                                Map.of("Accept", "application/x-ndjson"))
                        .text()
                        .lines()
                        .toList();
        assertThat(JSON.readTree(lines.getLast()).get("holds").asBoolean()).isTrue();
    }

    @Test
    void checkpoints_come_page_by_page_and_name_one_another() {
        for (var number = 0; number < 3; number++) {
            event(auditor, "one after another");
            signed();
        }
        var all = listed(3);
        var cursor = "";
        for (var index = 0; index < all.size(); index++) {
            var page = seen(operator, "/api/audit/checkpoints?limit=1" + cursor).json();
            assertThat(page.get("data").get(0)).isEqualTo(all.get(index));
            if (index + 1 < all.size()) {
                assertThat(all.get(index).get("previous"))
                        .isEqualTo(all.get(index + 1).get("hash"));
                cursor = "&cursor=" + page.get("nextCursor").asString();
            } else {
                assertThat(page.get("nextCursor").isNull()).isTrue();
            }
        }
        var keys = seen(auditor, "/api/audit/key").json().get("data");
        assertThat(keys.get(0).get("name")).isEqualTo(all.get(0).get("key"));
        assertThat(keys.get(0).get("signs").asBoolean()).isTrue();
        assertThat(operator.get("/api/audit/checkpoints?limit=0").status()).isEqualTo(400);
        assertThat(operator.get("/api/audit/checkpoints?cursor=x").status()).isEqualTo(400);
    }

    @Test
    void the_export_has_the_stored_text_of_every_fact() {
        var id = event(auditor, "Zoë's \"party\" 🎂");
        signed();
        var answer = seen(auditor, "/api/audit/ledger");
        assertThat(answer.header("Content-Type").orElse("")).startsWith("application/x-ndjson");
        var lines = answer.text().lines().map(JSON::readTree).toList();
        assertThat(lines.getFirst().get("kind").asString()).isEqualTo("ledger");
        assertThat(lines.getLast().get("kind").asString()).isEqualTo("end");
        var facts = lines.stream().filter(it -> it.get("kind").asString().equals("fact")).toList();
        assertThat(lines.getLast().get("facts").asInt()).isEqualTo(facts.size());
        var fact =
                facts.stream()
                        .filter(it -> it.get("stream").asString().equals("entry-" + id))
                        .findFirst()
                        .orElseThrow();
        var stored = requireNonNull(facts().find(eq("stream", "entry-" + id)).first());
        var first = stored.getList("facts", Document.class).getFirst();
        assertThat(fact.get("payload").asString()).isEqualTo(first.getString("data"));
        assertThat(fact.get("metaData").asString()).isEqualTo(first.getString("meta"));
        assertThat(fact.get("commit").asString()).isEqualTo(stored.getString("commit"));
        assertThat(fact.get("link").asString()).hasSize(64);
    }

    private static MongoCollection<Document> facts() {
        return server.bean(MongoDatabase.class).getCollection("facts");
    }

    @Test
    void a_fact_that_is_changed_in_the_database_is_named() {
        var id = event(auditor, "the truth");
        signed();
        var stream = "entry-" + id;
        var stored = requireNonNull(facts().find(eq("stream", stream)).first());
        var truth = stored.getList("facts", Document.class).getFirst().getString("data");
        // what it says may be sealed, so a space has to do
        facts().updateOne(eq("_id", stored.get("_id")), Updates.set("facts.0.data", truth + " "));
        try {
            var proof = seen(auditor, "/api/audit/verification").json();
            assertThat(proof.get("holds").asBoolean()).isFalse();
            assertThat(proof.at("/problem/stream").asString()).isEqualTo(stream);
            assertThat(proof.at("/problem/position").asLong()).isEqualTo(stored.getLong("_id"));
        } finally {
            facts().replaceOne(eq("_id", stored.get("_id")), stored);
        }
        assertThat(seen(auditor, "/api/audit/verification").json().get("holds").asBoolean())
                .isTrue();
    }

    @Test
    void a_dashboard_shows_how_far_the_notary_is() {
        signed();
        var metrics = seen(operator, "/actuator/prometheus").text();
        assertThat(metrics)
                .contains(
                        "almanac_ledger_lag_facts 0.0",
                        "almanac_ledger_stopped 0.0",
                        "almanac_ledger_unsigned_facts",
                        "almanac_ledger_unsigned_seconds");
    }
}
