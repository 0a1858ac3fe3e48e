package almanac.app;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.app.testing.AlmanacServer;
import almanac.app.testing.Answer;
import almanac.app.testing.Person;
import almanac.app.testing.RuleBody;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.bson.Document;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class IdempotencyTest {

    private final AlmanacServer server = AlmanacServer.shared();
    private final AlmanacServer.User user = server.register("once");

    @Test
    void a_repeated_write_runs_once_and_gets_the_first_answer() {
        var first = change("k1", "{\"firstName\":\"Ada\"}");
        var facts = facts();
        var again = change("k1", "{\"firstName\":\"Ada\"}");

        assertThat(first.header("Idempotency-Replayed")).isEmpty();
        assertThat(again.header("Idempotency-Replayed")).hasValue("true");
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.text()).isEqualTo(first.text());
        assertThat(facts()).isEqualTo(facts);
    }

    @Test
    void a_key_with_another_body_is_refused() {
        change("k2", "{\"firstName\":\"Ada\"}");
        var other = change("k2", "{\"firstName\":\"Eve\"}");

        assertThat(other.status()).isEqualTo(409);
        assertThat(other.at("/error/code")).isEqualTo("CONFLICT");
    }

    @Test
    void a_key_with_another_query_is_refused() {
        var ada = Person.at(server, "query");
        var series = Map.of("title", "t", "startDate", "2026-05-04", "recurrenceType", "daily");
        ada.created("/api/events", series);
        var day = "/api/events?startDate=2026-05-06&endDate=2026-05-06";
        var path = "/api/events/" + ada.list(day).getFirst().get("id").asLong();
        assertThat(ada.send("DELETE", path + "?scope=this", null, key("q1")).status())
                .isEqualTo(200);

        for (var query : List.of("?scope=future", "")) {
            var other = ada.send("DELETE", path + query, null, key("q1"));
            assertThat(other.status()).as(query).isEqualTo(409);
            assertThat(other.at("/error/code")).isEqualTo("CONFLICT");
        }
        var again = ada.send("DELETE", path + "?scope=this", null, key("q1"));
        assertThat(again.header("Idempotency-Replayed")).hasValue("true");
        assertThat(ada.list("/api/events?startDate=2026-05-05&endDate=2026-05-07")).hasSize(2);
    }

    @Test
    void a_refusal_is_repeated_too() {
        assertThat(change("k3", "{\"firstName\":7}").status()).isEqualTo(400);
        var again = change("k3", "{\"firstName\":7}");
        assertThat(again.status()).isEqualTo(400);
        assertThat(again.header("Idempotency-Replayed")).hasValue("true");
    }

    @Test
    void another_users_key_is_another_key() {
        change("k4", "{\"firstName\":\"Ada\"}");
        var other = server.register("twice");
        var answer = change(other, "k4", "{\"firstName\":\"Eve\"}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.at("/username")).isEqualTo(other.username());
    }

    @Test
    void what_a_request_created_is_answered_by_the_next_attempt_after_a_crash() {
        var ada = Person.at(server, "crash");
        var event = Map.of("title", "Once", "startDate", "2026-05-04");
        var first = ada.send("POST", "/api/events", event, key("c1"));
        crashed();

        var again = ada.send("POST", "/api/events", event, key("c1"));
        assertThat(again.status()).as(again.text()).isEqualTo(201);
        assertThat(again.header("Idempotency-Replayed")).isEmpty();
        assertThat(again.json()).isEqualTo(first.json());
        assertThat(ada.list("/api/events?startDate=2026-05-04&endDate=2026-05-04")).hasSize(1);

        var third = ada.send("POST", "/api/events", event, key("c1"));
        assertThat(third.header("Idempotency-Replayed")).hasValue("true");
        assertThat(third.json()).isEqualTo(first.json());
        assertThat(third.header("ETag")).isPresent().isEqualTo(first.header("ETag"));
    }

    @Test
    void every_kind_of_creation_is_safe_to_repeat_after_a_crash() {
        var ada = Person.at(server, "crash");
        var event = ada.created("/api/events", Map.of("title", "t", "startDate", "2026-05-04"));
        var comments = "/api/events/" + event.get("id").asLong() + "/comments";
        twice(ada, comments, Map.of("content", "Late again."));
        twice(ada, "/api/calendars", Map.of("name", "Twice"));
        twice(ada, "/api/courses", Map.of("name", "Algebra", "code", "A1"));
        twice(ada, "/api/automation/rules", RuleBody.green("Green"));

        assertThat(ada.get(comments).json().get("comments")).hasSize(1);
        assertThat(ada.list("/api/calendars")).hasSize(2);
        assertThat(ada.get("/api/courses").json().at("/data/courses")).hasSize(1);
        assertThat(ada.get("/api/automation/rules").json().get("data")).hasSize(1);
    }

    private void twice(Person person, String path, Map<String, ?> body) {
        var first = person.send("POST", path, body, key("every"));
        crashed();
        var again = person.send("POST", path, body, key("every"));
        assertThat(again.status()).as(again.text()).isEqualTo(201);
        assertThat(again.json()).isEqualTo(first.json());
    }

    @Test
    void a_change_that_a_crash_left_unanswered_is_not_refused_for_its_own_revision() {
        var ada = Person.at(server, "crash");
        var other = ada.created("/api/calendars", Map.of("name", "Other")).get("id").asLong();
        var event = ada.created("/api/events", Map.of("title", "t", "startDate", "2026-05-04"));
        var path = "/api/events/" + event.get("id").asLong();
        var tag = ada.get(path).header("ETag").orElseThrow();
        var match = Map.of("Idempotency-Key", "p1", "If-Match", tag);
        var body = Map.of("title", "New", "calendarId", other);
        assertThat(ada.send("PATCH", path, body, match).status()).isEqualTo(200);
        crashed();

        var again = ada.send("PATCH", path, body, match);
        assertThat(again.status()).as(again.text()).isEqualTo(200);
        assertThat(again.at("/title")).isEqualTo("New");
        assertThat(again.json().get("calendarId").asLong()).isEqualTo(other);

        assertThat(ada.send("DELETE", path, null, key("d1")).status()).isEqualTo(200);
        crashed();
        assertThat(ada.send("DELETE", path, null, key("d1")).status()).isEqualTo(200);
        assertThat(ada.get(path).status()).isEqualTo(404);
    }

    @Test
    void a_deletion_that_a_crash_left_unanswered_is_no_404_in_any_api() {
        var ada = Person.at(server, "crash");
        var body = Map.of("title", "t", "startDate", "2026-05-04");
        var one = ada.created("/api/events", body).get("id").asLong();
        var two = ada.created("/api/events", body).get("id").asLong();
        var endpoint =
                ada.created(
                        "/v1/webhook_endpoints",
                        Map.of("url", "https://1.1.1.1/a", "events", List.of("*")));
        for (var path :
                List.of(
                        "/api/calendar/events/event_" + one,
                        "/v1/calendars/primary/events/" + two,
                        "/v1/webhook_endpoints/" + endpoint.get("id").asString())) {
            again(ada, "DELETE", path, null, 200);
            assertThat(ada.send("DELETE", path, null, key("other")).status()).isEqualTo(404);
        }
    }

    @Test
    void a_restore_that_a_crash_left_unanswered_tells_what_it_brought_back() {
        var ada = Person.at(server, "crash");
        var calendar = ada.created("/api/calendars", Map.of("name", "Gone")).get("id").asLong();
        var body = Map.of("title", "t", "startDate", "2026-05-04", "calendarId", calendar);
        var event = "/api/events/" + ada.created("/api/events", body).get("id").asLong();
        var comments = event + "/comments";
        var comment = ada.created(comments, Map.of("content", "before")).get("id").asLong();
        var then = server.bean(Clock.class).instant().toString();

        ada.patch(comments + "/" + comment, Map.of("content", "after"));
        var told = again(ada, "POST", comments + "/" + comment + "/restore", at(then), 200);
        assertThat(told.at("/changes/content/to")).isEqualTo("before");

        ada.delete(event);
        var back = again(ada, "POST", event + "/restore", at(then), 200);
        assertThat(back.json().get("events")).hasSize(1);
        assertThat(ada.get(event).status()).isEqualTo(200);

        ada.delete("/api/calendars/" + calendar);
        var all = again(ada, "POST", "/api/calendars/" + calendar + "/restore", at(then), 200);
        assertThat(all.json().get("calendars")).hasSize(1);
    }

    @Test
    void the_last_rule_that_a_user_may_have_is_one_also_when_its_request_is_tried_again() {
        var ada = Person.at(server, "rules");
        var rule = RuleBody.green("Green");
        for (var count = 1; count < 100; count++) {
            ada.created("/api/automation/rules", rule);
        }
        again(ada, "POST", "/api/automation/rules", rule, 201);
        assertThat(ada.send("POST", "/api/automation/rules", rule, key("more")).status())
                .isEqualTo(409);
    }

    private static Map<String, String> at(String then) {
        return Map.of("at", then);
    }

    /** The answer to the second attempt, which is what the first was. */
    private Answer again(
            Person person, String method, String path, @Nullable Object body, int status) {
        var first = person.send(method, path, body, key("again"));
        assertThat(first.status()).as(path + first.text()).isEqualTo(status);
        crashed();
        var again = person.send(method, path, body, key("again"));
        assertThat(again.status()).as(path + again.text()).isEqualTo(status);
        assertThat(again.json()).isEqualTo(first.json());
        return again;
    }

    @Test
    void an_attempt_that_may_still_be_running_is_waited_for() {
        change("k5", "{\"firstName\":\"Ada\"}");
        unanswered(Duration.ofSeconds(30));

        var answer = change("k5", "{\"firstName\":\"Ada\"}");
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.at("/message")).contains("has not finished");
        assertThat(Long.parseLong(answer.header("Retry-After").orElseThrow())).isBetween(1L, 30L);
        assertThat(change("k5", "{\"firstName\":\"Eve\"}").at("/message"))
                .contains("another request");
    }

    @Test
    void a_new_feed_address_is_a_secret_that_no_key_keeps() {
        var ada = Person.at(server, "feed");
        var path = "/api/calendars/" + ada.calendar() + "/feed/reset";
        var first = ada.send("POST", path, "{}", key("f1"));
        assertThat(first.status()).as(first.text()).isEqualTo(200);
        var secret = first.at("/url").replaceFirst(".*/", "");
        for (var kept : keys().find()) {
            assertThat(kept.toJson()).doesNotContain(secret);
            var body = kept.get("body", Binary.class);
            assertThat(body == null ? "" : new String(body.getData(), StandardCharsets.UTF_8))
                    .doesNotContain(secret);
        }
    }

    private static Map<String, String> key(String key) {
        return Map.of("Idempotency-Key", key);
    }

    /** As the store is when the node died after the write and somebody waited long enough. */
    private void crashed() {
        unanswered(Duration.ZERO);
    }

    /** As if the latest request had stored what it did, and not got to its answer. */
    private void unanswered(Duration left) {
        var latest = Objects.requireNonNull(keys().find().sort(Sorts.descending("at")).first());
        keys().updateOne(
                        Filters.eq("_id", latest.get("_id")),
                        Updates.combine(
                                Updates.unset("body"),
                                Updates.set("until", Date.from(Instant.now().plus(left)))));
    }

    private MongoCollection<Document> keys() {
        return server.bean(MongoDatabase.class).getCollection("edge_idempotency");
    }

    private long facts() {
        return server.bean(EventStore.class)
                .lastSequenceNumberFor("user-" + user.id())
                .orElseThrow();
    }

    private Answer change(String key, String body) {
        return change(user, key, body);
    }

    private Answer change(AlmanacServer.User who, String key, String body) {
        var headers = Map.of("Authorization", "Bearer " + who.token(), "Idempotency-Key", key);
        return server.exchange("PATCH", "/api/user/profile", body, headers);
    }
}
