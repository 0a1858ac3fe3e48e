package almanac.app.api.aurinko;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.app.testing.AlmanacServer;
import almanac.app.testing.Person;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Changes as Server-Sent Events, read as a browser reads them. */
@Timeout(120)
final class AurinkoStreamTest {

    private static final String YEAR = "timeMin=2026-01-01T00:00:00Z&timeMax=2027-01-01T00:00:00Z";

    @TempDir private Path directory = Path.of("");

    private final HttpClient client = HttpClient.newHttpClient();

    /** One event; an id alone has neither name nor data. */
    private record Event(String name, String data, String id) {}

    /** An open stream. */
    private static final class Listening implements AutoCloseable {

        private final BufferedReader lines;

        Listening(HttpResponse<java.io.InputStream> response) {
            this.lines =
                    new BufferedReader(
                            new InputStreamReader(response.body(), StandardCharsets.UTF_8));
        }

        /** Up to and with the next id, or the end. */
        List<Event> page() throws IOException {
            var events = new ArrayList<Event>();
            var name = "";
            var data = "";
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("event: ")) {
                    name = line.substring(7);
                } else if (line.startsWith("data: ")) {
                    data = line.substring(6);
                } else if (line.startsWith("id: ")) {
                    events.add(new Event("", "", line.substring(4)));
                    return events;
                } else if (line.isEmpty() && !name.isEmpty()) {
                    events.add(new Event(name, data, ""));
                    name = "";
                }
            }
            return events;
        }

        /** The next page that holds something; answers it with the id behind. */
        List<Event> news() throws IOException {
            var page = page();
            while (page.size() == 1 && page.getFirst().name().isEmpty()) {
                page = page();
            }
            return page;
        }

        @Override
        public void close() throws IOException {
            lines.close();
        }
    }

    private Listening listen(Person person, String token, Map<String, String> headers)
            throws Exception {
        var request =
                HttpRequest.newBuilder(
                                URI.create(
                                        person.server().url()
                                                + "/v1/calendars/"
                                                + person.calendar()
                                                + "/sync/stream?deltaToken="
                                                + token))
                        .header("Authorization", "Bearer " + person.user().token());
        headers.forEach(request::header);
        var response = client.send(request.build(), BodyHandlers.ofInputStream());
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type").orElse(""))
                .startsWith("text/event-stream");
        return new Listening(response);
    }

    @Test
    void a_stream_tells_what_is_there_what_changes_and_resumes_where_it_broke_off()
            throws Exception {
        var ana = Person.at(AlmanacServer.shared(), "ana");
        var events = "/v1/calendars/primary/events";
        var first = ana.created(events, day("first")).get("id").asString();
        var token = new Mirror(ana, ana.calendar(), 10).start(YEAR).updatedToken();
        String place;
        try (var stream = listen(ana, token, Map.of())) {
            var there = stream.news();
            assertThat(there.getFirst().name()).isEqualTo("updated");
            assertThat(there.getFirst().data()).contains("\"first\"");
            place = there.getLast().id();

            ana.created(events, day("second"));
            var told = stream.news();
            assertThat(told.getFirst().data()).contains("\"second\"");
            place = told.getLast().id();
        }
        ana.delete(events + "/" + first);
        try (var stream = listen(ana, "outdated", Map.of("Last-Event-ID", place))) {
            var told = stream.news();
            assertThat(told.getFirst().name()).isEqualTo("deleted");
            assertThat(told.getFirst().data()).contains("\"id\":\"" + first + "\"");
        }
    }

    @Test
    void a_stream_ends_when_its_credential_does_and_a_user_has_a_few_at_a_time() throws Exception {
        var ana = Person.at(AlmanacServer.shared(), "ana");
        var token = new Mirror(ana, ana.calendar(), 10).start(YEAR).updatedToken();
        var open = new ArrayList<Listening>();
        for (var i = 0; i < 5; i++) {
            var stream = listen(ana, token, Map.of());
            assertThat(stream.page()).hasSize(1);
            open.add(stream);
        }
        var sixth = ana.get("/v1/calendars/primary/sync/stream?deltaToken=" + token);
        assertThat(sixth.status()).isEqualTo(429);
        assertThat(sixth.header("Retry-After")).isPresent();

        ana.post("/api/auth/logout", Map.of("refreshToken", ana.user().refreshToken()));
        // whatever happens next wakes all streams; else the next heartbeat does
        var eve = Person.at(AlmanacServer.shared(), "eve");
        eve.post("/v1/calendars/primary/events", day("Of another"));
        var last = open.getFirst().news();
        assertThat(last.getFirst().name()).isEqualTo("end");
        assertThat(last.getFirst().data()).contains("unauthorized");
        assertThat(open.getFirst().page()).as("nothing follows").isEmpty();
        for (var stream : open) {
            stream.close();
        }
    }

    @Test
    void streams_end_before_the_server_does() throws Exception {
        var server = AlmanacServer.start(directory.resolve("data"));
        var ana = Person.at(server, "ana");
        var token = new Mirror(ana, ana.calendar(), 10).start(YEAR).updatedToken();
        try (var stream = listen(ana, token, Map.of())) {
            assertThat(stream.page()).hasSize(1);
            var began = System.nanoTime();
            server.close();
            while (!stream.page().isEmpty()) {
                // what was on its way
            }
            assertThat(System.nanoTime() - began)
                    .as("nobody waits for a stream to time out")
                    .isLessThan(9_000_000_000L);
        }
    }

    private static Map<String, Object> day(String subject) {
        return Map.of("subject", subject, "start", Map.of("dateOnly", "2026-03-02"));
    }
}
