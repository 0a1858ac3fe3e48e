package almanac.app.api.operations;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.app.testing.AlmanacServer;
import almanac.app.testing.Person;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What operators follow, over HTTP. */
@Timeout(120)
final class LiveTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir private Path data = Path.of("");

    /** One state with its id. */
    private record Told(String id, JsonNode state) {
        long position(String processor) {
            for (var each : state.get("processors")) {
                if (each.get("name").asString().equals(processor)) {
                    return each.get("position").asLong();
                }
            }
            throw new AssertionError(processor);
        }
    }

    /** An open stream. */
    private static final class Listening implements AutoCloseable {

        private final HttpClient client = HttpClient.newHttpClient();
        private final BufferedReader lines;

        Listening(Person operator) throws Exception {
            var request =
                    HttpRequest.newBuilder(
                                    URI.create(operator.server().url() + "/api/operations/stream"))
                            .header("Authorization", "Bearer " + operator.user().token())
                            .build();
            var response = client.send(request, BodyHandlers.ofInputStream());
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.headers().firstValue("Content-Type").orElse(""))
                    .startsWith("text/event-stream");
            lines =
                    new BufferedReader(
                            new InputStreamReader(response.body(), StandardCharsets.UTF_8));
        }

        Told next() throws IOException {
            var data = "";
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("data: ")) {
                    data = line.substring(6);
                } else if (line.startsWith("id: ") && !data.isEmpty()) {
                    return new Told(line.substring(4), JSON.readTree(data));
                }
            }
            throw new AssertionError("the stream ended");
        }

        @Override
        public void close() throws IOException {
            lines.close();
            client.shutdownNow();
        }
    }

    @Test
    void a_write_moves_what_operators_follow() throws Exception {
        try (var server = AlmanacServer.start(data)) {
            var boss = Person.at(server, "boss");
            try (var stream = new Listening(boss)) {
                var told = stream.next();
                assertThat(told.state().get("processors").size()).isEqualTo(13);
                assertThat(told.state().get("rebuilds").size()).isZero();
                var before = told.position("entries");
                boss.created("/api/events", Map.of("title", "new", "startDate", "2026-03-02"));
                while (told.position("entries") <= before) {
                    told = stream.next();
                }
                assertThat(told.id()).isNotEmpty();
            }
        }
    }

    @Test
    void a_user_has_a_few_streams_and_all_end_with_the_server() throws Exception {
        var server = AlmanacServer.start(data);
        var boss = Person.at(server, "boss");
        var open = new ArrayList<Listening>();
        for (var i = 0; i < 5; i++) {
            open.add(new Listening(boss));
        }
        assertThat(boss.get("/api/operations/stream").status()).isEqualTo(429);
        var began = System.nanoTime();
        server.close();
        assertThat(System.nanoTime() - began).isLessThan(9_000_000_000L);
        for (var stream : open) {
            stream.close();
        }
    }
}
