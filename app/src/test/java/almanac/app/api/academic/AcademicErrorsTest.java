package almanac.app.api.academic;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.app.testing.AlmanacServer;
import almanac.app.testing.Answer;
import almanac.app.testing.Person;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused, and in which words. */
final class AcademicErrorsTest {

    private static final String EVENTS = "/api/calendar/events";

    private final Person ada = Person.at(AlmanacServer.shared(), "ada");

    private static Map<String, Object> exam() {
        var body = new LinkedHashMap<String, Object>();
        body.put("title", "Exam");
        body.put("startDate", "2024-01-15T10:00:00.000Z");
        body.put("endDate", "2024-01-15T12:00:00.000Z");
        body.put("eventType", "EXAM");
        body.put("color", "#ff0000");
        return body;
    }

    private String created() {
        return ada.created(EVENTS, exam()).at("/data/id").asString();
    }

    private static void invalid(Answer answer, String... fields) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.at("/code")).isEqualTo("VALIDATION_ERROR");
        assertThat(answer.json().get("success").asBoolean()).isFalse();
        assertThat(answer.json().get("error").isString()).isTrue();
        assertThat(
                        answer.json().get("details").values().stream()
                                .map(detail -> detail.asString().replaceFirst(":.*", ""))
                                .toList())
                .as(answer.text())
                .containsExactlyInAnyOrder(fields);
    }

    @Test
    void nobody_comes_in_without_credentials() {
        for (var call :
                List.of(
                        List.of("POST", EVENTS),
                        List.of("GET", EVENTS),
                        List.of("GET", EVENTS + "/event_1"),
                        List.of("PATCH", EVENTS + "/event_1"),
                        List.of("DELETE", EVENTS + "/event_1"),
                        List.of("POST", "/api/calendar/sync/google"))) {
            var answer = AlmanacServer.shared().send(null, call.get(0), call.get(1), null);
            assertThat(answer.status()).as("%s", call).isEqualTo(401);
            assertThat(answer.json().toString())
                    .isEqualTo(
                            "{\"success\":false,\"error\":\"Authentication required\",\"code\":\"UNAUTHORIZED\"}");
        }
    }

    @Test
    void an_empty_body_names_every_field_that_is_missing() {
        invalid(ada.post(EVENTS, "{}"), "title", "startDate", "eventType", "color");
    }

    @Test
    void everything_that_is_wrong_is_named_at_once() {
        var body = exam();
        body.put("title", " ");
        body.put("eventType", "class");
        body.put("priority", "URGENT");
        body.put("endDate", "2024-01-15T09:59:59.999Z");

        invalid(ada.post(EVENTS, body), "title", "eventType", "priority", "endDate");
    }

    @ParameterizedTest
    @CsvSource({
        "title, 255",
        "description, 1000",
        "location, 255",
        "courseId, 100",
        "color, 50",
    })
    void texts_are_limited_in_characters(String field, int longest) {
        var letter = field.equals("color") ? "é" : "🎓";
        var fits = exam();
        fits.put(field, letter.repeat(longest));
        var created = ada.post(EVENTS, fits);
        assertThat(created.status()).as(created.text()).isEqualTo(201);
        assertThat(created.at("/data/" + field)).isEqualTo(letter.repeat(longest));

        var long1 = exam();
        long1.put(field, letter.repeat(longest + 1));
        invalid(ada.post(EVENTS, long1), field);
        invalid(
                ada.patch(
                        EVENTS + "/" + created.at("/data/id"),
                        Map.of(field, letter.repeat(longest + 1))),
                field);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "title",
                "description",
                "startDate",
                "endDate",
                "eventType",
                "location",
                "priority",
                "color"
            })
    void null_and_numbers_are_refused_with_the_name_of_the_field(String field) {
        var id = created();
        for (var wrong : List.of("null", "7", "true", "[]", "{}")) {
            invalid(ada.patch(EVENTS + "/" + id, "{\"" + field + "\":" + wrong + "}"), field);
            var body = exam();
            body.remove(field);
            var others =
                    body.entrySet().stream()
                            .map(e -> "\"" + e.getKey() + "\":\"" + e.getValue() + "\"")
                            .toList();
            invalid(
                    ada.post(
                            EVENTS,
                            "{" + String.join(",", others) + ",\"" + field + "\":" + wrong + "}"),
                    field);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\u200b", "\\u00a0", "a\\u0000", "a\\u001b", "a\\ud800"})
    void a_title_can_be_seen_and_given_back(String sent) {
        invalid(ada.patch(EVENTS + "/" + created(), "{\"title\":\"" + sent + "\"}"), "title");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2024-01-15",
                "2024-01-15T10:00:00",
                "2024-02-30T10:00:00Z",
                "2024-01-15 10:00:00Z",
                "yesterday",
                "",
                "9999-01-01T00:00:00Z"
            })
    void a_time_needs_a_date_a_time_and_an_offset(String sent) {
        var body = exam();
        body.put("startDate", sent);

        invalid(ada.post(EVENTS, body), "startDate");
    }

    @ParameterizedTest
    @ValueSource(strings = {"#12", "#12345g", "#1234567", "", "  ", "9", "<b>"})
    void a_color_is_a_hex_code_or_a_name(String sent) {
        var body = exam();
        body.put("color", sent);

        invalid(ada.post(EVENTS, body), "color");
    }

    @Test
    void an_end_before_the_start_is_refused_when_only_one_of_them_is_sent() {
        var id = created();

        invalid(
                ada.patch(EVENTS + "/" + id, Map.of("startDate", "2024-01-15T12:00:00.001Z")),
                "endDate");
        invalid(
                ada.patch(EVENTS + "/" + id, Map.of("endDate", "2024-01-15T09:59:59.999Z")),
                "endDate");
        var same = ada.patch(EVENTS + "/" + id, Map.of("endDate", "2024-01-15T10:00:00.000Z"));
        assertThat(same.status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "limit=0, limit",
        "limit=101, limit",
        "limit=ten, limit",
        "limit=, limit",
        "limit=1.5, limit",
        "offset=-1, offset",
        "offset=x, offset",
        "eventType=class, eventType",
        "startDate=2024-01-01, startDate",
        "endDate=soon, endDate",
        "courseId=, courseId",
        "startDate=2024-01-02T00:00:00Z&endDate=2024-01-01T00:00:00Z, endDate",
    })
    void a_wrong_query_is_400(String query, String field) {
        var answer = ada.get(EVENTS + "?" + query);

        invalid(answer, field);
        assertThat(answer.at("/error")).isEqualTo("Invalid query parameters");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "event_abc123",
                "event_999999999",
                "event_042",
                "event_0",
                "event_99999999999999999999",
                "event_9007199254740991"
            })
    void a_well_formed_id_of_no_event_is_404(String id) {
        for (var answer : calls(ada, id)) {
            assertThat(answer.status()).as(answer.text()).isEqualTo(404);
            assertThat(answer.at("/code")).isEqualTo("CALENDAR_EVENT_NOT_FOUND");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"not-an-id", "42", "42x", "event_", "event_4-2", "%20"})
    void any_other_id_is_400(String id) {
        for (var answer : calls(ada, id)) {
            invalid(answer, "id");
            assertThat(answer.at("/error")).isEqualTo("Invalid event ID");
        }
    }

    private static List<Answer> calls(Person person, String id) {
        return List.of(
                person.get(EVENTS + "/" + id),
                person.patch(EVENTS + "/" + id, Map.of("title", "x")),
                person.delete(EVENTS + "/" + id));
    }

    /** Contract R14: also what frameworks refuse by themselves. */
    @Test
    void every_refusal_is_in_the_envelope_of_this_api() {
        var xml = Map.of("Content-Type", "text/xml");
        var image = Map.of("Accept", "image/png");
        var huge = "{\"title\":\"" + "x".repeat(1_100_000) + "\"}";
        refused(ada.get("/api/calendar/nothing"), 404, "NOT_FOUND");
        refused(ada.get("/api/calendar"), 404, "NOT_FOUND");
        refused(ada.delete(EVENTS), 405, "METHOD_NOT_ALLOWED");
        refused(ada.get("/api/calendar/sync/google"), 405, "METHOD_NOT_ALLOWED");
        refused(ada.send("GET", EVENTS, null, image), 406, "NOT_ACCEPTABLE");
        refused(ada.send("POST", EVENTS, "<a/>", xml), 415, "UNSUPPORTED_MEDIA_TYPE");
        refused(ada.post(EVENTS, huge), 413, "PAYLOAD_TOO_LARGE");
        refused(ada.post(EVENTS, "{\"title\": "), 400, "VALIDATION_ERROR");
        refused(ada.post(EVENTS, "[]"), 400, "VALIDATION_ERROR");
        refused(ada.get(EVENTS + "/event_1;x=1"), 400, "VALIDATION_ERROR");
    }

    private static void refused(Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.json().get("success").asBoolean()).isFalse();
        assertThat(answer.json().get("error").isString()).isTrue();
        assertThat(answer.at("/code")).isEqualTo(code);
    }

    @Test
    void what_the_document_does_not_know_is_passed_over() {
        var body = exam();
        body.put("updateMode", 7);
        body.put("id", "event_1");
        body.put("userId", "user_1");
        var answer = ada.post(EVENTS, body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        assertThat(answer.at("/data/userId")).isEqualTo("user_" + ada.user().id());
        assertThat(answer.at("/data/id")).isNotEqualTo("event_1");
        assertThat(ada.get(EVENTS + "?unknown=1").status()).isEqualTo(200);
    }

    @Test
    void an_event_of_somebody_else_is_404_whatever_they_share() {
        var id = created();
        var stranger = Person.at(AlmanacServer.shared(), "stranger");
        var friend = Person.at(AlmanacServer.shared(), "friend");
        ada.share(ada.calendar(), friend, "admin");

        for (var person : List.of(stranger, friend)) {
            for (var answer : calls(person, id)) {
                assertThat(answer.status()).as(answer.text()).isEqualTo(404);
                assertThat(answer.at("/code")).isEqualTo("CALENDAR_EVENT_NOT_FOUND");
            }
            assertThat(person.get(EVENTS).json().at("/data/pagination/total").asInt()).isZero();
        }
        assertThat(ada.get(EVENTS + "/" + id).status()).isEqualTo(200);
    }

    @Test
    void a_stale_revision_is_refused_and_a_current_one_is_not() {
        var path = EVENTS + "/" + created();
        ada.patch(path, Map.of("title", "Second"));

        assertThat(
                        ada.send("PATCH", path, Map.of("title", "x"), Map.of("If-Match", "\"0\""))
                                .status())
                .isEqualTo(412);
        assertThat(
                        ada.send("PATCH", path, Map.of("title", "x"), Map.of("If-Match", "\"1\""))
                                .status())
                .isEqualTo(200);
        assertThat(ada.send("DELETE", path, null, Map.of("If-Match", "\"1\"")).status())
                .isEqualTo(412);
    }

    @Test
    void a_repeated_creation_with_one_key_creates_once() {
        var key = Map.of("Idempotency-Key", "one-" + ada.user().id());
        var first = ada.send("POST", EVENTS, exam(), key);
        var again = ada.send("POST", EVENTS, exam(), key);

        assertThat(again.status()).isEqualTo(201);
        assertThat(again.text()).isEqualTo(first.text());
        assertThat(ada.get(EVENTS).json().at("/data/pagination/total").asInt()).isEqualTo(1);
    }
}
