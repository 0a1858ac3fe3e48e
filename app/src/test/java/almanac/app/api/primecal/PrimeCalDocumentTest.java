package almanac.app.api.primecal;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.app.testing.AlmanacServer;
import almanac.app.testing.Answer;
import almanac.app.testing.Documents;
import almanac.app.testing.Documents.Document;
import almanac.app.testing.Documents.Example;
import almanac.app.testing.Person;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the document says in a form that a machine can read: its commands, its tables, its lists of
 * fields. They are read from it, not written down here.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PrimeCalDocumentTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Document document = Documents.read("primecal-events-and-comments.md");
    private final AlmanacServer server = AlmanacServer.shared();
    private final Person ada = Person.in(server, "ada", "Europe/Budapest");

    /** A row of a table of endpoints. */
    private record Row(String method, String path) {
        String at(long event, long comment, long calendar) {
            return path.replace(":eventId", Long.toString(event))
                    .replace(":id", Long.toString(event))
                    .replace(":commentId", Long.toString(comment))
                    .replace(":calendarId", Long.toString(calendar));
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    private List<Row> rows() {
        return document.all("^(GET|POST|PATCH|DELETE) \\| (/\\S+) \\|").stream()
                .map(row -> new Row(row.group(1), row.group(2)))
                .toList();
    }

    /** The command with the token, the calendar and the event of this server. */
    private Answer run(Example command, long event) {
        var headers = new HashMap<String, String>();
        command.headers()
                .forEach((name, value) ->
                        headers.put(name, value.replace("$TOKEN", ada.user().token())));
        assertThat(headers).containsKey("Authorization");
        return server.exchange(
                command.method(),
                command.path().replace("/42", "/" + event),
                command.body().map(this::own).orElse(null),
                headers);
    }

    private String own(String body) {
        return body.replace("\"calendarId\": 5", "\"calendarId\": " + ada.calendar());
    }

    private List<Long> soccer() {
        var series = run(document.curls().get(1), 0);
        return series.json().valueStream().map(event -> event.get("id").asLong()).toList();
    }

    @TestFactory
    Stream<DynamicTest> every_command_does_what_it_says() {
        assertThat(document.curls()).hasSize(document.all("^curl ").size()).hasSize(4);
        return document.curls().stream()
                .map(command -> DynamicTest.dynamicTest(command.toString(), () -> play(command)));
    }

    private void play(Example command) {
        var sent = JSON.readTree(own(command.body().orElseThrow()));
        var answer = run(command, command.path().contains("42") ? soccer().get(3) : 0);
        assertThat(answer.status())
                .as(answer.text())
                .isEqualTo(command.method().equals("POST") ? 201 : 200);
        var event = answer.json().isArray() ? answer.json().get(1) : answer.json();
        for (var field : sent.propertyNames()) {
            if (!List.of("recurrence", "updateMode").contains(field)) {
                assertThat(event.get(field)).as(field).isEqualTo(sent.get(field));
            }
        }
        if (sent.has("recurrence")) {
            var rule = answer.json().get(0).get("recurrenceRule");
            for (var field : sent.get("recurrence").propertyNames()) {
                assertThat(rule.get(field)).as(field).isEqualTo(sent.get("recurrence").get(field));
            }
        }
    }

    @Test
    void every_endpoint_of_the_tables_is_described_and_no_other_of_their_paths() {
        var paths = server.get(null, "/v3/api-docs/primecal").json().get("paths");
        var described = new TreeSet<String>();
        for (var path : paths.propertyNames()) {
            if (path.equals("/api/events") || path.startsWith("/api/events/")) {
                paths.get(path)
                        .propertyNames()
                        .forEach(method ->
                                described.add(
                                        method.toUpperCase(Locale.ROOT)
                                                + " "
                                                + path.replaceAll("\\{(\\w+)}", ":$1")));
            }
        }
        assertThat(rows()).hasSize(14);
        assertThat(described)
                .isEqualTo(
                        rows().stream()
                                .map(Row::toString)
                                .collect(Collectors.toCollection(TreeSet::new)));
    }

    /** "JWT or user API key" stands in every row, and the list of a calendar is treated alike. */
    @Test
    void every_endpoint_of_the_tables_takes_a_token_or_a_key_and_nothing_less() {
        var key =
                ada.created("/api/api-keys", Map.of("name", "k", "scopes", List.of("write")))
                        .get("apiKey")
                        .asString();
        for (var row : rows()) {
            var event = ada.created("/api/events", Map.of("title", "t", "startDate", "2026-04-01"));
            var id = event.get("id").asLong();
            var comment = ada.created("/api/events/" + id + "/comments", Map.of("content", "c"));
            var path = row.at(id, comment.get("id").asLong(), ada.calendar());
            var body = row.method.equals("GET") || row.method.equals("DELETE") ? null : body(row);
            assertThat(server.exchange(row.method, path, body, Map.of()).status())
                    .as(row.toString())
                    .isEqualTo(401);
            var byKey = server.exchange(row.method, path, body, Map.of("x-api-key", key));
            assertThat(byKey.status()).as(row + byKey.text()).isIn(200, 201);
            if (row.method.equals("DELETE")) {
                continue;
            }
            var byToken = ada.send(row.method, path, body, Map.of());
            assertThat(byToken.status()).as(row + byToken.text()).isEqualTo(byKey.status());
        }
    }

    private Object body(Row row) {
        if (row.path.contains("comments")) {
            return Map.of("content", "x", "isFlagged", true);
        }
        return Map.of(
                "title",
                "t",
                "startDate",
                "2026-04-01",
                "calendarId",
                ada.calendar(),
                "recurrence",
                Map.of("type", "none"));
    }

    private JsonNode schema(String name) {
        return server.get(null, "/v3/api-docs/primecal")
                .json()
                .at("/components/schemas/" + name + "/properties");
    }

    /** The list of fields is one line without spaces between them, so each ends in its name. */
    private static void described(List<String> documented, JsonNode schema) {
        assertThat(documented).isNotEmpty();
        for (var glued : documented) {
            assertThat(schema.propertyNames()).as(glued).anyMatch(glued::endsWith);
        }
    }

    private static List<String> fields(Document part, String names) {
        return part.all("(" + names + "): (?:required|optional|update-only)").stream()
                .map(field -> field.group(1))
                .toList();
    }

    @Test
    void every_field_of_the_lists_is_described() {
        var shapes = document.from("Request Shapes").until("Example Calls");
        var events = shapes.until("Recurring series");
        assertThat(fields(events, "\\w+")).hasSize(18);
        described(fields(events, "\\w+"), schema("Event fields"));
        var series = shapes.from("Recurring series").until("List query");
        assertThat(fields(series, "(?<=recurrence\\.)\\w+")).hasSize(9);
        described(fields(series, "(?<=recurrence\\.)\\w+"), schema("Recurrence"));
        described(fields(series, "(?<![.\\w])calendarId|\\w*updateScope"), schema("Event fields"));
        var comments = shapes.from("Comments").until("Other comment DTOs:");
        assertThat(fields(comments, "\\w+")).hasSize(4);
        described(fields(comments, "\\w+"), schema("Comment fields"));
        var others = shapes.from("Other comment DTOs:");
        assertThat(fields(others, "\\w+")).hasSize(3);
        described(fields(others, "(?<=UpdateEventCommentDto\\.)\\w+"), schema("Comment text"));
        described(fields(others, "(?<=FlagCommentDto\\.)\\w+"), schema("Comment flag"));
        described(fields(others, "(?<=TrackEventOpenDto\\.)\\w+"), schema("Opened event"));
    }

    @Test
    void the_lengths_of_the_document_are_taken_and_one_more_is_refused() {
        var limits = document.all("([a-z]+?)length: (\\d+)");
        assertThat(limits).hasSize(4);
        for (var limit : limits) {
            var field = limit.group(1);
            var length = Integer.parseInt(limit.group(2));
            var letters = field.equals("color") ? "#" + "a".repeat(length - 1) : "é".repeat(length);
            for (var value : List.of(letters, letters + "a")) {
                var body =
                        new HashMap<String, Object>(
                                Map.of("title", "t", "startDate", "2026-04-01"));
                body.put(field, value);
                assertThat(ada.post("/api/events", body).status())
                        .as(field + " of " + value.length())
                        .isEqualTo(value.length() == length ? 201 : 400);
            }
        }
        var tag = Integer.parseInt(document.all("max (\\d+) chars each").getFirst().group(1));
        for (var length : List.of(tag, tag + 1)) {
            var body =
                    Map.of(
                            "title", "t",
                            "startDate", "2026-04-01",
                            "tags", List.of("x".repeat(length)));
            assertThat(ada.post("/api/events", body).status()).isEqualTo(length == tag ? 201 : 400);
        }
    }

    @Test
    void the_words_of_the_document_are_taken_and_no_others() {
        var status = words("status: optional enum", "recurrenceType");
        assertThat(status).hasSize(3);
        status.forEach(word -> takes("status", word, true));
        takes("status", "CONFIRMED", false);
        var types = words("recurrenceType: optional enum", "recurrenceRule");
        assertThat(types).hasSize(5);
        types.forEach(word -> takes("recurrenceType", word, true));
        takes("recurrenceType", "hourly", false);
        var days = words("daysOfWeek: optional enum array", "recurrence\\.");
        assertThat(days).hasSize(7);
        for (var word : days) {
            weekly("daysOfWeek", List.of(word), 201);
        }
        weekly("daysOfWeek", List.of("XX"), 400);
        var events = soccer();
        scoped("updateMode", words("updateMode: update-only enum", "$"), "", events);
        scoped("updateScope", words("updateScope: update-only enum", "$"), "/recurring", events);
    }

    private List<String> words(String before, String after) {
        var line = document.all(before + "(.*?)" + after).getFirst().group(1);
        return List.of(line.split("\\|"));
    }

    private void takes(String field, String word, boolean taken) {
        var body = Map.of("title", "t", "startDate", "2026-04-01", field, word);
        assertThat(ada.post("/api/events", body).status())
                .as(field + " " + word)
                .isEqualTo(taken ? 201 : 400);
    }

    private void weekly(String field, Object value, int status) {
        var body =
                Map.of(
                        "title",
                        "t",
                        "startDate",
                        "2026-04-01",
                        "calendarId",
                        ada.calendar(),
                        "recurrence",
                        Map.of("type", "weekly", "endType", "count", "count", 2, field, value));
        assertThat(ada.post("/api/events/recurring", body).status())
                .as(field + " " + value)
                .isEqualTo(status);
    }

    private void scoped(String field, List<String> words, String suffix, List<Long> events) {
        assertThat(words).hasSize(3).contains("all", "future");
        var path = "/api/events/" + events.get(2) + suffix;
        for (var word : words) {
            var answer = ada.patch(path, Map.of("notes", word, field, word));
            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        }
        var other = words.contains("this") ? "single" : "this";
        assertThat(ada.patch(path, Map.of("notes", "x", field, other)).status()).isEqualTo(400);
    }

    @Test
    void the_openapi_examples_are_the_documents() {
        var text = server.get(null, "/v3/api-docs/primecal").json().toString();
        for (var command : document.curls()) {
            assertThat(text)
                    .as(command.toString())
                    .contains(JSON.readTree(command.body().orElseThrow()).toString());
        }
    }
}
