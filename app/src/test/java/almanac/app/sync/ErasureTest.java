package almanac.app.sync;

import static almanac.app.sync.Contents.single;
import static org.assertj.core.api.Assertions.assertThat;

import almanac.app.testing.AlmanacServer;
import almanac.app.testing.AlmanacServer.User;
import almanac.app.testing.Answer;
import almanac.app.testing.Person;
import almanac.app.testing.RuleBody;
import almanac.app.testing.Waiting;
import almanac.sync.webhook.Receiver;
import com.mongodb.client.MongoDatabase;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.bson.Document;
import org.bson.types.Binary;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A person is erased, over HTTP, with a provider without a network. */
final class ErasureTest {

    private static final String ERASURES = "/api/operations/erasures";

    /** In everything that Ana ever says. */
    private static final String MARK = "zyxomma";

    private static final Receiver HOOKS = new Receiver();

    private static AlmanacServer server;
    private static User operator;
    private static String token;

    @BeforeAll
    static void start() {
        server =
                AlmanacServer.startWith(
                        List.of(FakeCloud.Beans.class),
                        AlmanacServer.temporaryDirectory(),
                        "--almanac.frontend-url=https://cal.example/app/",
                        "--almanac.visible-within=60s",
                        "--almanac.erasure.patience=60s",
                        "--almanac.webhooks.allow-hosts=localhost",
                        "--almanac.security.registrations-per-minute=1000");
        operator = server.registerExactly("olga");
        server.exchange(
                "PUT",
                "/api/admin/users/" + operator.id() + "/roles/auditor",
                null,
                Map.of("Authorization", "Bearer " + operator.token()));
        token = operator.token();
    }

    @AfterAll
    static void stop() {
        server.close();
        HOOKS.close();
    }

    private static void until(BooleanSupplier holds, String what) {
        Waiting.until(Duration.ofSeconds(90), () -> what, holds);
    }

    private static JsonNode created(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isBetween(200, 202);
        return answer.json();
    }

    private static void connect(Person person, String account, String calendar) {
        var start = person.get("/api/calendar-sync/auth/google");
        var state = parameter(start.at("/authUrl"), "state");
        var code = FakeCloud.AUTHORIZER.consent(account);
        server.get(null, "/api/calendar-sync/callback/google?code=" + code + "&state=" + state);
        until(
                () -> person.get("/api/calendar-sync/status").text().contains(calendar),
                "the calendars are listed");
        created(
                person.post(
                        "/api/calendar-sync/sync",
                        Map.of(
                                "provider",
                                "google",
                                "calendars",
                                List.of(
                                        Map.of(
                                                "externalId",
                                                calendar,
                                                "localName",
                                                "Mirror of " + calendar)))));
    }

    private static String parameter(String url, String name) {
        for (var pair : URI.create(url).getQuery().split("&")) {
            if (pair.startsWith(name + "=")) {
                return pair.substring(name.length() + 1);
            }
        }
        throw new AssertionError(url);
    }

    private static List<String> there(String calendar) {
        return FakeCloud.PROVIDER.objects(calendar).stream()
                .map(each -> each.content().details().title())
                .toList();
    }

    private static long calendarOf(Person person, String title) {
        for (var event : person.list("/api/events")) {
            if (event.get("title").asString().equals(title)) {
                return event.get("calendarId").asLong();
            }
        }
        throw new AssertionError("no event " + title);
    }

    private static Map<String, Object> event(String title, long calendar) {
        return Map.of(
                "title",
                title,
                "startDate",
                "2026-12-09",
                "startTime",
                "10:00",
                "endTime",
                "11:00",
                "calendarId",
                calendar,
                "description",
                MARK + " description",
                "location",
                MARK + " street",
                "notes",
                MARK + " notes",
                "tags",
                List.of(MARK));
    }

    /** All that the store holds, as text; which collection holds the mark. */
    private static List<String> found(String mark) {
        var database = server.bean(MongoDatabase.class);
        var hits = new ArrayList<String>();
        for (var name : database.listCollectionNames()) {
            for (var document : database.getCollection(name).find()) {
                var text = text(document).toLowerCase(Locale.ROOT);
                if (text.contains(mark)) {
                    var at = text.indexOf(mark);
                    hits.add(
                            name
                                    + ": "
                                    + text.substring(
                                            Math.max(0, at - 200),
                                            Math.min(text.length(), at + 60)));
                }
            }
        }
        return hits;
    }

    private static String text(Object value) {
        return switch (value) {
            case Document document ->
                    document.entrySet().stream()
                            .map(each ->
                                    each.getKey()
                                            + "="
                                            + (each.getValue() == null
                                                    ? ""
                                                    : text(each.getValue())))
                            .collect(Collectors.joining("\n"));
            case List<?> list ->
                    list.stream().map(ErasureTest::text).collect(Collectors.joining("\n"));
            case Binary bytes -> new String(bytes.getData(), StandardCharsets.UTF_8);
            default -> value.toString();
        };
    }

