package almanac.app.api.academic;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.app.testing.AlmanacServer;
import almanac.app.testing.Answer;
import almanac.app.testing.Person;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The requests and answers of the document, word for word. */
final class AcademicDocumentTest {

    private static final String EVENTS = "/api/calendar/events";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final String CREATE =
            """
            {
            "title": "Biology Lecture",
            "description": "Cell structure and function",
            "startDate": "2024-01-15T10:00:00.000Z",
            "endDate": "2024-01-15T11:30:00.000Z",
            "eventType": "CLASS",
            "location": "Science Building Room 101",
            "priority": "MEDIUM",
            "color": "blue",
            "courseId": "course_abc123"
            }\
            """;

    private static final String CREATED =
            """
            {
            "success": true,
            "data": {
            "id": "event_abc123",
            "title": "Biology Lecture",
            "description": "Cell structure and function",
            "startDate": "2024-01-15T10:00:00.000Z",
            "endDate": "2024-01-15T11:30:00.000Z",
            "eventType": "CLASS",
            "location": "Science Building Room 101",
            "priority": "MEDIUM",
            "color": "blue",
            "googleEventId": "google_event_xyz789",
            "googleCalendarId": "primary",
            "courseId": "course_abc123",
            "userId": "user_123",
            "createdAt": "2024-01-01T00:00:00.000Z",
            "updatedAt": "2024-01-01T00:00:00.000Z"
            },
            "message": "Calendar event created successfully"
            }\
            """;

    private static final String LISTED =
            """
            {
            "success": true,
            "data": {
            "events": [
            {
            "id": "event_abc123",
            "title": "Biology Lecture",
            "description": "Cell structure and function",
            "startDate": "2024-01-15T10:00:00.000Z",
            "endDate": "2024-01-15T11:30:00.000Z",
            "eventType": "CLASS",
            "location": "Science Building Room 101",
            "priority": "MEDIUM",
            "color": "blue",
            "googleEventId": "google_event_xyz789",
            "googleCalendarId": "primary",
            "courseId": "course_abc123",
            "userId": "user_123",
            "createdAt": "2024-01-01T00:00:00.000Z",
            "updatedAt": "2024-01-01T00:00:00.000Z",
            "course": {
            "id": "course_abc123",
            "name": "Biology 101",
            "code": "BIO101"
            },
            "user": {
            "id": "user_123",
            "name": "John Doe"
            }
            }
            ],
            "pagination": {
            "total": 100,
            "limit": 50,
            "offset": 0,
            "hasMore": true
            }
            },
            "message": "Calendar events retrieved successfully"
            }\
            """;

    private static final String UPDATE =
            """
            {
            "title": "Updated Biology Lecture",
            "location": "Science Building Room 205",
            "priority": "HIGH",
            "startDate": "2024-01-15T10:30:00.000Z"
            }\
            """;

    private static final Pattern TIME =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");

    private final Person john = Person.in(AlmanacServer.shared(), "john", "Europe/Budapest");

    /** The documented answer, with what this server gives to ids, users and times of its own. */
    private JsonNode expected(String documented, JsonNode answer, String event) {
        var tree = JSON.readTree(documented);
        var wanted = (ObjectNode) tree.at(event);
        var given = answer.at(event);
        assertThat(given.get("id").asString()).matches("event_[1-9][0-9]*");
        assertThat(given.get("createdAt").asString()).matches(TIME);
        assertThat(given.get("updatedAt").asString()).matches(TIME);
        for (var name : List.of("id", "createdAt", "updatedAt")) {
            wanted.set(name, given.get(name));
        }
        wanted.put("userId", "user_" + john.user().id());
        wanted.putNull("googleEventId");
        wanted.putNull("googleCalendarId");
        return tree;
    }

    private Answer create() {
        var answer = john.post(EVENTS, CREATE);
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer;
    }

    private String createdId() {
        return create().at("/data/id");
    }

    @Test
    void creating_answers_what_the_document_shows() {
        var answer = create();

        assertThat(answer.json()).isEqualTo(expected(CREATED, answer.json(), "/data"));
        assertThat(answer.header("ETag")).hasValue("\"0\"");
        assertThat(names(answer.json())).isEqualTo(names(JSON.readTree(CREATED)));
        assertThat(names(answer.json().get("data")))
                .isEqualTo(names(JSON.readTree(CREATED).get("data")));
    }

    private static List<String> names(JsonNode object) {
        return object.propertyNames().stream().toList();
    }

