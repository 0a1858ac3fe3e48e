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

    private static void aRetryThatFailsIsRecordedAsThat(Person ada) {
        var letter = ada.get("/api/operations/dead-letters").at("/data/0/id");
        var retry = "/api/operations/dead-letters/" + letter + "/retry";
        var tried = ada.post(retry, Map.of("reason", "it may work now"));
        assertThat(tried.at("/handled")).isEqualTo("false");

        var role = "/api/admin/users/" + ada.user().id() + "/roles/auditor";
        assertThat(ada.send("PUT", role, "{}", Map.of()).status()).isEqualTo(200);
        var ended = ada.get("/api/audit?type=operation.ended").json().at("/data/0/changes");
        assertThat(ended.at("/outcome/to").asString()).isEqualTo("FAILED");
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
