package almanac.app.api.aurinko;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.app.testing.AlmanacServer;
import almanac.app.testing.Answer;
import almanac.app.testing.Person;
import almanac.app.testing.Waiting;
import almanac.sync.webhook.Receiver;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Subscriptions over HTTP, from the validation of an address to a change that arrives there. */
final class SubscriptionsTest {

    private static final String PATH = "/v1/subscriptions";
    private static final String EVENTS = "/v1/calendars/primary/events";
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final AlmanacServer SERVER =
            AlmanacServer.start(
                    AlmanacServer.temporaryDirectory(),
                    "--almanac.webhooks.allow-hosts=127.0.0.1",
                    "--almanac.webhooks.timeout=2s",
                    "--almanac.webhooks.first-pause=100ms",
                    "--almanac.webhooks.longest-pause=300ms");

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

    private Answer asked(String resource) {
        return ana.post(
                PATH, Map.of("resource", resource, "notificationUrl", receiver.url().toString()));
    }

    private JsonNode subscribed(String resource) {
        var answer = asked(resource);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json();
    }

    private JsonNode subscribed() {
        return subscribed("/calendars/primary/events");
    }

    private static String path(JsonNode subscription) {
        return PATH + "/" + subscription.get("id").asLong();
    }

    private String event(String subject) {
        var made =
                ana.created(
                        EVENTS,
                        Map.of("subject", subject, "start", Map.of("dateOnly", "2026-04-01")));
        return made.get("id").asString();
    }

    private List<Receiver.Request> notifications() {
        return receiver.requests().stream()
                .filter(request -> !request.path().contains("validationToken"))
                .toList();
    }

    private List<JsonNode> arrived() {
        return notifications().stream().map(request -> JSON.readTree(request.body())).toList();
    }

    private List<String> changes() {
        return arrived().stream()
                .flatMap(each -> each.get("payloads").valueStream())
                .map(each -> each.get("id").asString() + " " + each.get("changeType").asString())
                .toList();
    }

    @Test
    void a_subscription_is_kept_once_its_address_confirmed_it() {
        var made = asked("/calendars/primary/events");

        assertThat(made.status()).as(made.text()).isEqualTo(200);
        assertThat(receiver.requests()).hasSize(1);
        assertThat(receiver.requests().getFirst().path())
                .matches("/hook\\?tenant=7&validationToken=[\\w-]{43}");
        assertThat(made.json().get("id").isIntegralNumber()).isTrue();
        assertThat(made.at("/resource")).isEqualTo("/calendars/primary/events");
        assertThat(made.at("/notificationUrl")).isEqualTo(receiver.url().toString());
        assertThat(made.json().get("active").asBoolean()).isTrue();
        assertThat(made.json().get("filters")).isEqualTo(JSON.readTree("[]"));
        var secret = made.at("/signingSecret");
        assertThat(secret).startsWith("whsec_").hasSizeGreaterThan(40);

        var read = ana.get(path(made.json()));
        assertThat(read.status()).isEqualTo(200);
        assertThat(read.json().propertyNames())
                .containsExactlyInAnyOrder(
                        "id", "resource", "notificationUrl", "active", "filters");
        var list = ana.get(PATH);
        assertThat(list.json().get("records")).containsExactly(read.json());
        assertThat(list.text()).doesNotContain(secret);
        assertThat(list.json().get("totalSize").asInt()).isEqualTo(1);
        assertThat(list.json().get("offset").asInt()).isZero();
        assertThat(list.json().get("done").asBoolean()).isTrue();
    }

    /** As curl sends it in the vendor's own sample. */
    @Test
    void a_body_is_json_whatever_it_says_that_it_is() {
        var body =
                "{\"resource\":\"/calendars/primary/events\",\"notificationUrl\":\""
                        + receiver.url()
                        + "\",\"filters\":[]}";
        var made =
                ana.send(
                        "POST",
                        PATH,
                        body,
                        Map.of("Content-Type", "application/x-www-form-urlencoded"));
        assertThat(made.status()).as(made.text()).isEqualTo(200);
    }

