package almanac.app.api.webhookendpoints;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.app.testing.AlmanacServer;
import almanac.app.testing.Answer;
import almanac.app.testing.Person;
import almanac.app.testing.Waiting;
import almanac.sync.webhook.Receiver;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Webhook endpoints over HTTP, from an edit to a receiver that is a real server. */
final class WebhookEndpointsTest {

    private static final String PATH = "/v1/webhook_endpoints";
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final AlmanacServer SERVER =
            AlmanacServer.start(
                    AlmanacServer.temporaryDirectory(),
                    "--almanac.webhooks.allow-hosts=127.0.0.1",
                    "--almanac.webhooks.first-pause=100ms",
                    "--almanac.webhooks.longest-pause=300ms",
                    "--almanac.webhooks.attempts=3");

    /** Whoever is first. */
    private static final Person OPERATOR = Person.at(SERVER, "olga");

    private final Person ana = Person.at(SERVER, "ana");
    private final Receiver receiver = new Receiver();

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @AfterEach
    void close() {
        receiver.close();
    }

    private static void until(BooleanSupplier condition) {
        Waiting.until(Duration.ofSeconds(60), condition);
    }

    private JsonNode endpoint(Object... more) {
        var body = new HashMap<String, Object>();
        body.put("url", receiver.url().toString());
        body.put("events", List.of("*"));
        for (var i = 0; i < more.length; i += 2) {
            body.put(more[i].toString(), more[i + 1]);
        }
        return ana.created(PATH, body);
    }

    private static String path(JsonNode endpoint) {
        return PATH + "/" + endpoint.get("id").asString();
    }

    private JsonNode event(String title) {
        return ana.created("/api/events", Map.of("title", title, "startDate", "2026-04-01"));
    }

    private List<JsonNode> arrived() {
        return receiver.requests().stream().map(request -> JSON.readTree(request.body())).toList();
    }

    private List<String> titles() {
        return arrived().stream().map(each -> each.at("/data/event/title").asString("")).toList();
    }

    private JsonNode latest(JsonNode endpoint) {
        var found = ana.get(path(endpoint) + "/deliveries?limit=1").json().get("data");
        return found.isEmpty() ? JSON.nullNode() : found.get(0);
    }

    @Test
    void an_endpoint_is_answered_with_its_secret_once() {
        var made = endpoint("description", "Kitchen", "events", List.of("event.created"));

        assertThat(made.get("id").asString()).matches("wbk_\\d+");
        assertThat(made.get("object").asString()).isEqualTo("webhook_endpoint");
        assertThat(made.get("url").asString()).isEqualTo(receiver.url().toString());
        assertThat(made.get("events")).isEqualTo(JSON.readTree("[\"event.created\"]"));
        assertThat(made.get("status").asString()).isEqualTo("enabled");
        assertThat(made.get("secret").asString()).startsWith("whsec_").hasSizeGreaterThan(40);
        assertThat(made.get("created_at").asString()).endsWith("Z");

        var read = ana.get(path(made));
        assertThat(read.status()).isEqualTo(200);
        assertThat(read.json().has("secret")).isFalse();
        assertThat(read.at("/description")).isEqualTo("Kitchen");
        assertThat(ana.get(PATH).json().at("/data/0/id").asString())
                .isEqualTo(made.get("id").asString());
        assertThat(ana.get(PATH).text()).doesNotContain(made.get("secret").asString());
    }

