package almanac.app.console;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.app.testing.AlmanacServer;
import almanac.app.testing.Person;
import almanac.simulated.Forms;
import com.mongodb.client.MongoDatabase;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.bson.Document;

/** A server with people, a history, a dead letter and a connected account. */
final class Household implements AutoCloseable {

    /** What a careless page would run. */
    static final String SCRIPT = "<img src=x onerror=\"document.title='hacked'\">";

    private static final String FAMILY = "family@group.calendar.example.com";

    final AlmanacServer server;
    final Person operator;
    final Person auditor;
    final Person user;

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
        connect();
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

    /** As a browser fills in the consent page, then the family's calendar is tied. */
    private void connect() throws IOException, InterruptedException {
        var page = user.get("/api/calendar-sync/auth/google").at("/authUrl");
        var grant =
                Map.of(
                        "account",
                        "sam@example.com",
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
        user.created(
                "/api/calendar-sync/sync",
                Map.of(
                        "provider",
                        "google",
                        "calendars",
                        List.of(
                                Map.of(
                                        "externalId",
                                        FAMILY,
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

    static void until(BooleanSupplier condition) {
        var end = System.nanoTime() + 30_000_000_000L;
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(end);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
