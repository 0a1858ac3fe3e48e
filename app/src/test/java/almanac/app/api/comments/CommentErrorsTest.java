package almanac.app.api.comments;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.app.testing.AlmanacServer;
import almanac.app.testing.Answer;
import almanac.app.testing.Person;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every refusal names what is wrong, in the envelope of the events. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class CommentErrorsTest {

    private final Person ada = Person.at(AlmanacServer.shared(), "ada");
    private Scene scene = Scene.of(ada);

    @BeforeEach
    void begin() {
        scene = Scene.of(ada);
    }

    private static void invalid(Answer answer, String field) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.at("/error/code")).isEqualTo("VALIDATION_FAILED");
        assertThat(answer.at("/error/details/fields/0/field")).isEqualTo(field);
    }

    private static void missing(Answer answer, String message) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(404);
        assertThat(answer.at("/error/code")).isEqualTo("NOT_FOUND");
        assertThat(answer.at("/message")).isEqualTo(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {}                                            | content
                    {"content":""}                                | content
                    {"content":" \\n"}                            | content
                    {"content":null}                              | content
                    {"content":7}                                 | content
                    {"content":"a\\u0000"}                         | content
                    {"content":"a\\udc00"}                         | content
                    {"content":"x","templateKey":"QUICK_NOTE"}    | templateKey
                    {"content":"x","templateKey":"other"}         | templateKey
                    {"content":"x","templateKey":1}               | templateKey
                    {"content":"x","parentCommentId":"1"}         | parentCommentId
                    {"content":"x","parentCommentId":1.5}         | parentCommentId
                    {"content":"x","parentCommentId":-1}          | parentCommentId
                    {"content":"x","isFlagged":"yes"}             | isFlagged
                    """)
    void a_wrong_field_is_refused_by_name(String body, String field) {
        invalid(ada.post(scene.path(), body), field);
        if (!field.equals("parentCommentId") || body.contains("\"1\"") || body.contains("1.5")) {
            var comment = scene.comment("x");
            invalid(ada.post(scene.path(comment) + "/replies", body), field);
        }
        assertThat(scene.contents()).allMatch("x"::equals);
    }

    @Test
    void an_empty_comment_is_told_so() {
        var answer = ada.post(scene.path(), "{\"content\":\" \"}");
        assertThat(answer.at("/message")).isEqualTo("Comment content cannot be empty");
    }

    @Test
    void content_may_have_10000_characters_and_no_more() {
        var longest = "🎄".repeat(10_000);
        assertThat(scene.comment(longest).get("content").asString()).isEqualTo(longest);
        invalid(ada.post(scene.path(), Map.of("content", longest + "x")), "content");
        invalid(ada.post(scene.path() + "/track-open", Map.of("note", "x".repeat(10_001))), "note");
        invalid(ada.post(scene.path() + "/track-open", "{\"note\":7}"), "note");
    }

    @Test
    void an_edit_and_a_flag_need_their_field() {
        var comment = scene.path(scene.comment("x"));
        for (var body : List.of("{}", "{\"content\":null}", "{\"content\":\"\"}")) {
            invalid(ada.patch(comment, body), "content");
        }
        for (var body : List.of("{}", "{\"isFlagged\":null}", "{\"isFlagged\":\"true\"}")) {
            invalid(ada.patch(comment + "/flag", body), "isFlagged");
        }
        assertThat(scene.contents()).containsExactly("x");
    }

    @Test
    void a_parent_that_is_unknown_or_elsewhere_is_not_found() {
        var elsewhere = Scene.of(ada).comment("x").get("id").asLong();
        for (var parent : List.of(elsewhere, 1L << 40)) {
            missing(
                    ada.post(scene.path(), Map.of("content", "y", "parentCommentId", parent)),
                    "Parent comment not found");
            missing(
                    ada.post(scene.path() + "/" + parent + "/replies", Map.of("content", "y")),
                    "Parent comment not found");
        }
        assertThat(scene.contents()).isEmpty();
    }

    @Test
    void a_comment_that_is_unknown_or_elsewhere_is_not_found() {
        var elsewhere = Scene.of(ada).comment("x").get("id").asLong();
        for (var comment : List.of(elsewhere, 1L << 40)) {
            var path = scene.path() + "/" + comment;
            missing(ada.patch(path, "{\"content\":\"y\"}"), "Comment not found");
            missing(ada.patch(path + "/flag", "{\"isFlagged\":true}"), "Comment not found");
        }
    }

    @Test
    void only_the_author_edits_whatever_others_may_do() {
        var eve = Person.at(AlmanacServer.shared(), "eve");
        ada.share(ada.calendar(), eve, "admin");
        var own = scene.path(scene.comment("mine"));
        var other = scene.path(scene.comment(eve, "hers"));
        for (var refused :
                List.of(
                        eve.patch(own, "{\"content\":\"y\"}"),
                        ada.patch(other, "{\"content\":\"y\"}"))) {
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.at("/error/code")).isEqualTo("FORBIDDEN");
            assertThat(refused.at("/message"))
                    .isEqualTo("You do not have permission to edit comment");
        }
        assertThat(eve.patch(other, "{\"content\":\"y\"}").status()).isEqualTo(200);
        assertThat(scene.contents()).containsExactly("mine", "y");
    }

    @Test
    void a_hundred_deep_ends_at_32() {
        var parent = scene.comment("1");
        for (var depth = 2; depth <= 32; depth++) {
            parent = scene.reply(parent, Integer.toString(depth));
        }
        for (var more = 0; more < 3; more++) {
            invalid(ada.post(scene.path(parent) + "/replies", Scene.LATE), "parentCommentId");
        }
        var bottom = "/comments/0" + "/replies/0".repeat(31);
        assertThat(scene.listing().at(bottom + "/content").asString()).isEqualTo("32");
        assertThat(scene.listing().at(bottom + "/replies").size()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"42abc", "0", "-1", "1.5", "9007199254740992"})
    void an_event_that_is_no_number_is_refused(String event) {
        var path = "/api/events/" + event + "/comments";
        invalid(ada.get(path), "eventId");
        invalid(ada.post(path, Scene.LATE), "eventId");
        invalid(ada.post(path + "/track-open", "{}"), "eventId");
        invalid(ada.patch(path + "/1", Scene.LATE), "eventId");
        invalid(ada.patch(path + "/1/flag", "{\"isFlagged\":true}"), "eventId");
        invalid(ada.post(path + "/1/replies", Scene.LATE), "eventId");
    }

    @ParameterizedTest
    @ValueSource(strings = {"7x", "0", "-1"})
    void a_comment_that_is_no_number_is_refused(String comment) {
        invalid(ada.patch(scene.path() + "/" + comment, Scene.LATE), "commentId");
        invalid(
                ada.patch(scene.path() + "/" + comment + "/flag", "{\"isFlagged\":true}"),
                "commentId");
        invalid(ada.post(scene.path() + "/" + comment + "/replies", Scene.LATE), "commentId");
    }

    @Test
    void a_path_that_two_endpoints_could_mean_is_a_refusal_and_no_failure() {
        invalid(ada.get("/api/events/calendar/comments"), "calendarId");
        assertThat(ada.post("/api/events/calendar/comments", Scene.LATE).status())
                .isBetween(400, 499);
        assertThat(ada.post("/api/events/recurring/comments", Scene.LATE).status()).isEqualTo(400);
    }

    @Test
    void there_is_no_deleting_and_no_reading_of_one() {
        var comment = scene.path(scene.comment("x"));
        assertThat(ada.delete(comment).status()).isEqualTo(405);
        assertThat(ada.get(comment).status()).isEqualTo(405);
        assertThat(ada.post(scene.path(), "{\"content\":").status()).isEqualTo(400);
    }

    @Test
    void the_thread_of_an_event_that_is_not_there_is_not_found() {
        for (var event : List.of(2_000_000_000L, 1L << 50)) {
            var path = Scene.comments(event);
            missing(ada.get(path), "Event not found");
            missing(ada.post(path, Scene.LATE), "Event not found");
            missing(ada.post(path + "/track-open", "{}"), "Event not found");
            missing(ada.patch(path + "/1", Scene.LATE), "Event not found");
            missing(ada.patch(path + "/1/flag", "{\"isFlagged\":true}"), "Event not found");
            missing(ada.post(path + "/1/replies", Scene.LATE), "Event not found");
        }
    }
}
