package almanac.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The range projection is made again while it is read and written. */
final class RebuildScenario {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CREATE =
            """
            {"title":"Meanwhile %d","startDate":"2006-03-30","startTime":"15:30",
             "endDate":"2006-03-30","endTime":"16:00"}\
            """;
    private static final int READS = 1_000;
    private static final int WRITES = 400;

    private RebuildScenario() {}

    /**
     * @param facts how many of entries there are, four each
     */
    static void run(int facts) throws Exception {
        var directory = Files.createTempDirectory("almanac-rebuild");
        var data = directory.resolve("data");
        try (var node = Node.almanac(directory, "-Xmx1g")) {
            var user = register(node.port);
            var token = user.path("access_token").asText();
            var calendar = get(node.port, token, "/api/calendars").get(0).path("id").asLong();
            node.close();
            var before = System.nanoTime();
            Seed.write(
                    data, facts / Seed.FACTS_EACH, calendar, user.path("user").path("id").asLong());
            HttpScenario.print("seeded %,d facts in %,d s".formatted(facts, seconds(before)));
        }
        try (var node = Node.almanac(directory, "-Xmx1g")) {
            measure(node, login(node.port), facts);
        }
    }

    private static void measure(Node node, String token, int facts) throws Exception {
        var before = System.nanoTime();
        while (isBehind(node.port, token) || isUnnoted(node.port, token)) {
            node.await(Duration.ofSeconds(1));
        }
        HttpScenario.print(
                "all projections and policies, and the notary, took %,d s to follow them first"
                        .formatted(seconds(before)));
        load(node.port, token);
        HttpScenario.print("| requests | per second | p50 ms | p99 ms |", "|---|---|---|---|");
        var quiet = load(node.port, token);
        HttpScenario.print(
                quiet.reads().row("range, nothing else"),
                quiet.writes().row("create, nothing else"));

        var begun = System.nanoTime();
        var id =
                post(
                                node.port,
                                token,
                                "/api/operations/rebuilds",
                                "{\"projection\":\"entries\",\"reason\":\"to measure it\"}")
                        .path("data")
                        .get(0)
                        .path("id")
                        .asLong();
        try (var meter = Executors.newSingleThreadExecutor()) {
            var progress = meter.submit(watch(node, token, id, begun));
            var round = 0;
            while (!progress.isDone()) {
                var busy = load(node.port, token);
                round++;
                HttpScenario.print(
                        busy.reads().row("range, rebuild, round " + round),
                        busy.writes().row("create, rebuild, round " + round));
            }
            report(progress, facts);
        }
    }

    private static boolean isBehind(int port, String token) throws IOException {
        for (var processor : get(port, token, "/api/operations/processors").path("data")) {
            if (processor.path("lag").asLong() > 0) {
                return true;
            }
        }
        return false;
    }

    /** The notary goes through all of what was seeded too. */
    private static boolean isUnnoted(int port, String token) throws IOException {
        return get(port, token, "/api/operations/ledger").path("lag").asLong() > 0;
    }

    private record Loads(Load.Result reads, Load.Result writes) {}

    /** A reader and a writer at once. */
    private static Loads load(int port, String token) throws Exception {
        Load.Request day =
                (connection, n) ->
                        connection
                                .get("/api/events?startDate=2006-03-01&endDate=2006-03-02")
                                .status();
        Load.Request create =
                (connection, n) ->
                        connection
                                .post(
                                        "/api/events",
                                        "application/json",
                                        CREATE.formatted(n).getBytes(StandardCharsets.UTF_8))
                                .status();
        try (var threads = Executors.newFixedThreadPool(2)) {
            var reads = threads.submit(() -> Load.run(port, token, 1, READS, day));
            var writes = threads.submit(() -> Load.run(port, token, 1, WRITES, create));
            return new Loads(reads.get(), writes.get());
        }
    }

    private record Done(JsonNode rebuild, long replayed, long ended, long mostMegabytes) {}

    private static Callable<Done> watch(Node node, String token, long id, long begun) {
        return () -> {
            var replayed = 0L;
            var most = 0L;
            while (true) {
                var now = get(node.port, token, "/api/operations/rebuilds/" + id);
                most = Math.max(most, node.residentMegabytes());
                if (replayed == 0 && !now.path("state").asText().equals("replaying")) {
                    replayed = System.nanoTime() - begun;
                }
                var waits = now.path("state").asText().equals("different");
                if (waits || !now.path("endedAt").isNull()) {
                    return new Done(now, replayed, System.nanoTime() - begun, most);
                }
                node.await(Duration.ofMillis(200));
            }
        };
    }

    private static void report(Future<Done> progress, int facts) throws Exception {
        var done = progress.get();
        HttpScenario.print(
                "%s, %s: %,d facts replayed at %,.0f/s; compared and swapped after %.1f s; RSS at most %,d MB"
                        .formatted(
                                done.rebuild().path("state").asText(),
                                done.rebuild().path("report").path("equal").asBoolean()
                                        ? "equal"
                                        : "DIFFERENT",
                                done.rebuild().path("facts").asLong(),
                                facts / (done.replayed() / 1e9),
                                done.ended() / 1e9,
                                done.mostMegabytes()));
    }

    private static JsonNode get(int port, String token, String path) throws IOException {
        try (var connection = new KeepAlive(port, token)) {
            return JSON.readTree(connection.get(path).body());
        }
    }

    private static JsonNode post(int port, String token, String path, String json)
            throws IOException {
        try (var connection = new KeepAlive(port, token)) {
            var answer =
                    connection.post(
                            path, "application/json", json.getBytes(StandardCharsets.UTF_8));
            if (answer.status() >= 300) {
                throw new IOException(path + ": " + answer.status() + " " + answer.text());
            }
            return JSON.readTree(answer.body());
        }
    }

    private static JsonNode register(int port) throws IOException {
        return post(
                port,
                "",
                "/api/auth/register",
                """
                {"username":"bench","email":"bench@example.org","password":"Bench-Mark-2026"}\
                """);
    }

    private static String login(int port) throws IOException {
        return post(
                        port,
                        "",
                        "/api/auth/login",
                        """
                        {"username":"bench","password":"Bench-Mark-2026"}\
                        """)
                .path("access_token")
                .asText();
    }

    private static long seconds(long since) {
        return Duration.ofNanos(System.nanoTime() - since).toSeconds();
    }
}