    private static Answer begin(String as, long user, String confirm) {
        return server.post(
                as, ERASURES, Map.of("user", user, "confirm", confirm, "reason", "ticket 17"));
    }

    private static Answer ended(long erasure) {
        until(
                () -> server.get(token, ERASURES + "/" + erasure).at("/status").equals("done"),
                "the erasure ends: " + server.get(token, ERASURES + "/" + erasure).text());
        return server.get(token, ERASURES + "/" + erasure);
    }

    @Test
    void whoever_is_no_operator_is_refused() {
        var user = server.register("nobody");
        for (var path : List.of(ERASURES, ERASURES + "/1")) {
            assertThat(server.get(user.token(), path).status()).as(path).isEqualTo(403);
            assertThat(server.get(null, path).status()).as(path).isEqualTo(401);
        }
        assertThat(begin(user.token(), user.id(), user.username()).status()).isEqualTo(403);
    }

    @Test
    void nobody_is_erased_by_a_slip_and_no_operator_at_all() {
        var user = server.register("kept");

        assertThat(begin(token, user.id(), "somebody").status()).isEqualTo(400);
        assertThat(begin(token, 999_999, "somebody").status()).isEqualTo(404);
        assertThat(begin(token, operator.id(), "olga").status()).isEqualTo(409);
        var plan = server.post(token, ERASURES, Map.of("user", user.id(), "dryRun", true));
        assertThat(plan.status()).as(plan.text()).isEqualTo(200);
        assertThat(plan.at("/status")).isEqualTo("planned");
        assertThat(plan.json().at("/steps/1/counts/calendars").asLong()).isEqualTo(1);

        assertThat(server.get(user.token(), "/api/users/me").status()).isEqualTo(200);
    }

    @Test
    void a_user_erases_themselves_with_their_password_and_the_name_is_free_again() {
        var user = server.registerExactly("gone-by-choice");
        var account = "/api/user/account";
        assertThat(server.send(user.token(), "DELETE", account, Map.of("password", "x")).status())
                .isEqualTo(401);

        var begun =
                server.send(
                        user.token(),
                        "DELETE",
                        account,
                        Map.of("password", AlmanacServer.PASSWORD));

        assertThat(begun.status()).as(begun.text()).isEqualTo(202);
        assertThat(server.get(user.token(), "/api/users/me").status()).isEqualTo(401);
        ended(begun.json().get("erasure").asLong());
        assertThat(server.get(user.token(), "/api/users/me").status()).isEqualTo(401);
        var next = server.registerExactly("gone-by-choice");
        assertThat(next.id()).isNotEqualTo(user.id());
    }

    @Test
    void nothing_that_an_erased_person_said_is_left_and_what_others_said_is() {
        FakeCloud.open("ana-cal");
        FakeCloud.PROVIDER.personAdds("ana-cal", single("p-1", MARK + " was there before"));
        FakeCloud.open("bob-cal");
        FakeCloud.PROVIDER.personAdds("bob-cal", single("p-2", "Bob was there before"));
        var ana = Person.at(server, MARK);
        var bob = Person.at(server, "bob");
        var words = anaSaysALot(ana, bob);
        until(() -> there("ana-cal").contains(MARK + " from here"), "the push to Ana's");
        until(() -> there("bob-cal").contains(MARK + " at Bob's"), "the push to Bob's");
        assertThat(found(MARK)).as("the mark is found while it is there").isNotEmpty();
        assertThat(found(MARK)).filteredOn(hit -> hit.startsWith("facts")).isEmpty();
        var before = server.bean(Clock.class).instant();
        var carl = Person.at(server, "carl");
        var carlsOwn =
                Map.of("title", "Carl's", "startDate", "2026-12-09", "calendarId", carl.calendar());
        var carls = keyed(carl, "POST", "/api/events", carlsOwn);
        var path = "/api/events/" + words.onBobs();
        var bobs = keyed(bob, "PATCH", path, Map.of("color", "#16a765"));
        assertThat(bobs.status()).as(bobs.text()).isEqualTo(200);
        assertThat(bobs.text()).contains(MARK);

        var begun = begin(token, ana.user().id(), ana.user().username());

        assertThat(begun.status()).as(begun.text()).isEqualTo(202);
        var receipt = ended(begun.json().get("id").asLong());
        assertThat(receipt.json().get("steps")).hasSize(8);
        assertThat(receipt.json().get("unconfirmed")).as(receipt.text()).isEmpty();
        for (var each : List.of("webhookEndpoints", "subscriptions")) {
            assertThat(receipt.json().get("steps").valueStream())
                    .as(each + ": " + receipt.text())
                    .anyMatch(step -> step.at("/counts/" + each).asLong(0) == 1);
        }
        assertThat(receipt.json().get("position").asLong()).isPositive();
        assertThat(receipt.at("/reason")).isEqualTo("ticket 17");
        assertThat(found(MARK)).isEmpty();
        assertThat(ana.get("/api/users/me").status()).isEqualTo(401);
        assertThat(there("ana-cal")).containsExactly(MARK + " was there before");
        assertThat(there("bob-cal")).containsExactlyInAnyOrder("Bob was there before", "(erased)");
        othersReadOn(bob, words, before);
        var facts = bob.get(path + "/history").json().get("data").size();
        var again = keyed(bob, "PATCH", path, Map.of("color", "#16a765"));
        assertThat(again.status()).as(again.text()).isEqualTo(200);
        assertThat(again.header("Idempotency-Replayed")).isEmpty();
        assertThat(again.text()).contains("#16a765").doesNotContain(MARK);
        assertThat(bob.get(path + "/history").json().get("data")).hasSize(facts);
        var replayed = keyed(carl, "POST", "/api/events", carlsOwn);
        assertThat(replayed.header("Idempotency-Replayed")).hasValue("true");
        assertThat(replayed.text()).isEqualTo(carls.text());
        rebuiltIsTheSame();
    }

