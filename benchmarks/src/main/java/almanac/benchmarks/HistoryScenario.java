package almanac.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** What history costs: an event as it was once in a thousand revisions, and all of it exported. */
final class HistoryScenario {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int REVISIONS = 1_000;
    private static final int EXPORTED = 100_000;

    private final int port;
    private final String token;
    private final long user;
    private final HttpClient client = HttpClient.newHttpClient();

    private HistoryScenario(int port) throws IOException, InterruptedException {
        this.port = port;
        var session =
                JSON.readTree(
                        send(
                                "POST",
                                "/api/auth/register",
                                "",
                                """
                                {"username":"bench","email":"bench@example.org","password":"Bench-Mark-2026"}\
                                """));
        this.token = session.path("access_token").asText();
        this.user = session.at("/user/id").asLong();
    }

    /** An event of 1,000 revisions, as of random ones of them; target 20 ms. */
    static void asOf() throws Exception {
        HttpScenario.print("| read | per second | p50 ms | p99 ms |", "|---|---|---|---|");
        try (var node = Node.almanac(Files.createTempDirectory("almanac-asof"), "-Xmx1g")) {
            var scenario = new HistoryScenario(node.port);
            var event = scenario.revised();
            var instants = scenario.instants(event);
            Load.Request now = (connection, n) -> connection.get(event).status();
            Load.Request then =
                    (connection, n) ->
                            connection
                                    .get(event + "?asOf=" + instants.get((int) (n * 7 % REVISIONS)))
                                    .status();
            Load.run(node.port, scenario.token, 1, 500, then);
            HttpScenario.print(
                    Load.run(node.port, scenario.token, 1, 500, now).row("event as it is"));
            HttpScenario.print(
                    Load.run(node.port, scenario.token, 1, 500, then)
                            .row("event as of one of %,d revisions".formatted(REVISIONS)));
        }
    }

    private String revised() throws IOException, InterruptedException {
        var event =
                JSON.readTree(
                        send(
                                "POST",
                                "/api/events",
                                token,
                                "{\"title\":\"revision 0\",\"startDate\":\"2026-03-30\"}"));
        var path = "/api/events/" + event.path("id").asLong();
        for (var revision = 1; revision < REVISIONS; revision++) {
            send("PATCH", path, token, "{\"title\":\"revision " + revision + "\"}");
        }
        return path;
    }

    private List<String> instants(String event) throws IOException, InterruptedException {
        var instants = new ArrayList<String>();
        for (var page = 1; instants.size() < REVISIONS; page++) {
            var items =
                    JSON.readTree(send("GET", event + "/history?limit=100&page=" + page, token, ""))
                            .path("data");
            for (JsonNode item : items) {
                instants.add(item.path("at").asText());
            }
        }
        return instants;
    }

    /** Everything as NDJSON; target 50,000 facts/s. */
    static void export() throws Exception {
        HttpScenario.print("| export | facts/s | MB/s | RSS MB after |", "|---|---|---|---|");
        try (var node = Node.almanac(Files.createTempDirectory("almanac-export"), "-Xmx512m")) {
            var scenario = new HistoryScenario(node.port);
            scenario.fill();
            for (var round = 1; round <= 6; round++) {
                HttpScenario.print(scenario.exported(round, node));
            }
        }
    }

    private void fill() throws IOException, InterruptedException {
        send("PUT", "/api/admin/users/" + user + "/roles/auditor", token, "{}");
        var calendar = JSON.readTree(send("GET", "/api/calendars", token, "")).get(0).path("id");
        var request =
                request("/api/calendars/" + calendar.asLong() + "/import", token)
                        .header("Content-Type", "text/calendar")
                        .POST(
                                BodyPublishers.ofString(
                                        CalendarFile.around(
                                                EXPORTED, 100, LocalDate.of(2026, 6, 1))))
                        .build();
        var answer = client.send(request, BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IOException("import: " + answer.statusCode());
        }
    }

    private String exported(int round, Node node) throws IOException, InterruptedException {
        var begun = System.nanoTime();
        var answer =
                client.send(
                        request("/api/audit/export", token).build(), BodyHandlers.ofInputStream());
        var lines = 0L;
        var bytes = 0L;
        try (var in = new BufferedInputStream(answer.body())) {
            var buffer = new byte[1 << 16];
            for (var read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                bytes += read;
                for (var index = 0; index < read; index++) {
                    lines += buffer[index] == '\n' ? 1 : 0;
                }
            }
        }
        var seconds = (System.nanoTime() - begun) / 1e9;
        if (answer.statusCode() != 200 || lines < EXPORTED) {
            throw new IOException("export: " + answer.statusCode() + ", " + lines + " lines");
        }
        return "| %,d facts, round %d | %,.0f | %.1f | %d |"
                .formatted(
                        lines,
                        round,
                        lines / seconds,
                        bytes / 1e6 / seconds,
                        node.residentMegabytes());
    }

    private HttpRequest.Builder request(String path, String credential) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        return credential.isEmpty()
                ? request
                : request.header("Authorization", "Bearer " + credential);
    }

    private String send(String method, String path, String credential, String json)
            throws IOException, InterruptedException {
        var body = method.equals("GET") ? BodyPublishers.noBody() : BodyPublishers.ofString(json);
        var request =
                request(path, credential)
                        .header("Content-Type", "application/json")
                        .method(method, body)
                        .build();
        var answer = client.send(request, BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IOException(method + " " + path + ": " + answer.body());
        }
        return answer.body();
    }
}
