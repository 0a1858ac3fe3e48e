package almanac.app;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.app.testing.AlmanacServer;
import almanac.app.testing.Answer;
import almanac.app.testing.Described;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What all documents have. */
final class OpenApiTest {

    private static final String OPENED = "/api/events/{eventId}/comments/track-open";

    private final AlmanacServer server = AlmanacServer.shared();

    private JsonNode document(String group) {
        var answer = server.get(null, "/v3/api-docs/" + group);
        assertThat(answer.status()).isEqualTo(200);
        return answer.json();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "primecal",
                "primecal-sync",
                "history",
                "operations",
                "academic",
                "chronapilot",
                "webhooks",
                "aurinko"
            })
    void every_operation_says_how_it_refuses(String group) {
        var document = document(group);

        document.get("paths")
                .forEach(path ->
                        path.forEach(operation -> {
                            var isOpen =
                                    operation.has("security")
                                            && operation.get("security").isEmpty();
                            var responses = operation.get("responses");
                            if (!isOpen) {
                                assertThat(responses.propertyNames())
                                        .as(operation.toString())
                                        .contains("401", "403", "429");
                            }
                            responses.forEach(response -> {
                                if (response.has("$ref")) {
                                    var told =
                                            document.at(
                                                    response.get("$ref").asString().substring(1));
                                    var media = told.at("/content/application~1json");
                                    var schema = media.at("/schema/$ref").asString().substring(1);
                                    assertThat(
                                                    document.at(schema)
                                                            .get("properties")
                                                            .propertyNames())
                                            .containsAll(media.get("example").propertyNames());
                                }
                            });
                        }));
    }

    @ParameterizedTest
    @CsvSource({
        "primecal, /api/events, PRIMECAL_ERROR",
        "academic, /api/calendar/events, ACADEMIC_ERROR",
        "chronapilot, /v1/connections, CHRONAPILOT_ERROR",
        "aurinko, /v1/calendars, AURINKO_ERROR"
    })
    void the_envelope_is_what_the_api_answers(String group, String path, String name) {
        var refused = server.get(null, path);
        var schema = document(group).get("components").get("schemas").get(name);

        assertThat(refused.status()).isEqualTo(401);
        described(refused.json(), schema);
    }

    private static void described(JsonNode value, JsonNode schema) {
        value.propertyNames()
                .forEach(name -> {
                    var member = schema.get("properties").get(name);
                    assertThat(member).as(name).isNotNull();
                    if (value.get(name).isObject()) {
                        described(value.get(name), member);
                    }
                });
    }

    @ParameterizedTest
    @CsvSource({
        "primecal, /api/events",
        "primecal, /api/events/{eventId}/comments/track-open",
        "academic, /api/calendar/events",
        "aurinko, /v1/calendars/{calendarId}/events"
    })
    void what_creates_is_documented_as_201(String group, String path) {
        var post = document(group).get("paths").get(path).get("post");

        assertThat(post.get("responses").propertyNames()).contains("201").doesNotContain("200");
    }

    @ParameterizedTest
    @CsvSource({
        "primecal-sync, /api/calendar-sync/callback/{provider}, get, 302 400 404",
        "academic, /api/auth/signin/google, get, 302 401",
        "academic, /api/auth/callback/google, get, 302 400",
        "chronapilot, /v1/connections/callback, get, 302 400",
        "primecal-sync, /api/calendar-sync/sync, post, 201 404",
        "primecal-sync, /api/calendar-sync/force, post, 201 404 410",
        "chronapilot, /v1/connections/{id}/refresh, post, 200 410",
        "aurinko, /v1/calendars/{calendarId}/sync/updated, get, 200 410",
        "aurinko, /v1/calendars/{calendarId}/sync/deleted, get, 200 410",
        "primecal, /api/auth/login, post, 200 401 403"
    })
    void what_is_answered_is_documented(String group, String path, String method, String statuses) {
        var responses = document(group).get("paths").get(path).get(method).get("responses");

        assertThat(responses.propertyNames()).contains(statuses.split(" "));
        assertThat(responses.has("200")).isEqualTo(statuses.startsWith("200"));
    }

    @Test
    void the_first_calls_of_a_newcomer_have_examples() {
        var schemas = document("primecal").get("components").get("schemas");

        assertThat(example(schemas, "Register", "password")).isEqualTo("Correct-Horse-7");
        assertThat(example(schemas, "Login", "username")).isEqualTo("ada");
        assertThat(example(schemas, "Calendar fields", "name")).isEqualTo("Family Calendar");
        assertThat(example(schemas, "ShareBody", "permission")).isEqualTo("write");
    }

    @ParameterizedTest
    @CsvSource({
        "primecal, Event fields, tags, string",
        "primecal, Event fields, labels, string",
        "primecal, Recurrence, daysOfWeek, string",
        "primecal, ProfilePatch, eventLabels, string",
        "primecal, Rule execution, calendarIds, integer",
        "primecal, Rule fields, conditions, Rule condition",
        "primecal, Rule fields, actions, Rule action",
        "aurinko, Aurinko event fields, categories, string",
        "aurinko, Aurinko pattern, daysOfWeek, string",
        "aurinko, Aurinko meeting, attendees, Aurinko attendee"
    })
    void a_list_in_a_body_is_documented_as_one(
            String group, String name, String property, String element) {
        var schema = schemas(group).get(name).get("properties").get(property);

        assertThat(schema.path("type").asString()).isEqualTo("array");
        assertThat(schema.get("items").toString()).contains(element + "\"");
    }

    @Test
    void answers_are_what_the_whole_document_says() {
        var described = new Described(server.get(null, "/v3/api-docs").json());
        var ada = server.register("ada");
        var credentials = Map.of("username", ada.username(), "password", AlmanacServer.PASSWORD);
        var calendar = server.post(ada.token(), "/api/calendars", Map.of("name", "Home"));
        var home = calendar.json().get("id").asLong();
        var lunch = Map.of("title", "Lunch", "startDate", "2026-03-30", "tags", List.of("food"));
        var event = server.post(ada.token(), "/api/events", lunch);
        var id = event.json().get("id").asLong();
        var weekly =
                Map.of(
                        "title", "Soccer",
                        "startDate", "2026-03-30",
                        "startTime", "15:30",
                        "calendarId", home,
                        "recurrence", Map.of("type", "weekly", "daysOfWeek", List.of("MO")));
        var meeting =
                Map.of(
                        "subject", "Soccer",
                        "start", Map.of("dateTime", "2026-03-30T15:30:00Z"),
                        "end", Map.of("dateTime", "2026-03-30T16:30:00Z"),
                        "recurrence", Map.of("ical", Map.of("rules", List.of("RRULE:FREQ=DAILY"))));

        var opened = "/api/events/" + id + "/comments/track-open";

        var answers =
                List.of(
                        new Said("post", OPENED, post(ada, opened, Map.of())),
                        new Said("post", OPENED, post(ada, opened, Map.of())),
                        new Said(
                                "post",
                                "/api/calendar/sync/google",
                                post(ada, "/api/calendar/sync/google", Map.of())),
                        new Said(
                                "post",
                                "/api/auth/login",
                                post(null, "/api/auth/login", credentials)),
                        said(ada, "/api/auth/profile"),
                        said(ada, "/api/users/me"),
                        said(ada, "/api/users/me/audit"),
                        said(ada, "/api/users/me/audit/summary"),
                        said(ada, "/api/account/details"),
                        said(ada, "/api/auth/session"),
                        new Said("post", "/api/calendars", calendar),
                        said(ada, "/api/calendars"),
                        new Said("post", "/api/events", event),
                        new Said(
                                "post",
                                "/api/events/recurring",
                                post(ada, "/api/events/recurring", weekly)),
                        new Said(
                                "get",
                                "/api/events/{id}",
                                server.get(ada.token(), "/api/events/" + id)),
                        said(ada, "/api/events"),
                        new Said(
                                "post",
                                "/api/events/{eventId}/comments",
                                post(
                                        ada,
                                        "/api/events/" + id + "/comments",
                                        Map.of("content", "Bring shoes"))),
                        new Said(
                                "post",
                                "/v1/calendars/{calendarId}/events",
                                post(ada, "/v1/calendars/primary/events", meeting)),
                        said(ada, "/v1/calendars"),
                        said(ada, "/api/calendar/events"));

        assertThat(answers).allSatisfy(said -> assertThat(said.differences(described)).isEmpty());
    }

    @Test
    void refusals_are_what_the_document_says() {
        var described = new Described(document("primecal"));
        var ada = server.register("ada");
        var lunch = Map.of("title", "Lunch", "startDate", "2026-03-30");
        var event = "/api/events/" + post(ada, "/api/events", lunch).json().get("id").asLong();
        var elsewhere = Map.of("title", "Lunch", "startDate", "2026-03-30", "calendarId", 999_999);
        var doubtful = Map.of("title", "Lunch", "startDate", "2026-03-30", "status", "perhaps");
        var endless = Map.of("title", "x".repeat(1_100_000), "startDate", "2026-03-30");
        var daily = Map.of("title", "Daily", "startDate", "2026-03-30", "recurrenceType", "daily");
        post(ada, "/api/events", daily);

        var answers =
                List.of(
                        new Said("post", "/api/events", post(ada, "/api/events", Map.of())),
                        new Said("post", "/api/events", post(ada, "/api/events", doubtful)),
                        new Said("post", "/api/events", post(null, "/api/events", lunch)),
                        new Said("post", "/api/events", post(ada, "/api/events", elsewhere)),
                        new Said("post", "/api/events", post(ada, "/api/events", endless)),
                        new Said(
                                "post",
                                "/api/events",
                                exchange(ada, "POST", "/api/events", "Content-Type", "text/plain")),
                        new Said(
                                "patch",
                                "/api/events/{id}",
                                exchange(ada, "PATCH", event, "If-Match", "\"99\"")),
                        new Said(
                                "get",
                                "/api/events",
                                server.get(
                                        ada.token(),
                                        "/api/events?startDate=2026-01-01&endDate=2126-01-01")),
                        new Said("get", "/feeds/{token}.ics", server.get(null, "/feeds/x.ics")));

        assertThat(answers)
                .extracting(said -> said.answer().status())
                .containsExactly(400, 400, 401, 404, 413, 415, 412, 422, 404);
        assertThat(answers).allSatisfy(said -> assertThat(said.differences(described)).isEmpty());
    }

    @Test
    void files_have_their_content_in_the_document() {
        var paths = document("primecal").get("paths");

        assertThat(content(paths, "/api/calendars/{id}/export.ics", "get"))
                .containsExactly("text/calendar");
        assertThat(content(paths, "/feeds/{token}.ics", "get")).containsExactly("text/calendar");
        assertThat(content(paths, "/api/calendars/{id}/import", "post"))
                .contains("application/json", "application/x-ndjson");
        assertThat(schemas("primecal").propertyNames()).contains("Import report", "Imported item");
    }

    private static Collection<String> content(JsonNode paths, String path, String method) {
        return paths.get(path)
                .get(method)
                .get("responses")
                .get("200")
                .path("content")
                .propertyNames();
    }

    /** An answer, and where the document describes it. */
    private record Said(String method, String path, Answer answer) {
        List<String> differences(Described described) {
            return described.differences(method, path, answer);
        }
    }

    private Said said(AlmanacServer.User user, String path) {
        return new Said("get", path, server.get(user.token(), path));
    }

    private Answer post(AlmanacServer.@Nullable User user, String path, Object body) {
        return server.post(user == null ? null : user.token(), path, body);
    }

    private Answer exchange(
            AlmanacServer.User user, String method, String path, String header, String value) {
        return server.exchange(
                method,
                path,
                "{\"title\": \"Supper\"}",
                Map.of("Authorization", "Bearer " + user.token(), header, value));
    }

    private JsonNode schemas(String group) {
        return document(group).get("components").get("schemas");
    }

    private static String example(JsonNode schemas, String name, String property) {
        return schemas.get(name).get("properties").get(property).get("example").asString();
    }
}