    @Test
    void an_idempotency_key_does_not_keep_the_secret() {
        var body =
                Map.of(
                        "resource",
                        "/calendars/primary/events",
                        "notificationUrl",
                        receiver.url().toString());
        var key = Map.of("Idempotency-Key", "once");
        var first = ana.send("POST", PATH, body, key);
        var second = ana.send("POST", PATH, body, key);

        assertThat(first.status()).isEqualTo(200);
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.at("/signingSecret")).isNotEqualTo(first.at("/signingSecret"));
    }

    @Test
    void an_address_that_does_not_confirm_is_refused_by_name_and_nothing_is_kept() {
        receiver.answersToken(token -> "not " + token);
        refused("notificationUrl did not confirm the subscription: it answered something else");
        receiver.answersToken(token -> token).answers(202);
        refused("notificationUrl did not confirm the subscription: it answered 202 and not 200");
        receiver.answers(200).fallsSilent();
        refused("notificationUrl did not confirm the subscription: it did not answer in time");
        receiver.close();
        refused("notificationUrl did not confirm the subscription: it could not be talked to");

        assertThat(ana.get(PATH + "?includeInactive=true").json().get("records")).isEmpty();
    }

    private void refused(String message) {
        var answer = asked("/calendars/primary/events");
        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.at("/code")).isEqualTo("badRequest");
        assertThat(answer.at("/message")).startsWith(message);
        assertThat(answer.at("/requestId")).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"notificationUrl": "https://example.com/"}                                        | resource is required
                    {"resource": "/calendars/primary/events"}                                          | notificationUrl is required
                    {"resource": "/email/messages", "notificationUrl": "https://example.com/"}         | resource must be
                    {"resource": "/calendars/primary", "notificationUrl": "https://example.com/"}      | resource must be
                    {"resource": "/calendars/primary/events", "notificationUrl": "no url"}             | notificationUrl must be an https
                    {"resource": "/calendars/primary/events", "notificationUrl": "ftp://example.com/"} | notificationUrl must be an https
                    {"resource": "/calendars/primary/events", "notificationUrl": "http://10.0.0.1/"}   | notificationUrl must not be used: only https
                    {"resource": "/calendars/primary/events", "notificationUrl": "https://10.0.0.1/"}  | notificationUrl must not be used: the host is not
                    {"resource": "/calendars/primary/events", "notificationUrl": "https://example.com/", "filters": ["withoutDrafts"]} | filters must be empty
                    """)
    void what_is_no_subscription_is_refused_by_name(String body, String message) {
        var answer = ana.post(PATH, body);

        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.at("/code")).isEqualTo("badRequest");
        assertThat(answer.at("/message")).startsWith(message);
    }

    @Test
    void a_change_arrives_signed_and_names_what_the_calendar_lists() throws Exception {
        var made = subscribed();
        var id = event("Soccer");
        until(() -> !notifications().isEmpty());

        var request = notifications().getFirst();
        var notification = arrived().getFirst();
        assertThat(notification.get("subscription").asLong()).isEqualTo(made.get("id").asLong());
        assertThat(notification.get("resource").asString()).isEqualTo("/calendars/primary/events");
        assertThat(notification.get("accountId").asLong()).isEqualTo(ana.user().id());
        assertThat(changes()).containsExactly(id + " created");
        assertThat(ana.get(EVENTS).json().at("/records/0/id").asString()).isEqualTo(id);
        var time = request.header("X-Aurinko-Request-Timestamp");
        assertThat(request.header("X-Aurinko-Signature"))
                .isEqualTo(
                        hmac(
                                made.get("signingSecret").asString(),
                                "v0:" + time + ":" + request.body()));
    }

    private static String hmac(String secret, String text) throws Exception {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void changes_of_an_event_arrive_in_order_also_when_the_first_attempts_fail() {
        var made = subscribed();
        receiver.answers(500);
        var id = event("Soccer");
        until(() -> !notifications().isEmpty());
        until(() -> ana.get(path(made)).json().has("failSince"));
        assertThat(ana.get(path(made)).at("/failDescription")).isEqualTo("answered 500");
        ana.patch(EVENTS + "/" + id, Map.of("subject", "Football"));
        ana.delete(EVENTS + "/" + id);
        receiver.answers(200);

        until(() -> changes().contains(id + " deleted"));
        assertThat(changes().stream().distinct())
                .containsExactly(id + " created", id + " updated", id + " deleted");
        until(() -> !ana.get(path(made)).json().has("failSince"));
    }

    @Test
    void only_the_calendar_that_was_subscribed_to_is_told() {
        var second = ana.post("/v1/calendars", Map.of("name", "Second")).at("/id");
        var made = subscribed("/calendars/" + second + "/events");
        assertThat(made.get("resource").asString()).isEqualTo("/calendars/" + second + "/events");
        event("elsewhere");
        var there =
                ana.created(
                        "/v1/calendars/" + second + "/events",
                        Map.of("subject", "there", "start", Map.of("dateOnly", "2026-04-01")));
        until(() -> !notifications().isEmpty());

        assertThat(changes()).containsExactly(there.get("id").asString() + " created");
    }

    @Test
    void one_that_is_gone_is_given_up_and_shown_only_when_asked_for() {
        var made = subscribed();
        receiver.answers(410);
        event("Soccer");
        until(() -> !ana.get(path(made)).json().get("active").asBoolean());

        assertThat(ana.get(path(made)).at("/failDescription")).contains("410");
        assertThat(ana.get(path(made)).at("/failSince")).endsWith("Z");
        assertThat(ana.get(PATH).json().get("records")).isEmpty();
        assertThat(ana.get(PATH + "?includeInactive=true").json().get("totalSize").asInt())
                .isEqualTo(1);
        receiver.answers(200);
        receiver.forget();
        var other = subscribed();
        event("Football");
        until(() -> !notifications().isEmpty());
        assertThat(arrived())
                .extracting(each -> each.get("subscription").asLong())
                .containsOnly(other.get("id").asLong());
    }

    @Test
    void one_that_was_ended_gets_nothing_more() {
        var made = subscribed();
        var ended = ana.delete(path(made));
        assertThat(ended.status()).isEqualTo(200);
        assertThat(ended.at("/status")).isEqualTo("Ok");
        assertThat(ana.get(path(made)).status()).isEqualTo(404);
        assertThat(ana.delete(path(made)).status()).isEqualTo(404);

        event("unheard");
        var other = subscribed();
        event("heard");
        until(() -> !notifications().isEmpty());
        assertThat(arrived())
                .extracting(each -> each.get("subscription").asLong())
                .containsOnly(other.get("id").asLong());
        assertThat(changes()).hasSize(1);
    }

    @Test
    void others_subscriptions_and_calendars_are_not_there() {
        var made = subscribed();
        var eve = Person.at(SERVER, "eve");
        for (var answer :
                List.<Answer>of(
                        eve.get(path(made)),
                        eve.delete(path(made)),
                        eve.get(PATH + "/4711"),
                        eve.get(PATH + "/x"),
                        eve.post(
                                PATH,
                                Map.of(
                                        "resource",
                                        "/calendars/" + ana.calendar() + "/events",
                                        "notificationUrl",
                                        receiver.url().toString())))) {
            assertThat(answer.status()).as(answer.text()).isEqualTo(404);
            assertThat(answer.at("/code")).isEqualTo("notFound");
        }
        assertThat(receiver.requests()).as("nobody was asked again").hasSize(1);
        assertThat(eve.get(PATH + "?includeInactive=true").json().get("records")).isEmpty();
        assertThat(ana.get(path(made)).status()).isEqualTo(200);
    }

    @Test
    void a_calendar_that_is_shared_is_told_until_the_share_is_taken_back() {
        var ben = Person.at(SERVER, "ben");
        ben.share(ben.calendar(), ana, "read");
        subscribed("/calendars/" + ben.calendar() + "/events");
        subscribed();
        var shared = Map.of("title", "shared", "startDate", "2026-04-01");
        var seen = ben.created("/api/events", shared).get("id").asLong();
        until(() -> changes().contains(seen + " created"));
        ben.send(
                "DELETE",
                "/api/calendars/" + ben.calendar() + "/share",
                Map.of("userIds", List.of(ana.user().id())),
                Map.of());
        ben.created("/api/events", shared);
        var own = event("own");
        until(() -> changes().contains(own + " created"));

        assertThat(changes()).containsExactly(seen + " created", own + " created");
    }

    @Test
    void subscriptions_and_webhook_endpoints_do_not_show_one_another() {
        var made = subscribed();
        var endpoint =
                ana.created(
                        "/v1/webhook_endpoints",
                        Map.of("url", receiver.url().toString(), "events", List.of("*")));

        var hooks = "/v1/webhook_endpoints/wbk_" + made.get("id").asLong();
        assertThat(ana.get("/v1/webhook_endpoints").json().get("data"))
                .extracting(each -> each.get("id").asString())
                .containsExactly(endpoint.get("id").asString());
        for (var answer :
                List.<Answer>of(
                        ana.get(hooks),
                        ana.patch(hooks, Map.of("events", List.of("*"))),
                        ana.delete(hooks),
                        ana.post(hooks + "/test", "{}"),
                        ana.get(hooks + "/deliveries"),
                        ana.post(hooks + "/redeliver", Map.of("since", "0")),
                        ana.get(PATH + "/" + endpoint.get("id").asString().substring(4)))) {
            assertThat(answer.status()).as(answer.text()).isEqualTo(404);
        }
        assertThat(ana.get(PATH).json().get("totalSize").asInt()).isEqualTo(1);
    }

    @Test
    void a_user_has_at_most_twenty_and_reads_them_by_page() {
        for (var i = 0; i < 20; i++) {
            subscribed();
        }
        var more = asked("/calendars/primary/events");
        assertThat(more.status()).isEqualTo(409);
        assertThat(more.at("/code")).isEqualTo("conflict");

        var first = ana.get(PATH + "?limit=15").json();
        assertThat(first.get("records")).hasSize(15);
        assertThat(first.get("totalSize").asInt()).isEqualTo(20);
        assertThat(first.get("done").asBoolean()).isFalse();
        var last = ana.get(PATH + "?limit=15&offset=15").json();
        assertThat(last.get("records")).hasSize(5);
        assertThat(last.get("offset").asInt()).isEqualTo(15);
        assertThat(last.get("done").asBoolean()).isTrue();
        for (var wrong : List.of("limit=0", "offset=-1", "limit=x")) {
            assertThat(ana.get(PATH + "?" + wrong).status()).as(wrong).isEqualTo(400);
        }
    }

    @Test
    void the_documentation_has_every_endpoint() {
        var document = SERVER.get(null, "/v3/api-docs/aurinko");
        var paths = document.json().get("paths");
        assertThat(paths.propertyNames()).contains(PATH, PATH + "/{id}");
        assertThat(paths.get(PATH).propertyNames()).containsExactlyInAnyOrder("get", "post");
        assertThat(paths.get(PATH + "/{id}").propertyNames())
                .containsExactlyInAnyOrder("get", "delete");
        assertThat(paths.get(PATH).toString())
                .contains("X-Aurinko-Signature", "validationToken", "signingSecret");
        assertThat(document.text()).contains("https://hooks.example.com/aurinko");
    }
}