    @Test
    void getting_answers_the_same_structure() {
        var created = create();

        var answer = john.get(EVENTS + "/" + created.at("/data/id"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().get("data")).isEqualTo(created.json().get("data"));
        assertThat(answer.at("/message")).isEqualTo("Calendar event retrieved successfully");
    }

    @Test
    void a_list_shows_course_user_and_pagination() {
        john.patch("/api/user/profile", Map.of("firstName", "John", "lastName", "Doe"));
        var course =
                john.created(
                        "/api/courses",
                        Map.of(
                                "name", "Biology 101",
                                "code", "BIO101",
                                "professor", "P",
                                "semester", "S",
                                "color", "blue",
                                "emoji", "x"));
        var id = course.at("/data/id").asString();
        john.created(EVENTS, CREATE.replace("course_abc123", id));

        var answer = john.get(EVENTS);

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        var wanted = (ObjectNode) expected(LISTED, answer.json(), "/data/events/0");
        var event = (ObjectNode) wanted.at("/data/events/0");
        event.put("courseId", id);
        ((ObjectNode) event.get("course")).put("id", id);
        ((ObjectNode) event.get("user")).put("id", "user_" + john.user().id());
        ((ObjectNode) wanted.at("/data/pagination")).put("total", 1).put("hasMore", false);
        assertThat(answer.json()).isEqualTo(JSON.readTree(wanted.toString()));
        assertThat(names(answer.json().at("/data/events/0"))).isEqualTo(names(event));
    }

    @Test
    void the_documented_filters_find_the_event() {
        create();

        for (var query :
                List.of(
                        "?startDate=2024-01-01T00:00:00.000Z&endDate=2024-01-31T23:59:59.999Z",
                        "?eventType=CLASS",
                        "?courseId=course_abc123",
                        "?limit=25&offset=0")) {
            var answer = john.get(EVENTS + query);
            assertThat(answer.status()).as(query + answer.text()).isEqualTo(200);
            assertThat(answer.json().at("/data/pagination/total").asInt()).as(query).isEqualTo(1);
            assertThat(answer.at("/data/events/0/title")).as(query).isEqualTo("Biology Lecture");
            assertThat(answer.json().at("/data/events/0/course").isNull()).isTrue();
        }
        for (var query :
                List.of(
                        "?startDate=2024-01-15T10:00:00.001Z",
                        "?endDate=2024-01-15T11:29:59.999Z",
                        "?eventType=EXAM",
                        "?courseId=course_abc1",
                        "?offset=1")) {
            var answer = john.get(EVENTS + query);
            assertThat(answer.json().at("/data/events").size()).as(query).isEqualTo(0);
            assertThat(answer.json().at("/data/pagination/hasMore").asBoolean()).isFalse();
        }
    }

    @Test
    void updating_answers_the_whole_event() {
        var id = createdId();

        var answer = john.patch(EVENTS + "/" + id, UPDATE);

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.at("/message")).isEqualTo("Calendar event updated successfully");
        var wanted = (ObjectNode) expected(CREATED, answer.json(), "/data").get("data");
        wanted.put("title", "Updated Biology Lecture");
        wanted.put("location", "Science Building Room 205");
        wanted.put("priority", "HIGH");
        wanted.put("startDate", "2024-01-15T10:30:00.000Z");
        assertThat(answer.json().get("data")).isEqualTo(wanted);
        assertThat(john.get(EVENTS + "/" + id).json().get("data")).isEqualTo(wanted);
    }

    @Test
    void deleting_answers_a_message_without_data() {
        var id = createdId();

        var answer = john.delete(EVENTS + "/" + id);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json())
                .isEqualTo(
                        JSON.readTree(
                                """
                                {
                                "success": true,
                                "message": "Calendar event deleted successfully"
                                }\
                                """));
        assertThat(john.get(EVENTS + "/" + id).status()).isEqualTo(404);
    }

    @Test
    void the_import_says_that_no_google_account_is_linked() {
        var answer = john.send("POST", "/api/calendar/sync/google", null, Map.of());

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json())
                .isEqualTo(
                        JSON.readTree(
                                """
                                {
                                "success": false,
                                "error": "Google Calendar not linked to this account. Please connect your Google account to sync calendar events.",
                                "code": "GOOGLE_CALENDAR_NOT_LINKED",
                                "action": "LINK_GOOGLE_ACCOUNT"
                                }\
                                """));
    }
}