    private static Map<String, Object> titled(String title, long calendar) {
        return Map.of("title", title, "startDate", "2026-12-09", "calendarId", calendar);
    }

    @Test
    void an_erasure_waits_for_nobody_who_has_to_decide_on_a_rebuild() {
        var word = "kumquat";
        var kim = Person.at(server, "kim");
        var lee = Person.at(server, "lee");
        lee.share(lee.calendar(), kim, "write");
        created(kim.post("/api/events", titled(word, lee.calendar())));
        var odd =
                created(lee.post("/api/events", titled("Odd", lee.calendar()))).get("id").asLong();
        server.bean(MongoDatabase.class)
                .getCollection("entries_v2")
                .updateOne(
                        new Document("_id", odd),
                        new Document("$set", new Document("calendar", 999_999L)));
        var rebuild =
                server.post(
                                token,
                                "/api/operations/rebuilds",
                                Map.of("projection", "entries", "reason", "to see"))
                        .json()
                        .at("/data/0/id");
        var path = "/api/operations/rebuilds/" + rebuild;
        until(() -> server.get(token, path).at("/state").equals("different"), "they differ");

        var begun = begin(token, kim.user().id(), kim.user().username());
        ended(begun.json().get("id").asLong());

        assertThat(server.get(token, path).at("/state")).isEqualTo("different");
        assertThat(found(word)).as("also in what waits").isEmpty();
        var why = Map.of("reason", "to see");
        var stream = "/api/operations/projections/entries/streams/entry-" + odd + "/rebuild";
        assertThat(server.post(token, stream, why).status()).isEqualTo(200);
        assertThat(server.post(token, path + "/cancel", why).status()).isEqualTo(202);
        until(() -> server.get(token, path).at("/state").equals("cancelled"), "it ends");
    }

    private static Answer keyed(Person person, String method, String path, Object body) {
        return person.send(method, path, body, Map.of("Idempotency-Key", "kept-answer"));
    }

    private record Said(long onBobs, long bobsOwn, long bobsComment, long anasComment) {}

