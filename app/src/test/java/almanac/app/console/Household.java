package almanac.app.console;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.app.simulated.SimulatedProviders;
import almanac.app.testing.AlmanacServer;
import almanac.app.testing.Person;
import almanac.app.testing.Waiting;
import almanac.simulated.Forms;
import almanac.simulated.google.SimulatedGoogle;
import com.mongodb.client.MongoDatabase;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.bson.Document;

/** A server with people, a history, a dead letter and a connected account. */
final class Household implements AutoCloseable {

    /** What a careless page would run. */
    static final String SCRIPT = "<img src=x onerror=\"document.title='hacked'\">";

    final AlmanacServer server;
    final Person operator;
    final Person auditor;
    final Person user;
    final SimulatedGoogle google;

    Household(Path data) throws IOException, InterruptedException {
        server =
                AlmanacServer.start(
                        data,
                        "--almanac.security.registrations-per-minute=1000",
                        "--almanac.security.logins-per-minute=1000");
        operator = exactly("olivia");
        auditor = exactly("audrey");
        user = exactly("ursula");
        grant(operator);
        grant(auditor);
        for (var i = 0; i < 40; i++) {
            write("Standup " + i);
        }
        google = server.bean(SimulatedProviders.class).google();
        google.person()
                .create(
                        SimulatedGoogle.KIM,
                        """
                        {"summary": "Kim's supper", "start": {"date": "2026-12-08"}, \
                        "end": {"date": "2026-12-09"}}\
                        """);
        connect(user, SimulatedGoogle.SAM, SimulatedGoogle.FAMILY);
        connect(operator, SimulatedGoogle.KIM, SimulatedGoogle.KIM);
        letter();
    }

    private Person exactly(String name) {
        var registered = server.registerExactly(name);
        var calendars = server.get(registered.token(), "/api/calendars").json();
        return new Person(server, registered, calendars.get(0).get("id").asLong());
    }

    private void grant(Person person) {
        var role = "/api/admin/users/" + person.user().id() + "/roles/auditor";
        assertThat(operator.send("PUT", role, "{}", Map.of()).status()).isEqualTo(200);
    }

    /** An event of the user; answers its number. */
    long write(String title) {
        return user.created(
                        "/api/events",
                        Map.of("title", title, "startDate", "2026-12-07", "startTime", "09:00"))
                .get("id")
                .asLong();
    }

    /** As a browser fills in the consent page, then a calendar of the account is tied. */
    private void connect(Person person, String account, String calendar)
            throws IOException, InterruptedException {
        var page = person.get("/api/calendar-sync/auth/google").at("/authUrl");
        var grant =
                Map.of(
                        "account",
                        account,
                        "decision",
                        "allow",
                        "grant",
                        "https://www.googleapis.com/auth/calendar.events"
                                + " https://www.googleapis.com/auth/calendar.calendarlist.readonly");
        try (var browser =
                HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build()) {
            var end =
                    browser.send(
                            HttpRequest.newBuilder(URI.create(page))
                                    .header("Content-Type", "application/x-www-form-urlencoded")
                                    .POST(HttpRequest.BodyPublishers.ofString(Forms.write(grant)))
                                    .build(),
                            BodyHandlers.ofString());
            assertThat(end.body()).contains("Calendar connected");
        }
        person.created(
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
                                        "Family",
                                        "bidirectionalSync",
                                        true))));
    }

    /** The policy that opens first calendars meets a number that is none. */
    private void letter() {
        var next = user.user().id() + 1;
        server.bean(MongoDatabase.class)
                .getCollection("edge_first_calendars")
                .insertOne(new Document("_id", next).append("calendar", "no number"));
        assertThat(server.registerExactly("vera").id()).isEqualTo(next);
        until(() -> letters() == 1);
    }

    int letters() {
        return operator.get("/api/operations/dead-letters").json().get("data").size();
    }

    /** What the runs of the operator's connection did, as it is answered. */
    String runs() {
        var all = operator.get("/api/operations/connections").json().get("data");
        return operator.get(
                        "/api/operations/connections/"
                                + all.get(0).get("id").asLong()
                                + "/sync-runs")
                .text();
    }

    static void until(BooleanSupplier condition) {
        Waiting.until(Duration.ofSeconds(30), condition);
    }

    @Override
    public void close() {
        server.close();
    }
}
