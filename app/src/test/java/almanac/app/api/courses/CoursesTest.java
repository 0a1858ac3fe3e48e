package almanac.app.api.courses;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.app.testing.AlmanacServer;
import almanac.app.testing.Answer;
import almanac.app.testing.Person;
import almanac.app.web.CourseIds;
import almanac.course.CourseId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

final class CoursesTest {

    private static final String COURSES = "/api/courses";
    private static final String FULL =
            """
            {"name":" Biology ","code":"BIO101","professor":"Dr. Smith","semester":"Fall 2024",
             "location":"Room 204","description":"Cells","color":"green","emoji":"🧬"}
            """;

    private static final AlmanacServer SERVER = AlmanacServer.shared();
    private static final Person ADA = Person.at(SERVER, "ada");
    private static final Person EVE = Person.at(SERVER, "eve");

    private static JsonNode course(Person owner, Object body) {
        return owner.created(COURSES, body).get("data");
    }

    private static String path(JsonNode course) {
        return COURSES + "/" + course.get("id").asString();
    }

    private static void refused(Answer answer, String field) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.json().get("success").asBoolean()).isFalse();
        assertThat(answer.at("/code")).isEqualTo("VALIDATION_ERROR");
        assertThat(answer.at("/error")).isNotEmpty();
        assertThat(answer.at("/details/0")).startsWith(field + ": ");
    }

    private static void missing(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(404);
        assertThat(List.copyOf(answer.json().propertyNames()))
                .containsExactly("success", "error", "code");
        assertThat(answer.json().get("success").asBoolean()).isFalse();
        assertThat(answer.at("/error")).isEqualTo("Course not found");
        assertThat(answer.at("/code")).isEqualTo("COURSE_NOT_FOUND");
    }

    @Test
    void a_course_is_answered_whole_in_the_envelope() {
        var answer = ADA.post(COURSES, FULL);
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        assertThat(List.copyOf(answer.json().propertyNames()))
                .containsExactly("success", "data", "message");
        assertThat(answer.json().get("success").asBoolean()).isTrue();
        assertThat(answer.at("/message")).isEqualTo("Course created successfully");
        var course = answer.json().get("data");
        assertThat(List.copyOf(course.propertyNames()))
                .containsExactlyInAnyOrder(
                        "id",
                        "name",
                        "code",
                        "professor",
                        "semester",
                        "location",
                        "description",
                        "color",
                        "emoji",
                        "createdAt",
                        "updatedAt",
                        "userId");
        assertThat(course.get("id").asString()).matches("course_[1-9][0-9]*");
        assertThat(course.get("userId").asString()).isEqualTo("user_" + ADA.user().id());
        assertThat(course.get("name").asString()).isEqualTo("Biology");
        assertThat(course.get("code").asString()).isEqualTo("BIO101");
        assertThat(course.get("professor").asString()).isEqualTo("Dr. Smith");
        assertThat(course.get("semester").asString()).isEqualTo("Fall 2024");
        assertThat(course.get("location").asString()).isEqualTo("Room 204");
        assertThat(course.get("description").asString()).isEqualTo("Cells");
        assertThat(course.get("color").asString()).isEqualTo("green");
        assertThat(course.get("emoji").asString()).isEqualTo("🧬");
        for (var time : List.of("createdAt", "updatedAt")) {
            assertThat(course.get(time).asString())
                    .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
        }
        var read = ADA.get(path(course));
        assertThat(read.status()).isEqualTo(200);
        assertThat(read.at("/message")).isEqualTo("Course retrieved successfully");
        assertThat(read.json().get("data")).isEqualTo(course);
    }

    @Test
    void only_the_name_is_needed() {
        var course = course(ADA, Map.of("name", "n"));
        for (var field : List.of("code", "professor", "semester", "location", "emoji", "color")) {
            assertThat(course.get(field).isNull()).as(field).isTrue();
        }
        assertThat(course.get("description").isNull()).isTrue();
        refused(ADA.post(COURSES, "{}"), "name");
        refused(ADA.post(COURSES, Map.of("code", "BIO101")), "name");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"name":7}                          | name
                    {"name":""}                         | name
                    {"name":"  "}                       | name
                    {"name":null}                       | name
                    {"name":"n","color":"#12345"}       | color
                    {"name":"n","color":"rgb(1,2,3)"}   | color
                    {"name":"n","color":"<b>"}          | color
                    {"name":"n","color":7}              | color
                    {"name":"n","code":101}             | code
                    {"name":"n","professor":[]}         | professor
                    {"name":"n","semester":{}}          | semester
                    {"name":"n","location":true}        | location
                    {"name":"n","description":1.5}      | description
                    {"name":"n","emoji":1}              | emoji
                    """)
    void a_wrong_field_is_refused_by_name(String body, String field) {
        var course = course(ADA, Map.of("name", "before"));
        refused(ADA.post(COURSES, body), field);
        refused(ADA.patch(path(course), body), field);
        assertThat(ADA.get(path(course)).json().get("data")).isEqualTo(course);
    }

    @ParameterizedTest
    @CsvSource({
        "name,255",
        "code,50",
        "professor,255",
        "semester,100",
        "location,255",
        "description,1000",
        "emoji,16",
        "color,50"
    })
    void the_longest_value_is_taken_and_one_more_is_refused(String field, int longest) {
        var letter = field.equals("color") ? "a" : "🧬";
        var longestText = letter.repeat(longest);
        var body = new HashMap<>(Map.of("name", "n"));
        body.put(field, longestText);
        assertThat(course(ADA, body).get(field).asString()).isEqualTo(longestText);
        body.put(field, longestText + letter);
        refused(ADA.post(COURSES, body), field);
    }

    @ParameterizedTest
    @ValueSource(strings = {"#abc", "#A1B2C3", "#a1b2c3d4", "green", "light blue", "vert-forêt"})
    void a_color_is_a_hex_code_or_a_name(String color) {
        assertThat(course(ADA, Map.of("name", "n", "color", color)).get("color").asString())
                .isEqualTo(color);
    }

    @Test
    void a_body_that_is_no_object_is_refused() {
        for (var body : List.of("", "[]", "7", "{\"name\":", "\"name\"")) {
            var answer = ADA.post(COURSES, body);
            assertThat(answer.status()).as(body).isEqualTo(400);
            assertThat(answer.at("/code")).as(body).isEqualTo("VALIDATION_ERROR");
        }
    }

    @Test
    void a_change_keeps_what_is_not_sent_and_null_clears() {
        var course = course(ADA, FULL);
        var answer = ADA.patch(path(course), "{\"code\":null,\"professor\":\"\",\"name\":\"Bio\"}");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.at("/message")).isEqualTo("Course updated successfully");
        var changed = answer.json().get("data");
        assertThat(changed.get("name").asString()).isEqualTo("Bio");
        assertThat(changed.get("code").isNull()).isTrue();
        assertThat(changed.get("professor").isNull()).isTrue();
        assertThat(changed.get("color").asString()).isEqualTo("green");
        assertThat(changed.get("createdAt")).isEqualTo(course.get("createdAt"));
        var all =
                "{\"semester\":null,\"location\":null,\"description\":null,\"color\":null,"
                        + "\"emoji\":null}";
        var bare = ADA.patch(path(course), all).json().get("data");
        for (var field : List.of("semester", "location", "description", "color", "emoji")) {
            assertThat(bare.get(field).isNull()).as(field).isTrue();
        }
        assertThat(ADA.get(path(course)).json().get("data")).isEqualTo(bare);
        assertThat(ADA.patch(path(course), "{}").json().get("data")).isEqualTo(bare);
    }

    @Test
    void a_deleted_course_is_gone() {
        var dee = Person.at(SERVER, "dee");
        var course = course(dee, FULL);
        var answer = dee.delete(path(course));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(List.copyOf(answer.json().propertyNames()))
                .containsExactly("success", "message");
        assertThat(answer.at("/message")).isEqualTo("Course deleted successfully");
        missing(dee.get(path(course)));
        missing(dee.patch(path(course), "{\"name\":\"x\"}"));
        missing(dee.delete(path(course)));
        assertThat(dee.get(COURSES).json().at("/data/pagination/total").asInt()).isZero();
    }

    @Test
    void a_course_of_somebody_else_is_not_there() {
        var course = course(ADA, FULL);
        missing(EVE.get(path(course)));
        missing(EVE.patch(path(course), "{\"name\":\"x\"}"));
        missing(EVE.delete(path(course)));
        assertThat(EVE.get(COURSES).json().at("/data/courses").size()).isZero();
        assertThat(ADA.get(path(course)).json().get("data")).isEqualTo(course);
    }

    @ParameterizedTest
    @ValueSource(strings = {"course_abc123", "course_999999999999", "course_0", "course_01"})
    void a_well_formed_id_that_nobody_has_is_not_found(String id) {
        missing(ADA.get(COURSES + "/" + id));
        missing(ADA.patch(COURSES + "/" + id, "{\"name\":\"x\"}"));
        missing(ADA.delete(COURSES + "/" + id));
    }

    @ParameterizedTest
    @ValueSource(strings = {"not-an-id", "42", "42x", "course_", "course_a-b", "event_1", "%20"})
    void an_id_of_another_form_is_refused(String id) {
        refused(ADA.get(COURSES + "/" + id), "id");
        refused(ADA.patch(COURSES + "/" + id, "{\"name\":\"x\"}"), "id");
        refused(ADA.delete(COURSES + "/" + id), "id");
    }

    @Test
    void a_list_comes_in_pages_that_miss_and_repeat_nothing() {
        var lou = Person.at(SERVER, "lou");
        var made = new ArrayList<String>();
        for (var i = 0; i < 7; i++) {
            made.add(course(lou, Map.of("name", "course " + i)).get("id").asString());
        }
        var seen = new ArrayList<String>();
        for (var offset = 0; offset < 7; offset += 3) {
            var answer = lou.get(COURSES + "?limit=3&offset=" + offset);
            assertThat(answer.at("/message")).isEqualTo("Courses retrieved successfully");
            var page = answer.json().at("/data/pagination");
            assertThat(page.get("total").asInt()).isEqualTo(7);
            assertThat(page.get("limit").asInt()).isEqualTo(3);
            assertThat(page.get("offset").asInt()).isEqualTo(offset);
            assertThat(page.get("hasMore").asBoolean()).isEqualTo(offset < 6);
            answer.json().at("/data/courses").forEach(c -> seen.add(c.get("id").asString()));
        }
        assertThat(seen).isEqualTo(made);
        var past = lou.get(COURSES + "?offset=2147483647").json().get("data");
        assertThat(past.get("courses").size()).isZero();
        assertThat(past.at("/pagination/hasMore").asBoolean()).isFalse();
        assertThat(past.at("/pagination/limit").asInt()).isEqualTo(50);
    }

    @ParameterizedTest
    @CsvSource({
        "limit=0,limit",
        "limit=101,limit",
        "limit=-1,limit",
        "limit=x,limit",
        "limit=1.5,limit",
        "offset=-1,offset",
        "offset=x,offset",
        "offset=99999999999,offset"
    })
    void a_page_out_of_range_is_refused_by_name(String query, String field) {
        refused(ADA.get(COURSES + "?" + query), field);
    }

    @Test
    void nobody_gets_in_without_credentials() {
        for (var answer :
                List.of(
                        SERVER.get(null, COURSES),
                        SERVER.post(null, COURSES, FULL),
                        SERVER.get(null, COURSES + "/course_1"),
                        SERVER.patch("forged", COURSES + "/course_1", "{}"),
                        SERVER.delete(null, COURSES + "/course_1"))) {
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.at("/error")).isEqualTo("Authentication required");
            assertThat(answer.at("/code")).isEqualTo("UNAUTHORIZED");
        }
    }

    @Test
    void the_openapi_document_of_the_academic_group_has_the_routes_and_no_other_has() {
        var academic = SERVER.get(null, "/v3/api-docs/academic").json().get("paths");
        var primeCal = SERVER.get(null, "/v3/api-docs/primecal").json().get("paths");
        for (var path :
                List.of(
                        COURSES,
                        COURSES + "/{id}",
                        "/api/auth/signup",
                        "/api/auth/signin",
                        "/api/auth/signout",
                        "/api/auth/session")) {
            assertThat(academic.has(path)).as(path).isTrue();
            assertThat(primeCal.has(path)).as(path).isFalse();
        }
        assertThat(academic.has("/api/auth/login")).isFalse();
        assertThat(List.copyOf(academic.get(COURSES + "/{id}").propertyNames()))
                .containsExactlyInAnyOrder("get", "patch", "delete");
    }

    @Test
    void an_id_reads_back_and_only_canonical_ones_are_ours() {
        var id = new CourseId(9);
        assertThat(CourseIds.text(id)).isEqualTo("course_9");
        assertThat(CourseIds.find("course_9")).contains(id);
        assertThat(CourseIds.find("course_09")).isEmpty();
        assertThat(CourseIds.find("course_abc123")).isEmpty();
        assertThat(CourseIds.find("course_99999999999999999999")).isEmpty();
    }
}