    private static Said anaSaysALot(Person ana, Person bob) {
        ana.patch("/api/user/profile", Map.of("firstName", MARK, "eventLabels", List.of(MARK)));
        created(ana.post("/api/api-keys", Map.of("name", MARK)));
        created(ana.post("/api/courses", Map.of("name", MARK, "professor", MARK)));
        created(
                ana.post(
                        "/v1/webhook_endpoints",
                        Map.of("url", "http://localhost:9/" + MARK, "events", List.of("*"))));
        created(
                ana.post(
                        "/v1/subscriptions",
                        Map.of(
                                "resource",
                                "/calendars/primary/events",
                                "notificationUrl",
                                "http://localhost:" + HOOKS.port() + "/" + MARK)));
        created(
                ana.post(
                        "/api/automation/rules",
                        RuleBody.onCreation(MARK, "add_event_tag", Map.of("tag", MARK))));
        created(
                ana.send(
                        "POST",
                        "/api/events",
                        event(MARK + " once", ana.calendar()),
                        Map.of("Idempotency-Key", MARK)));
        created(
                ana.post(
                        "/v1/calendars/primary/events",
                        Map.of(
                                "subject",
                                MARK,
                                "start",
                                Map.of(
                                        "dateTime",
                                        "2026-02-04T12:00:00",
                                        "timezone",
                                        "Europe/Vienna"),
                                "meetingInfo",
                                Map.of(
                                        "attendees",
                                        List.of(
                                                Map.of(
                                                        "emailAddress",
                                                        Map.of(
                                                                "address",
                                                                MARK + "@example.org",
                                                                "name",
                                                                MARK)))))));
        ana.send(
                "POST",
                "/api/calendars/" + ana.calendar() + "/import",
                "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//t//t//EN\r\nBEGIN:VEVENT\r\nUID:a@t\r\n"
                        + "DTSTAMP:20260101T000000Z\r\nDTSTART:20260105T100000Z\r\nSUMMARY:"
                        + MARK
                        + "\r\nX-KEPT:"
                        + MARK
                        + "\r\nRRULE:FREQ=DAILY;COUNT=3\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
                Map.of("Content-Type", "text/calendar"));
        connect(ana, MARK + "@fake.test", "ana-cal");
        until(
                () -> ana.get("/api/events").text().contains(MARK + " was there before"),
                "the first import of Ana's");
        created(
                ana.post(
                        "/api/events",
                        event(MARK + " from here", calendarOf(ana, MARK + " was there before"))));
        connect(bob, "bob@fake.test", "bob-cal");
        until(
                () -> bob.get("/api/events").text().contains("Bob was there before"),
                "the first import of Bob's");
        var shared = calendarOf(bob, "Bob was there before");
        bob.share(shared, ana, "write");
        var onBobs = created(ana.post("/api/events", event(MARK + " at Bob's", shared)));
        var bobsOwn =
                created(
                        bob.post(
                                "/api/events",
                                Map.of(
                                        "title",
                                        "Bob's own",
                                        "description",
                                        "what Bob described",
                                        "startDate",
                                        "2026-12-10",
                                        "calendarId",
                                        bob.calendar())));
        bob.share(bob.calendar(), ana, "write");
        var own = bobsOwn.get("id").asLong();
        assertThat(ana.patch("/api/events/" + own, Map.of("title", MARK + " edits")).status())
                .isEqualTo(200);
        var anasComment =
                created(ana.post("/api/events/" + own + "/comments", Map.of("content", MARK)));
        var bobsComment =
                created(bob.post("/api/events/" + own + "/comments", Map.of("content", "hi")));
        return new Said(
                onBobs.get("id").asLong(),
                own,
                bobsComment.get("id").asLong(),
                anasComment.get("id").asLong());
    }

    private static void othersReadOn(Person bob, Said said, Instant before) {
        var onBobs = bob.get("/api/events/" + said.onBobs());
        assertThat(onBobs.at("/title")).isEqualTo("(erased)");
        assertThat(onBobs.at("/startTime")).isEqualTo("10:00");
        var own = bob.get("/api/events/" + said.bobsOwn());
        assertThat(own.at("/title")).isEqualTo("(erased)");
        assertThat(own.at("/description")).isEqualTo("what Bob described");
        var comments = bob.get("/api/events/" + said.bobsOwn() + "/comments");
        assertThat(comments.text()).contains("\"hi\"").contains("\"(erased)\"");
        for (var path :
                List.of(
                        "/api/events/" + said.bobsOwn() + "/history",
                        "/api/events/" + said.onBobs() + "/history",
                        "/api/calendars/" + bob.calendar() + "/history",
                        "/api/events/" + said.bobsOwn() + "?asOf=" + before,
                        "/api/events/" + said.bobsOwn() + "/comments?asOf=" + before,
                        "/api/events",
                        "/api/calendars")) {
            var answer = bob.get(path);
            assertThat(answer.status()).as(path).isEqualTo(200);
            assertThat(answer.text()).as(path).doesNotContain(MARK);
        }
        for (var path : List.of("/api/audit?limit=100", "/api/audit/export")) {
            var answer = server.get(token, path);
            assertThat(answer.status()).as(path).isEqualTo(200);
            assertThat(answer.text()).as(path).doesNotContain(MARK).contains("entry.created");
        }
    }

    private static void rebuiltIsTheSame() {
        var begun =
                server.post(
                        token,
                        "/api/operations/rebuilds",
                        Map.of("projection", "all", "mode", "verify", "reason", "after it"));
        assertThat(begun.status()).as(begun.text()).isEqualTo(202);
        for (var rebuild : begun.json().get("data")) {
            var path = "/api/operations/rebuilds/" + rebuild.get("id").asLong();
            until(
                    () ->
                            !server.get(token, path).at("/endedAt").isEmpty()
                                    || server.get(token, path).at("/state").equals("different"),
                    "the comparison ends");
            var ended = server.get(token, path);
            assertThat(ended.at("/state")).as(ended.text()).isEqualTo("verified");
            assertThat(ended.json().at("/report/different").asLong()).as(ended.text()).isZero();
            assertThat(ended.json().at("/report/missing").asLong()).as(ended.text()).isZero();
            assertThat(ended.json().at("/report/extra").asLong()).as(ended.text()).isZero();
        }
    }
}
