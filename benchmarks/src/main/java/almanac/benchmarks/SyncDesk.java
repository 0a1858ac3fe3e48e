package almanac.benchmarks;

import almanac.simulated.Forms;
import almanac.simulated.NoticesOverHttp;
import almanac.simulated.Simulator;
import almanac.simulated.SimulatorServer;
import almanac.simulated.google.SimulatedGoogle;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A node whose Google is simulated by this process, so that what the provider costs is not counted
 * as the node's.
 */
final class SyncDesk implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String LIST = "/events";
    static final String SCOPES =
            "https://www.googleapis.com/auth/calendar.events"
                    + " https://www.googleapis.com/auth/calendar.calendarlist.readonly";

    final SimulatedGoogle google;
    final SimulatorServer simulator;
    final AtomicLong asked = new AtomicLong();
    final Node node;
    private final NoticesOverHttp notices = new NoticesOverHttp();
    private final HttpClient browser =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build();

    /**
     * @param perPage how long Google takes for a page of a list
     * @param jvmOptions of the node
     */
    SyncDesk(Duration perPage, String... jvmOptions) throws IOException, InterruptedException {
        google = new SimulatedGoogle(Clock.systemUTC(), notices);
        simulator = SimulatorServer.start(request -> answer(request, perPage));
        try {
            node = started(simulator.root(), jvmOptions);
        } catch (IOException | InterruptedException | RuntimeException failed) {
            closeSimulator();
            throw failed;
        }
    }

    private static Node started(URI root, String... jvmOptions)
            throws IOException, InterruptedException {
        return Node.almanac(
                Files.createTempDirectory("almanac-sync"),
                port ->
                        new String[] {
                            "--almanac.public-url=http://localhost:" + port,
                            "--almanac.security.registrations-per-minute=1000000",
                            "--almanac.providers.google.client-id=bench",
                            "--almanac.providers.google.client-secret=bench",
                            "--almanac.providers.google.authorize-url="
                                    + root.resolve("o/oauth2/v2/auth"),
                            "--almanac.providers.google.token-url=" + root.resolve("token"),
                            "--almanac.providers.google.revoke-url=" + root.resolve("revoke"),
                            "--almanac.providers.google.api-url=" + root
                        },
                jvmOptions);
    }

    private Simulator.Response answer(Simulator.Request request, Duration perPage) {
        asked.incrementAndGet();
        if (request.method().equals("GET") && request.path().endsWith(LIST)) {
            pause(perPage);
        }
        return google.answer(request);
    }

    static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Registers somebody; answers their connection to the server. */
    KeepAlive person(String name) throws IOException {
        try (var anonymous = new KeepAlive(node.port, "")) {
            var answer =
                    post(
                            anonymous,
                            "/api/auth/register",
                            """
                            {"username":"%1$s","email":"%1$s@example.org","password":"Correct-Horse-7"}\
                            """
                                    .formatted(name));
            return new KeepAlive(node.port, answer.path("access_token").asText());
        }
    }

    /** Connects an account of the simulated Google on its consent page. */
    void connect(KeepAlive person, String account) throws IOException, InterruptedException {
        var page =
                URI.create(get(person, "/api/calendar-sync/auth/google").path("authUrl").asText());
        var end = consent(page, account);
        if (!end.contains("success=connected")) {
            throw new IOException("not connected: " + end);
        }
    }

    /** Fills a consent page in; answers where the browser ends. */
    String consent(URI page, String account) throws IOException, InterruptedException {
        var form = Map.of("account", account, "decision", "allow", "grant", SCOPES);
        var sent =
                browser.send(
                        HttpRequest.newBuilder(page)
                                .POST(HttpRequest.BodyPublishers.ofString(Forms.write(form)))
                                .build(),
                        BodyHandlers.ofString());
        return sent.uri().toString();
    }

    void map(KeepAlive person, String calendar, String name) throws IOException {
        post(
                person,
                "/api/calendar-sync/sync",
                """
                {"provider":"google","calendars":[{"externalId":"%s","localName":"%s"}]}\
                """
                        .formatted(calendar, name));
    }

    /** A calendar that is mapped, as the status shows it. */
    JsonNode mapped(KeepAlive person, String calendar) throws IOException {
        var all = get(person, "/api/calendar-sync/status").at("/providers/0/syncedCalendars");
        for (var each : all) {
            if (each.path("externalId").asText().equals(calendar)) {
                return each;
            }
        }
        throw new IOException("not mapped: " + calendar + " in " + all);
    }

    static JsonNode get(KeepAlive connection, String path) throws IOException {
        return read(path, connection.get(path));
    }

    static JsonNode post(KeepAlive connection, String path, String body) throws IOException {
        return read(
                path,
                connection.post(path, "application/json", body.getBytes(StandardCharsets.UTF_8)));
    }

    private static JsonNode read(String path, KeepAlive.Answer answer) throws IOException {
        if (answer.status() >= 300) {
            throw new IOException(path + ": " + answer.status() + " " + answer.text());
        }
        return JSON.readTree(answer.body());
    }

    @Override
    public void close() {
        node.close();
        closeSimulator();
    }

    private void closeSimulator() {
        simulator.close();
        notices.close();
        browser.close();
    }
}