    @Test
    void an_idempotency_key_does_not_keep_the_secret() {
        var body = Map.of("url", receiver.url().toString(), "events", List.of("*"));
        var key = Map.of("Idempotency-Key", "once");
        var first = ana.send("POST", PATH, body, key);
        var second = ana.send("POST", PATH, body, key);

        assertThat(first.status()).isEqualTo(201);
        assertThat(second.status()).isEqualTo(201);
        assertThat(second.at("/secret")).isNotEqualTo(first.at("/secret"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"events": ["*"]}                                         | missing_required_field | url
                    {"url": "https://example.com/"}                           | missing_required_field | events
                    {"url": "https://example.com/", "events": []}             | invalid_parameter | events
                    {"url": "https://example.com/", "events": ["event.odd"]}  | invalid_parameter | events
                    {"url": "https://example.com/", "events": [null]}         | invalid_parameter | events
                    {"url": "not a url", "events": ["*"]}                     | invalid_parameter | url
                    {"url": "ftp://example.com/", "events": ["*"]}            | invalid_parameter | url
                    {"url": "http://10.0.0.1/", "events": ["*"]}              | invalid_parameter | url
                    {"url": "https://10.0.0.1/", "events": ["*"]}             | invalid_parameter | url
                    {"url": "https://169.254.169.254/", "events": ["*"]}      | invalid_parameter | url
                    {"url": "http://127.0.0.1/", "events": ["*"], "secret": "short"} | invalid_parameter | secret
                    """)
    void what_is_no_endpoint_is_refused_by_name(String body, String code, String param) {
        var answer = ana.post(PATH, body);

        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.at("/error/code")).isEqualTo(code);
        assertThat(answer.at("/error/param")).isEqualTo(param);
    }

    @ParameterizedTest
    @ValueSource(strings = {"url", "events", "secret", "status"})
    void only_a_description_can_be_taken_away(String field) {
        var path = PATH + "/" + endpoint().get("id").asString();
        var before = ana.get(path).json();
        var answer = ana.patch(path, "{\"" + field + "\":null,\"description\":null}");
        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.at("/error/param")).isEqualTo(field);
        assertThat(ana.get(path).json()).isEqualTo(before);
    }

    @Test
    void an_empty_description_is_none() {
        assertThat(endpoint("description", "").get("description").isNull()).isTrue();

        var cleared = ana.patch(path(endpoint("description", "Kitchen")), "{\"description\":\"\"}");
        assertThat(cleared.status()).as(cleared.text()).isEqualTo(200);
        assertThat(cleared.json().get("description").isNull()).isTrue();
    }

    @Test
    void an_edit_arrives_signed_and_is_listed() {
        var made = endpoint();
        var event = event("Soccer");
        until(() -> !receiver.requests().isEmpty());

        var message = arrived().getFirst();
        assertThat(message.get("type").asString()).isEqualTo("event.created");
        assertThat(message.at("/data/event_id").asLong()).isEqualTo(event.get("id").asLong());
        assertThat(receiver.requests().getFirst().header("Chronapilot-Signature"))
                .matches("t=\\d+,v1=[0-9a-f]{64}");
        until(() -> latest(made).path("status").asString("").equals("delivered"));
        assertThat(latest(made).get("type").asString()).isEqualTo("event.created");
        assertThat(latest(made).get("sequence").asString())
                .isEqualTo(message.get("sequence").asString());
        assertThat(ana.get(path(made) + "/deliveries?status=failed").json().get("data")).isEmpty();
    }

    @Test
    void what_others_do_on_a_shared_calendar_arrives_until_the_share_is_taken_back() {
        endpoint("events", List.of("event.created"));
        var ben = Person.at(SERVER, "ben");
        ben.share(ben.calendar(), ana, "read");
        ben.created(
                "/api/events",
                Map.of("title", "shared", "startDate", "2026-04-01", "calendarId", ben.calendar()));
        until(() -> titles().contains("shared"));
        ben.send(
                "DELETE",
                "/api/calendars/" + ben.calendar() + "/share",
                Map.of("userIds", List.of(ana.user().id())),
                Map.of());
        ben.created(
                "/api/events",
                Map.of("title", "hidden", "startDate", "2026-04-01", "calendarId", ben.calendar()));
        event("own");
        until(() -> titles().contains("own"));

        assertThat(titles()).containsExactly("shared", "own");
    }

    @Test
    void an_endpoint_that_fails_is_given_up_and_a_replay_sends_it() {
        receiver.answers(500);
        var made = endpoint();
        event("Soccer");
        until(() -> latest(made).path("status").asString("").equals("failed"));
        assertThat(receiver.requests()).hasSize(3);
        assertThat(latest(made).get("detail").asString()).isEqualTo("answered 500");

        var number = made.get("id").asString().replace("wbk_", "");
        var letter =
                OPERATOR.get("/api/operations/dead-letters")
                        .json()
                        .get("data")
                        .valueStream()
                        .filter(each ->
                                each.get("id").asString().startsWith("delivery:" + number + "-"))
                        .toList();
        assertThat(letter).hasSize(1);
        assertThat(letter.getFirst().get("reason").asString()).isEqualTo("answered 500");

        receiver.answers(200);
        var id = latest(made).get("id").asString();
        var replayed = ana.post(path(made) + "/deliveries/" + id + "/replay", "{}");
        assertThat(replayed.status()).isEqualTo(200);
        assertThat(replayed.at("/id")).isEqualTo(id);
        until(() -> latest(made).path("status").asString("").equals("delivered"));
        assertThat(new HashSet<>(arrived())).as("the same message in each attempt").hasSize(1);
        assertThat(ana.post(path(made) + "/deliveries/whd_999999/replay", "{}").status())
                .isEqualTo(404);
    }

    @Test
    void an_endpoint_that_is_gone_is_disabled_and_gets_what_it_missed_when_it_asks() {
        receiver.answers(410);
        var made = endpoint();
        event("first");
        until(() -> ana.get(path(made)).at("/status").equals("disabled"));
        assertThat(ana.get(path(made)).at("/disabled_reason")).contains("410");
        event("second");

        receiver.answers(200);
        receiver.forget();
        var refused = ana.post(path(made) + "/redeliver", Map.of("since", "0"));
        assertThat(refused.status()).isEqualTo(409);
        assertThat(ana.patch(path(made), Map.of("status", "enabled")).at("/status"))
                .isEqualTo("enabled");
        event("third");
        var again = ana.post(path(made) + "/redeliver", Map.of("since", "0"));
        assertThat(again.status()).as(again.text()).isEqualTo(200);
        assertThat(again.at("/until")).matches("\\d{19}");
        until(() -> new HashSet<>(titles()).containsAll(List.of("first", "second", "third")));
        assertThat(ana.post(path(made) + "/redeliver", Map.of("since", "x")).at("/error/param"))
                .isEqualTo("since");
    }

    @Test
    void a_test_says_how_it_went() {
        var made = endpoint("events", List.of("event.created"));
        var well = ana.post(path(made) + "/test", Map.of("type", "event.rescheduled"));
        assertThat(well.json().get("delivered").asBoolean()).isTrue();
        assertThat(well.json().get("status_code").asInt()).isEqualTo(200);
        assertThat(arrived().getFirst().get("type").asString()).isEqualTo("event.rescheduled");

        receiver.answers(404);
        var badly = ana.send("POST", path(made) + "/test", null, Map.of());
        assertThat(badly.json().get("delivered").asBoolean()).isFalse();
        assertThat(badly.json().get("status_code").asInt()).isEqualTo(404);
    }

    @Test
    void a_change_replaces_what_is_sent_and_a_delete_ends_it() {
        var made = endpoint("description", "Kitchen");
        var changed =
                ana.patch(path(made), "{\"events\":[\"event.deleted\"],\"description\":null}");
        assertThat(changed.status()).as(changed.text()).isEqualTo(200);
        assertThat(changed.json().get("events")).isEqualTo(JSON.readTree("[\"event.deleted\"]"));
        assertThat(changed.json().get("description").isNull()).isTrue();
        assertThat(changed.at("/url")).isEqualTo(receiver.url().toString());

        var deleted = ana.delete(path(made));
        assertThat(deleted.status()).isEqualTo(200);
        assertThat(deleted.json().get("deleted").asBoolean()).isTrue();
        assertThat(ana.get(path(made)).status()).isEqualTo(404);
        assertThat(ana.delete(path(made)).status()).isEqualTo(404);
    }

    @Test
    void changes_of_different_fields_at_once_all_stand() throws Exception {
        var made = endpoint();
        try (var clients = Executors.newFixedThreadPool(2)) {
            for (var round = 1; round <= 8; round++) {
                var text = "round " + round;
                var topic = round % 2 == 0 ? "event.created" : "event.deleted";
                var start = new CyclicBarrier(2);
                clients.invokeAll(
                        List.of(
                                change(start, made, Map.of("description", text)),
                                change(start, made, Map.of("events", List.of(topic)))));
                var after = ana.get(path(made));
                assertThat(after.at("/description")).isEqualTo(text);
                assertThat(after.at("/events/0")).isEqualTo(topic);
            }
        }
    }

    private Callable<Answer> change(CyclicBarrier start, JsonNode endpoint, Object body) {
        return () -> {
            start.await();
            return ana.patch(path(endpoint), body);
        };
    }

    @Test
    void others_endpoints_are_not_there() {
        var made = endpoint();
        var eve = Person.at(SERVER, "eve");
        for (var answer :
                List.<Answer>of(
                        eve.get(path(made)),
                        eve.patch(path(made), Map.of("status", "disabled")),
                        eve.delete(path(made)),
                        eve.post(path(made) + "/test", "{}"),
                        eve.post(path(made) + "/redeliver", Map.of("since", "0")),
                        eve.get(path(made) + "/deliveries"),
                        eve.post(path(made) + "/deliveries/whd_1/replay", "{}"))) {
            assertThat(answer.status()).as(answer.text()).isEqualTo(404);
            assertThat(answer.at("/error/code")).isEqualTo("resource_not_found");
        }
        assertThat(eve.get(PATH).json().get("data")).isEmpty();
        assertThat(ana.get(path(made)).at("/status")).isEqualTo("enabled");
    }

    @Test
    void a_user_has_at_most_twenty() {
        for (var i = 0; i < 20; i++) {
            endpoint();
        }
        var more = ana.post(PATH, Map.of("url", receiver.url().toString(), "events", List.of("*")));
        assertThat(more.status()).isEqualTo(409);
    }

    @Test
    void the_documentation_has_every_endpoint() {
        var document = SERVER.get(null, "/v3/api-docs/webhooks");
        var paths = document.json().get("paths");
        assertThat(paths.propertyNames())
                .containsExactlyInAnyOrder(
                        PATH,
                        PATH + "/{id}",
                        PATH + "/{id}/test",
                        PATH + "/{id}/redeliver",
                        PATH + "/{id}/deliveries",
                        PATH + "/{id}/deliveries/{delivery_id}/replay");
        assertThat(paths.get(PATH).toString()).contains("Chronapilot-Signature");
        assertThat(document.text()).contains("event.created", "0000000000000000042");
    }
}
