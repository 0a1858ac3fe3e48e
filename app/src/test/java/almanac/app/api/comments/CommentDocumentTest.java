package almanac.app.api.comments;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.app.testing.AlmanacServer;
import almanac.app.testing.Documents;
import almanac.app.testing.Person;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The six endpoints of the document, and what their answers hold. */
final class CommentDocumentTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final String[] FIELDS = {
        "id",
        "eventId",
        "parentCommentId",
        "templateKey",
        "content",
        "isFlagged",
        "flaggedAt",
        "flaggedBy",
        "visibility",
        "reporter",
        "context",
        "isSystem",
        "createdAt",
        "updatedAt",
        "replies"
    };

    private final Person ada = Person.at(AlmanacServer.shared(), "ada");
    private final Scene scene = Scene.of(ada);

    private static Instant time(JsonNode comment, String field) {
        return Instant.parse(comment.get(field).asString());
    }

    @Test
    void the_documented_comment_answers_every_field() {
        var command = Documents.read("primecal-events-and-comments.md").curls().getLast();
        assertThat(command.path()).endsWith("/comments");
        var said = JSON.readTree(command.body().orElseThrow()).get("content").asString();
        var answer = ada.post(scene.path(), command.body().orElseThrow());

        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        var comment = answer.json();
        assertThat(List.copyOf(comment.propertyNames())).containsExactlyInAnyOrder(FIELDS);
        assertThat(comment.get("id").isIntegralNumber()).isTrue();
        assertThat(comment.get("eventId").asLong()).isEqualTo(scene.event());
        assertThat(comment.get("content").asString()).isEqualTo(said);
        assertThat(comment.get("isFlagged").isBoolean()).isTrue();
        assertThat(comment.get("isFlagged").asBoolean()).isFalse();
        assertThat(comment.get("isSystem").isBoolean()).isTrue();
        assertThat(comment.get("isSystem").asBoolean()).isFalse();
        assertThat(comment.get("visibility").asString()).isEqualTo("private");
        assertThat(comment.get("context").asString()).isEqualTo("comment");
        assertThat(comment.get("replies").isArray()).isTrue();
        assertThat(comment.get("replies").size()).isZero();
        for (var empty : List.of("parentCommentId", "templateKey", "flaggedAt", "flaggedBy")) {
            assertThat(comment.get(empty).isNull()).as(empty).isTrue();
        }
        assertThat(time(comment, "createdAt")).isEqualTo(time(comment, "updatedAt"));
        assertThat(List.copyOf(comment.get("reporter").propertyNames()))
                .containsExactlyInAnyOrder("id", "username", "firstName", "lastName");
        assertThat(comment.at("/reporter/id").asLong()).isEqualTo(ada.user().id());
        assertThat(comment.at("/reporter/username").asString()).isEqualTo(ada.user().username());
    }

    @Test
    void a_listing_holds_what_was_written_just_now() {
        assertThat(scene.listing().toString())
                .isEqualTo("{\"visibility\":\"private\",\"canReply\":true,\"comments\":[]}");
        var first = scene.comment("one");
        var second = scene.comment("two");
        var reply = scene.reply(first, "three");
        var below = scene.reply(reply, "four");

        var comments = scene.listing().get("comments");
        assertThat(comments.size()).isEqualTo(2);
        assertThat(comments.get(1)).isEqualTo(second);
        assertThat(comments.at("/0/replies").size()).isEqualTo(1);
        assertThat(comments.at("/0/replies/0/id")).isEqualTo(reply.get("id"));
        assertThat(comments.at("/0/replies/0/replies/0")).isEqualTo(below);
    }

    @Test
    void the_visibility_is_the_calendars() {
        var comment = scene.comment("one");
        ada.patch("/api/calendars/" + ada.calendar(), Map.of("visibility", "public"));
        assertThat(scene.listing().at("/visibility").asString()).isEqualTo("public");
        assertThat(scene.listing().at("/comments/0/visibility").asString()).isEqualTo("public");
        assertThat(comment.get("visibility").asString()).isEqualTo("private");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    what_im_doing | Log - What I am doing: packing | Log - What I am doing:
                    quick_note    | Quick note: packing            | Quick note:
                    reality_log   | Reality log: packing           | Reality log:
                    open_event    | Opened event: packing          | Opened event:
                    """)
    void a_template_begins_the_text_or_is_all_of_it(String key, String rendered, String alone) {
        var comment = ada.created(scene.path(), Map.of("content", " packing ", "templateKey", key));
        assertThat(comment.get("content").asString()).isEqualTo(rendered);
        assertThat(comment.get("templateKey").asString()).isEqualTo(key);
        assertThat(comment.get("isSystem").asBoolean()).isFalse();
        assertThat(comment.get("context").asString()).isEqualTo("comment");
        var again = ada.created(scene.path(), Map.of("content", rendered, "templateKey", key));
        assertThat(again.get("content").asString()).isEqualTo(rendered);
        var bare = ada.created(scene.path(), Map.of("templateKey", key));
        assertThat(bare.get("content").asString()).isEqualTo(alone);
    }

    @Test
    void a_reply_is_written_below_the_comment_of_the_path_or_of_the_body() {
        var first = scene.comment("one");
        var other = scene.comment("two");
        var byPath =
                ada.created(
                        scene.path(first) + "/replies",
                        Map.of("content", "x", "parentCommentId", other.get("id").asLong()));
        assertThat(byPath.get("parentCommentId")).isEqualTo(first.get("id"));
        assertThat(byPath.get("context").asString()).isEqualTo("reply");
        var byBody =
                ada.created(
                        scene.path(),
                        Map.of("content", "y", "parentCommentId", other.get("id").asLong()));
        assertThat(byBody.get("parentCommentId")).isEqualTo(other.get("id"));
        assertThat(byBody.get("context").asString()).isEqualTo("reply");
        assertThat(scene.listing().get("comments").size()).isEqualTo(2);
    }

    @Test
    void an_edit_changes_the_text_and_shows_the_replies() {
        var comment = scene.comment("one");
        var reply = scene.reply(comment, "two");
        var answer = ada.patch(scene.path(comment), "{\"content\": \" other \"}");

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.at("/content")).isEqualTo("other");
        assertThat(answer.json().at("/replies/0")).isEqualTo(reply);
        assertThat(answer.json().get("createdAt")).isEqualTo(comment.get("createdAt"));
        assertThat(time(answer.json(), "updatedAt")).isAfter(time(comment, "updatedAt"));
        assertThat(scene.listing().at("/comments/0")).isEqualTo(answer.json());
    }

    @Test
    void a_flag_says_who_and_when_until_it_is_taken_away() {
        var eve = Person.at(AlmanacServer.shared(), "eve");
        ada.share(ada.calendar(), eve, "read");
        var comment = scene.comment("one");
        var flag = scene.path(comment) + "/flag";

        var flagged = eve.patch(flag, "{\"isFlagged\": true}");
        assertThat(flagged.status()).as(flagged.text()).isEqualTo(200);
        assertThat(flagged.json().get("isFlagged").asBoolean()).isTrue();
        assertThat(flagged.json().at("/flaggedBy/id").asLong()).isEqualTo(eve.user().id());
        assertThat(flagged.at("/flaggedBy/username")).isEqualTo(eve.user().username());
        assertThat(time(flagged.json(), "flaggedAt")).isEqualTo(time(flagged.json(), "updatedAt"));

        assertThat(ada.patch(flag, "{\"isFlagged\": true}").json()).isEqualTo(flagged.json());

        var unflagged = ada.patch(flag, "{\"isFlagged\": false}").json();
        assertThat(unflagged.get("isFlagged").asBoolean()).isFalse();
        assertThat(unflagged.get("flaggedAt").isNull()).isTrue();
        assertThat(unflagged.get("flaggedBy").isNull()).isTrue();
    }

    @Test
    void a_comment_can_be_flagged_from_the_beginning() {
        var comment = ada.created(scene.path(), Map.of("content", "x", "isFlagged", true));
        assertThat(comment.get("isFlagged").asBoolean()).isTrue();
        assertThat(comment.at("/flaggedBy/id").asLong()).isEqualTo(ada.user().id());
        assertThat(comment.get("flaggedAt")).isEqualTo(comment.get("createdAt"));
    }

    @Test
    void null_is_as_if_it_had_not_been_sent() {
        var comment =
                ada.created(
                        scene.path(),
                        "{\"content\":\"x\",\"templateKey\":null,\"parentCommentId\":null,"
                                + "\"isFlagged\":null,\"unknown\":7}");
        assertThat(comment.get("context").asString()).isEqualTo("comment");
        assertThat(comment.get("isFlagged").asBoolean()).isFalse();
    }

    @Test
    void a_repeated_request_with_its_key_writes_once() {
        var key = Map.of("Idempotency-Key", "late-" + scene.event());
        var first = ada.send("POST", scene.path(), Scene.LATE, key);
        var again = ada.send("POST", scene.path(), Scene.LATE, key);
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.text()).isEqualTo(first.text());
        assertThat(scene.contents()).hasSize(1);
    }

    @Test
    void ten_in_a_row_are_listed_in_that_order() {
        var said = IntStream.range(0, 10).mapToObj(n -> "comment " + n).toList();
        said.forEach(scene::comment);
        assertThat(scene.contents()).isEqualTo(said);
    }

    @Test
    void the_description_has_all_six_with_the_documents_example() {
        var document = AlmanacServer.shared().get(null, "/v3/api-docs/primecal");
        var paths = document.json().get("paths");
        var comments = "/api/events/{eventId}/comments";
        for (var operation :
                List.of(
                        "/get",
                        "/post",
                        "~1track-open/post",
                        "~1{commentId}/patch",
                        "~1{commentId}~1flag/patch",
                        "~1{commentId}~1replies/post")) {
            assertThat(paths.at("/" + comments.replace("/", "~1") + operation).isObject())
                    .as(operation)
                    .isTrue();
        }
        assertThat(document.text()).contains("Running 10 minutes late.");
    }
}
