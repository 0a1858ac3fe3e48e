package almanac.app.sync;

import static almanac.app.sync.Contents.single;
import static almanac.app.sync.Contents.with;
import static org.assertj.core.api.Assertions.assertThat;

import almanac.app.testing.AlmanacServer;
import almanac.app.testing.Answer;
import almanac.app.testing.Waiting;
import almanac.embedded.EmbeddedMongo;
import almanac.entry.Change;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Two whole nodes that share a store, a provider without a network, and nothing but HTTP. */
final class SyncOverHttpTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static EmbeddedMongo store;
    private static AlmanacServer one;
    private static AlmanacServer two;

    @BeforeAll
    static void start() {
        store = EmbeddedMongo.inMemory();
        var database = "sync-" + new ObjectId();
        one = node(database);
        two = node(database);
    }

    private static AlmanacServer node(String database) {
        return AlmanacServer.startWith(
                List.of(FakeCloud.Beans.class),
                AlmanacServer.temporaryDirectory(),
                "--almanac.store=mongodb",
                "--spring.mongodb.uri=" + store.uri(),
                "--almanac.database=" + database,
                "--almanac.frontend-url=https://cal.example/app/",
                "--almanac.security.jwt-secret=two-nodes-share-one-secret-of-32-bytes",
                "--almanac.security.vault-key=dHdvLW5vZGVzLXNoYXJlLW9uZS1rZXktb2YtMzItYiE=",
                "--almanac.security.ledger-key=dHdvLW5vZGVzLXNpZ24td2l0aC1vbmUta2V5LW9rISE=");
    }

    @AfterAll
    static void stop() {
        two.close();
        one.close();
        store.close();
    }

    /** A user who has connected an account. */
    private static String connected(String name) {
        var token = one.register(name).token();
        var authorization = one.get(token, "/api/calendar-sync/auth/google");
        assertThat(authorization.status()).as(authorization.text()).isEqualTo(200);
        var state = parameter(authorization.at("/authUrl"), "state");
        var code = FakeCloud.AUTHORIZER.consent(name + "@fake.test");
        var back =
                two.get(
                        null,
                        "/api/calendar-sync/callback/google?code=" + code + "&state=" + state);
        assertThat(back.status()).as(back.text()).isEqualTo(302);
        assertThat(back.header("Location").orElseThrow()).contains("success=connected");
        return token;
    }

    private static String parameter(String url, String name) {
        for (var pair : URI.create(url).getQuery().split("&")) {
            if (pair.startsWith(name + "=")) {
                return pair.substring(name.length() + 1);
            }
        }
        throw new AssertionError(url);
    }

    private static void map(String token, List<String> calendars) {
        eventually(() -> listed(token).containsAll(calendars), "the calendars are listed");
        var answer =
                one.post(
                        token,
                        "/api/calendar-sync/sync",
                        Map.of(
                                "provider",
                                "google",
                                "calendars",
                                calendars.stream()
                                        .map(each -> Map.of("externalId", each, "localName", each))
                                        .toList()));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    }

    private static List<String> listed(String token) {
        var ids = new ArrayList<String>();
        two.get(token, "/api/calendar-sync/status")
                .json()
                .at("/providers/0/calendars")
                .forEach(calendar -> ids.add(calendar.get("id").asString()));
        return ids;
    }

    private static List<String> titles(AlmanacServer server, String token) {
        var titles = new ArrayList<String>();
        server.get(token, "/api/events").json().forEach(e -> titles.add(e.get("title").asString()));
        return titles;
    }

    private static List<String> there(String calendar) {
        return FakeCloud.PROVIDER.objects(calendar).stream()
                .map(each -> each.content().details().title())
                .toList();
    }

    private static void eventually(BooleanSupplier holds, String what) {
        Waiting.until(PATIENCE, () -> what, holds);
    }

    @Test
    void edits_cross_in_both_directions_whichever_node_hears_of_them() {
        FakeCloud.open("cross");
        FakeCloud.PROVIDER.personAdds("cross", single("p-1", "From there"));
        var token = connected("cross");
        map(token, List.of("cross"));
        eventually(() -> titles(two, token).contains("From there"), "the first import");

        var created =
                one.post(
                        token,
                        "/api/events",
                        Map.of(
                                "title",
                                "From here",
                                "startDate",
                                "2026-12-09",
                                "calendarId",
                                calendarOf(token, "From there")));
        assertThat(created.status()).as(created.text()).isEqualTo(201);
        eventually(() -> there("cross").contains("From here"), "the push");

        eventually(() -> FakeCloud.PROVIDER.openChannels() > 0, "a channel");
        var object = FakeCloud.PROVIDER.objects("cross").getFirst().id();
        deliver();
        FakeCloud.PROVIDER.personEdits("cross", object, with(new Change.Title("Edited there")));
        deliver();
        eventually(() -> titles(one, token).contains("Edited there"), "the webhook");

        var id = created.at("/id");
        var trace = two.get(token, "/api/events/" + id + "/sync-trace");
        assertThat(trace.status()).as(trace.text()).isEqualTo(200);
        assertThat(trace.text().toLowerCase(java.util.Locale.ROOT)).contains("created");
    }

    private static long calendarOf(String token, String title) {
        for (JsonNode event : one.get(token, "/api/events").json()) {
            if (event.get("title").asString().equals(title)) {
                return event.get("calendarId").asLong();
            }
        }
        throw new AssertionError(title);
    }

    /** Tells either node what the provider wants to tell. */
    private static void deliver() {
        var server = one;
        for (var next = FakeCloud.webhook(); next.isPresent(); next = FakeCloud.webhook()) {
            var answer = post(server, next.get().channel(), next.get().secret());
            assertThat(answer.status()).isIn(200, 404);
            server = server == one ? two : one;
        }
    }

    private static Answer post(AlmanacServer server, String channel, String secret) {
        return server.exchange(
                "POST",
                "/webhooks/google",
                null,
                Map.of(
                        "X-Goog-Channel-ID", channel,
                        "X-Goog-Channel-Token", secret,
                        "X-Goog-Resource-State", "exists"));
    }

    @Test
    void two_nodes_share_many_mappings_and_make_nothing_twice() {
        var calendars = new ArrayList<String>();
        for (var c = 0; c < 6; c++) {
            var calendar = "shared-" + c;
            calendars.add(calendar);
            FakeCloud.open(calendar);
            for (var i = 0; i < 8; i++) {
                FakeCloud.PROVIDER.personAdds(
                        calendar, single("s-" + c + "-" + i, "There " + c + "/" + i));
            }
        }
        var token = connected("shared");
        map(token, calendars);
        eventually(() -> titles(one, token).size() >= 48, "all imports");
        for (var c = 0; c < 6; c++) {
            var answer =
                    (c % 2 == 0 ? one : two)
                            .post(
                                    token,
                                    "/api/events",
                                    Map.of(
                                            "title",
                                            "Here " + c,
                                            "startDate",
                                            "2026-12-09",
                                            "calendarId",
                                            calendarOf(token, "There " + c + "/0")));
            assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        }
        for (var c = 0; c < 6; c++) {
            var number = c;
            eventually(
                    () -> there("shared-" + number).contains("Here " + number), "push " + number);
        }
        var forced = one.post(token, "/api/calendar-sync/force", Map.of());
        assertThat(forced.status()).as(forced.text()).isEqualTo(201);

        assertThat(titles(two, token)).hasSize(54).doesNotHaveDuplicates();
        for (var calendar : calendars) {
            assertThat(there(calendar)).hasSize(9).doesNotHaveDuplicates();
        }
    }

    @Test
    void after_a_disconnect_what_was_mirrored_stays_and_nothing_is_pushed() {
        FakeCloud.open("gone");
        FakeCloud.PROVIDER.personAdds("gone", single("g-1", "Stays"));
        var token = connected("gone");
        map(token, List.of("gone"));
        eventually(() -> titles(one, token).contains("Stays"), "the import");
        var calendar = calendarOf(token, "Stays");

        var answer = two.post(token, "/api/calendar-sync/disconnect/google", Map.of());
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        one.post(
                token,
                "/api/events",
                Map.of("title", "Later", "startDate", "2026-12-09", "calendarId", calendar));

        assertThat(titles(two, token)).contains("Stays", "Later");
        assertThat(
                        one.get(token, "/api/calendar-sync/status")
                                .json()
                                .at("/providers/0/isConnected")
                                .asBoolean())
                .isFalse();
        assertThat(there("gone")).containsExactly("Stays");
    }
}
