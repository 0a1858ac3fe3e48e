package almanac.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.LocalDate;

/** What it costs to keep a copy of a calendar: the first load, and asking when nothing changed. */
final class FeedScenario {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int IN_CALENDAR = 100_000;
    private static final int PAGE = 1_000;
    private static final int POLLS = 3_000;
    private static final LocalDate MONTH = LocalDate.of(2026, 6, 1);
    private static final String SCRAPER = "a-scraper-of-this-benchmark-alone";
    private static final String EVER =
            "?timeMin=1990-01-01T00:00:00Z&timeMax=2100-01-01T00:00:00Z&autoExpand=false";

    private FeedScenario() {}

    /**
     * Loads a calendar of 100,000 events in pages, then fills the store and asks for changes.
     *
     * @param events in the store in the end
     */
    static void feed(int events) throws Exception {
        try (var node =
                Node.almanac(
                        Files.createTempDirectory("almanac-feed"),
                        port -> new String[] {"--almanac.security.metrics-token=" + SCRAPER},
                        "-Xmx2g")) {
            var key = key(node.port);
            HttpScenario.importTo(node.port, key, calendar(node.port, key), file(0, IN_CALENDAR));
            HttpScenario.print("| first load of 100,000 events | events/s |", "|---|---|");
            for (var round = 1; round <= 3; round++) {
                load(node.port, key, round);
            }
            for (var there = IN_CALENDAR; there < events; there += IN_CALENDAR) {
                var count = Math.min(IN_CALENDAR, events - there);
                var number = there / IN_CALENDAR;
                HttpScenario.importTo(
                        node.port, key, newCalendar(node.port, key, number), file(number, count));
            }
            polls(node.port, key, events);
        }
    }

    private static void load(int port, String key, int round) throws IOException {
        try (var connection = new KeepAlive(port, key)) {
            var begun = System.nanoTime();
            var query = "deltaToken=" + started(connection).path("syncUpdatedToken").asText();
            var count = 0;
            while (true) {
                var page =
                        get(
                                connection,
                                "/v1/calendars/primary/sync/updated?limit=" + PAGE + "&" + query);
                count += page.path("length").asInt();
                if (page.has("nextDeltaToken")) {
                    break;
                }
                query = "pageToken=" + page.path("nextPageToken").asText();
            }
            var seconds = (System.nanoTime() - begun) / 1e9;
            if (count != IN_CALENDAR) {
                throw new IOException(count + " events were told");
            }
            HttpScenario.print(
                    "| pages of %,d, round %d | %,.0f |"
                            .formatted(PAGE, round, IN_CALENDAR / seconds));
        }
    }

    private static void polls(int port, String key, int events) throws Exception {
        String updated;
        String deleted;
        try (var connection = new KeepAlive(port, key)) {
            var started = started(connection);
            updated = caughtUp(connection, "updated", started.path("syncUpdatedToken").asText());
            deleted = caughtUp(connection, "deleted", started.path("syncDeletedToken").asText());
        }
        HttpScenario.print(
                "| no change, %,d events in the store | per second | p50 ms | p99 ms | server's mean ms |"
                        .formatted(events),
                "|---|---|---|---|---|");
        poll(port, key, "updated", updated);
        poll(port, key, "deleted", deleted);
    }

    private static void poll(int port, String key, String what, String token) throws Exception {
        var path = "/v1/calendars/primary/sync/" + what + "?deltaToken=" + token;
        Load.Request poll = (connection, n) -> connection.get(path).status();
        Load.run(port, key, 1, POLLS, poll);
        var before = told(port, what);
        var row = Load.run(port, key, 1, POLLS, poll).row(what);
        var after = told(port, what);
        var millis = (after.seconds() - before.seconds()) * 1_000;
        HttpScenario.print("%s %.2f |".formatted(row, millis / (after.count() - before.count())));
    }

    /** What the server itself says of such requests. */
    private record Told(double seconds, double count) {}

    private static Told told(int port, String what) throws IOException {
        try (var connection = new KeepAlive(port, SCRAPER)) {
            var metrics = connection.get("/actuator/prometheus").text();
            return new Told(sum(metrics, "sum", what), sum(metrics, "count", what));
        }
    }

    private static double sum(String metrics, String kind, String what) {
        return metrics.lines()
                .filter(line -> line.startsWith("http_server_requests_seconds_" + kind + "{"))
                .filter(line -> line.contains("/sync/" + what + "\""))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    private static String caughtUp(KeepAlive connection, String what, String token)
            throws IOException {
        var query = "deltaToken=" + token;
        while (true) {
            var page =
                    get(
                            connection,
                            "/v1/calendars/primary/sync/" + what + "?limit=" + PAGE + "&" + query);
            if (page.has("nextDeltaToken")) {
                return page.path("nextDeltaToken").asText();
            }
            query = "pageToken=" + page.path("nextPageToken").asText();
        }
    }

    private static JsonNode started(KeepAlive connection) throws IOException {
        return get(connection, "/v1/calendars/primary/sync" + EVER);
    }

    /** A file of its own for each calendar: single events only, as an import of old mail is. */
    private static String file(int number, int count) {
        return CalendarFile.singles(count, MONTH.plusMonths(number));
    }

    private static long calendar(int port, String key) throws IOException {
        try (var connection = new KeepAlive(port, key)) {
            return get(connection, "/v1/calendars/primary").path("id").asLong();
        }
    }

    private static long newCalendar(int port, String key, int number) throws IOException {
        try (var connection = new KeepAlive(port, key)) {
            return post(connection, "/v1/calendars", "{\"name\":\"calendar " + number + "\"}")
                    .path("id")
                    .asLong();
        }
    }

    /** An access token would expire while the store is filled. */
    private static String key(int port) throws IOException {
        var token = HttpScenario.register(port).path("access_token").asText();
        try (var connection = new KeepAlive(port, token)) {
            return post(
                            connection,
                            "/api/api-keys",
                            "{\"name\":\"bench\",\"scopes\":[\"write\"],\"tier\":\"premium\"}")
                    .path("apiKey")
                    .asText();
        }
    }

    private static JsonNode get(KeepAlive connection, String path) throws IOException {
        return read(connection.get(path), path);
    }

    private static JsonNode post(KeepAlive connection, String path, String json)
            throws IOException {
        var body = json.getBytes(StandardCharsets.UTF_8);
        return read(connection.post(path, "application/json", body), path);
    }

    private static JsonNode read(KeepAlive.Answer answer, String path) throws IOException {
        if (answer.status() >= 300) {
            throw new IOException(path + ": " + answer.status() + " " + answer.text());
        }
        return JSON.readTree(answer.body());
    }
}
