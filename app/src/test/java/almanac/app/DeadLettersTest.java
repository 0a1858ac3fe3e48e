package almanac.app;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.app.testing.AlmanacServer;
import almanac.app.testing.Person;
import almanac.app.testing.Waiting;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Date;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a fact that a policy cannot handle. */
final class DeadLettersTest {

    @TempDir Path data;

    @Test
    void what_a_policy_cannot_handle_waits_without_holding_others_up_and_succeeds_later() {
        long ada;
        try (var server = AlmanacServer.start(data)) {
            // the policy reads the number of the first user's calendar here
            reservations(server).insertOne(new Document("_id", 1L).append("calendar", "no number"));
            var user = server.registerExactly("ada");
            ada = user.id();
            assertThat(ada).isEqualTo(1);
            until(() -> letters(server) == 1);
            assertThat(server.get(user.token(), "/api/calendars").json()).isEmpty();

            var eve = server.registerExactly("eve");
            assertThat(server.get(eve.token(), "/api/calendars").json()).hasSize(1);
            assertThat(letters(server)).isEqualTo(1);
            aRetryThatFailsIsRecordedAsThat(new Person(server, user, 0));
        }
        // a letter survives a restart, and what was in its way may be gone then
        try (var server = AlmanacServer.start(data)) {
            assertThat(letters(server)).isEqualTo(1);
            reservations(server).deleteOne(Filters.eq("_id", ada));

            until(() -> letters(server) == 0);
            var token =
                    server.post(
                                    null,
                                    "/api/auth/login",
                                    "{\"username\":\"ada\",\"password\":\""
                                            + AlmanacServer.PASSWORD
                                            + "\"}")
                            .at("/access_token");
            until(() -> server.get(token, "/api/calendars").json().size() == 1);
        }
    }

    @Test
    void an_object_that_cannot_be_read_is_a_letter_whatever_its_name() {
        var name = "/dav/ada lovelace/work:1/ä.ics";
        try (var server = AlmanacServer.start(data)) {
            var ada = new Person(server, server.registerExactly("ada"), 0);
            var objects = server.bean(MongoDatabase.class).getCollection("sync_unreadable");
            objects.insertOne(
                    new Document("_id", "7/" + name)
                            .append("mapping", 7L)
                            .append("object", name)
                            .append("reason", "it is too long")
                            .append("since", new Date(1_000))
                            .append("last", new Date(2_000))
                            .append("retry", false));

            var letter = ada.get("/api/operations/dead-letters").json().at("/data/0");
            assertThat(letter.at("/subject").asString()).isEqualTo(name);
            assertThat(letter.at("/reason").asString()).isEqualTo("it is too long");
            assertThat(letter.at("/sequence").asString()).isEqualTo("mapping-7");
            var path = "/api/operations/dead-letters/" + letter.at("/id").asString();
            assertThat(ada.get(path).at("/lastTried")).isEqualTo("1970-01-01T00:00:02Z");

            assertThat(ada.post(path + "/retry", Map.of("reason", "mended")).at("/handled"))
                    .isEqualTo("true");
            assertThat(objects.find().first()).containsEntry("retry", true);
            assertThat(ada.post(path + "/discard", Map.of("reason", "no use")).status())
                    .isLessThan(300);
            assertThat(objects.countDocuments()).isZero();
            assertThat(ada.get(path).status()).isEqualTo(404);
        }
    }

    private static void aRetryThatFailsIsRecordedAsThat(Person ada) {
        var letter = ada.get("/api/operations/dead-letters").at("/data/0/id");
        var retry = "/api/operations/dead-letters/" + letter + "/retry";
        var tried = ada.post(retry, Map.of("reason", "it may work now"));
        assertThat(tried.at("/handled")).isEqualTo("false");

        var role = "/api/admin/users/" + ada.user().id() + "/roles/auditor";
        assertThat(ada.send("PUT", role, "{}", Map.of()).status()).isEqualTo(200);
        var ended = ada.get("/api/audit?type=operation.ended").json().at("/data/0/changes");
        assertThat(ended.at("/outcome/to").asString()).isEqualTo("failed");
        assertThat(ended.at("/detail/to").asString()).contains("still waits");
    }

    private static MongoCollection<Document> reservations(AlmanacServer server) {
        return server.bean(MongoDatabase.class).getCollection("edge_first_calendars");
    }

    private static long letters(AlmanacServer server) {
        return server.bean(MongoDatabase.class).getCollection("dead_letters").countDocuments();
    }

    private static void until(BooleanSupplier condition) {
        Waiting.until(Duration.ofSeconds(30), condition);
    }
}
