package almanac.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.LocalDate;
import java.util.concurrent.ExecutionException;

/** The whole server under load over HTTP: creates, ranges, an import, start and memory. */
final class HttpScenario {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CREATE =
            """
            {"title":"School pickup %d","startDate":"2026-03-30","startTime":"15:30",
             "endDate":"2026-03-30","endTime":"16:00","tags":["family","kids"]}\
            """;

    private HttpScenario() {}

    /** Start-up time and idle memory. */
    static void start() throws Exception {
        print("| start | seconds | idle RSS MB |", "|---|---|---|");
        for (var launch : Launch.values()) {
            var prepared = launch.prepared();
            for (var round = 1; round <= 3; round++) {
                try (var node = prepared.start()) {
                    node.await(Duration.ofSeconds(10));
                    print(
                            "| %s, round %d | %.1f | %d |"
                                    .formatted(
                                            launch.label(),
                                            round,
                                            node.started.toMillis() / 1000.0,
                                            node.residentMegabytes()));
                }
            }
        }
    }

    /** Durable creates at 1 and 16 connections, against a bare insert over HTTP, both warm. */
    static void creates() throws Exception {
        print("| request | per second | p50 ms | p99 ms |", "|---|---|---|---|");
        try (var node = Node.almanac(Files.createTempDirectory("almanac-load"))) {
            var token = register(node.port).path("access_token").asText();
            Load.Request create =
                    (connection, n) ->
                            post(connection, "/api/events", CREATE.formatted(n)).status();
            Load.warm(node.port, token, 16, 500, create);
            print(Load.run(node.port, token, 1, 3000, create).row("create event, 1 connection"));
            print(Load.run(node.port, token, 16, 1500, create).row("create event, 16 connections"));
            print("RSS after load: " + node.residentMegabytes() + " MB");
        }
        try (var node = Node.bareInsert(Files.createTempDirectory("almanac-bare"))) {
            Load.Request insert =
                    (connection, n) -> post(connection, "/", CREATE.formatted(n)).status();
            Load.warm(node.port, "", 16, 500, insert);
            print(Load.run(node.port, "", 1, 3000, insert).row("bare insert, 1 connection"));
            print(Load.run(node.port, "", 16, 1500, insert).row("bare insert, 16 connections"));
        }
    }

    /**
     * A month with 100 events and one with 850 in calendars of 1,000, 10,000 and 100,000 entries
     * with 5 % series: the rest lies in the 20 years before.
     */
    static void ranges() throws Exception {
        print("| range | per second | p50 ms | p99 ms |", "|---|---|---|---|");
        for (var entries : new int[] {1_000, 10_000, 100_000}) {
            try (var node = Node.almanac(Files.createTempDirectory("almanac-range"), "-Xmx1g")) {
                var token = register(node.port).path("access_token").asText();
                importAll(
                        node.port,
                        token,
                        CalendarFile.around(entries - 850, 100, LocalDate.of(2026, 6, 1)));
                importAll(
                        node.port, token, CalendarFile.around(850, 850, LocalDate.of(2026, 9, 1)));
                print(month(node.port, token, "2026-06-01", "2026-06-30", entries));
                print(month(node.port, token, "2026-09-01", "2026-09-30", entries));
            }
        }
    }

    private static String month(int port, String token, String first, String last, int entries)
            throws Exception {
        var path = "/api/events?startDate=" + first + "&endDate=" + last;
        Load.Request month = (connection, n) -> connection.get(path).status();
        Load.run(port, token, 1, 1000, month);
        try (var connection = new KeepAlive(port, token)) {
            var size = JSON.readTree(connection.get(path).body()).size();
            return Load.run(port, token, 1, 500, month)
                    .row("month of %d in %,d entries".formatted(size, entries));
        }
    }

    /** The first page of a list, unfiltered and filtered, in calendars of four sizes. */
    static void lists() throws Exception {
        print("| first page | per second | p50 ms | p99 ms |", "|---|---|---|---|");
        for (var entries : new int[] {100, 1_000, 10_000, 100_000}) {
            try (var node = Node.almanac(Files.createTempDirectory("almanac-list"), "-Xmx1g")) {
                var token = register(node.port).path("access_token").asText();
                importAll(node.port, token, ListScenario.file(entries));
                try (var connection = new KeepAlive(node.port, token)) {
                    ListScenario.check(connection, "/api/calendar/events", entries);
                }
                for (var question : ListScenario.questions().entrySet()) {
                    var path = "/api/calendar/events" + question.getValue();
                    Load.Request page = (connection, n) -> connection.get(path).status();
                    Load.run(node.port, token, 1, 1000, page);
                    print(
                            Load.run(node.port, token, 1, 500, page)
                                    .row("%s, %,d events".formatted(question.getKey(), entries)));
                }
            }
        }
    }

    /** An import of 10,000 single events and series in one file. */
    static void imports() throws Exception {
        for (var launch : Launch.values()) {
            try (var node = launch.prepared().start()) {
                var token = register(node.port).path("access_token").asText();
                for (var round = 1; round <= 2; round++) {
                    var file = CalendarFile.around(10_000, 100, LocalDate.of(2026 + round, 6, 1));
                    var before = System.nanoTime();
                    importAll(node.port, token, file);
                    var seconds = (System.nanoTime() - before) / 1e9;
                    print(
                            "import of 10,000, %s, round %d: %,.0f events/s"
                                    .formatted(launch.label(), round, 10_000 / seconds));
                }
            }
        }
    }

    private static void importAll(int port, String token, String file)
            throws IOException, InterruptedException, ExecutionException {
        try (var connection = new KeepAlive(port, token)) {
            var calendar =
                    JSON.readTree(connection.get("/api/calendars").body())
                            .get(0)
                            .path("id")
                            .asLong();
            importTo(port, token, calendar, file);
        }
    }

    /** An import into that calendar; fails unless everything was taken. */
    static void importTo(int port, String token, long calendar, String file) throws IOException {
        try (var connection = new KeepAlive(port, token)) {
            var answer =
                    connection.post(
                            "/api/calendars/" + calendar + "/import",
                            "text/calendar",
                            file.getBytes(StandardCharsets.UTF_8));
            var report = JSON.readTree(answer.body());
            if (answer.status() >= 300 || report.path("rejected").asInt() > 0) {
                throw new IOException(
                        "import failed: "
                                + answer.status()
                                + " "
                                + answer.text().substring(0, 300));
            }
        }
    }

    static JsonNode register(int port) throws IOException {
        try (var connection = new KeepAlive(port, "")) {
            var answer =
                    post(
                            connection,
                            "/api/auth/register",
                            """
                            {"username":"bench","email":"bench@example.org","password":"Bench-Mark-2026"}\
                            """);
            if (answer.status() != 201) {
                throw new IOException("register: " + answer.status() + " " + answer.text());
            }
            return JSON.readTree(answer.body());
        }
    }

    private static KeepAlive.Answer post(KeepAlive connection, String path, String json)
            throws IOException {
        return connection.post(path, "application/json", json.getBytes(StandardCharsets.UTF_8));
    }

    @SuppressWarnings("SystemOut") // a benchmark's table is its output
    static void print(String... lines) {
        for (var line : lines) {
            System.out.println(line);
        }
    }
}
