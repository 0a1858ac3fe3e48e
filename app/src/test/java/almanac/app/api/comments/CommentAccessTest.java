package almanac.app.api.comments;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.app.testing.AlmanacServer;
import almanac.app.testing.Answer;
import almanac.app.testing.Person;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who may read an event may take part in its thread; nobody else may. */
final class CommentAccessTest {

    private final Person owner = Person.at(AlmanacServer.shared(), "owner");
    private final Map<String, Person> people = new LinkedHashMap<>();
    private final Scene scene;
    private final String first;

    CommentAccessTest() {
        var calendar = owner.created("/api/calendars", Map.of("name", "c")).get("id").asLong();
        people.put("owner", owner);
        for (var name : List.of("admin", "write", "read", "stranger", "revoked")) {
            people.put(name, Person.at(AlmanacServer.shared(), name));
        }
        for (var permission : List.of("admin", "write", "read")) {
            owner.share(calendar, person(permission), permission);
        }
        owner.share(calendar, person("revoked"), "admin");
        scene = Scene.on(owner, calendar);
        first = scene.path(scene.comment("first"));
        unshare(calendar, person("revoked"));
    }

    private Person person(String name) {
        return Optional.ofNullable(people.get(name)).orElseThrow();
    }

    private void unshare(long calendar, Person person) {
        var taken =
                owner.send(
                        "DELETE",
                        "/api/calendars/" + calendar + "/share",
                        Map.of("userIds", List.of(person.user().id())),
                        Map.of());
        assertThat(taken.status()).isEqualTo(200);
    }

    private interface Call {
        Answer by(Person person);
    }

    /** What everybody may do who may read. */
    private Map<String, Call> calls() {
        var calls = new LinkedHashMap<String, Call>();
        calls.put("list", p -> p.get(scene.path()));
        calls.put("create", p -> p.post(scene.path(), Scene.LATE));
        calls.put("reply", p -> p.post(first + "/replies", Scene.LATE));
        calls.put("flag", p -> p.patch(first + "/flag", "{\"isFlagged\":true}"));
        calls.put("track", p -> p.post(scene.path() + "/track-open", "{}"));
        return calls;
    }

    @Test
    void everybody_who_may_read_takes_part_and_nobody_else() {
        for (var person : people.entrySet()) {
            for (var call : calls().entrySet()) {
                var answer = call.getValue().by(person.getValue());
                var what = person.getKey() + " does " + call.getKey();
                if (List.of("stranger", "revoked").contains(person.getKey())) {
                    assertThat(answer.status()).as(what).isEqualTo(403);
                    assertThat(answer.at("/message")).isEqualTo("Access denied to this event");
                    assertThat(answer.text()).doesNotContain("first");
                } else {
                    assertThat(answer.status()).as(what).isIn(200, 201);
                }
            }
        }
    }

    @Test
    void a_comment_is_edited_by_its_author_while_they_may_read() {
        for (var person : people.entrySet()) {
            var answer = person.getValue().patch(first, "{\"content\":\"first\"}");
            assertThat(answer.status())
                    .as(person.getKey())
                    .isEqualTo(person.getKey().equals("owner") ? 200 : 403);
        }
        var calendar = owner.get("/api/events/" + scene.event()).json().get("calendarId").asLong();
        var writer = person("write");
        var own = scene.path(scene.comment(writer, "mine"));
        assertThat(writer.patch(own, "{\"content\":\"still\"}").status()).isEqualTo(200);
        unshare(calendar, writer);
        assertThat(writer.patch(own, "{\"content\":\"no more\"}").status()).isEqualTo(403);
        assertThat(writer.get(scene.path()).status()).isEqualTo(403);
        assertThat(scene.contents()).contains("still").doesNotContain("no more");
    }

    @Test
    void nobody_gets_in_without_credentials() {
        var server = AlmanacServer.shared();
        assertThat(server.get(null, scene.path()).status()).isEqualTo(401);
        assertThat(server.post(null, scene.path(), Scene.LATE).status()).isEqualTo(401);
        assertThat(server.post(null, scene.path() + "/track-open", "{}").status()).isEqualTo(401);
        assertThat(server.post(null, first + "/replies", Scene.LATE).status()).isEqualTo(401);
        assertThat(server.patch(null, first, Scene.LATE).status()).isEqualTo(401);
        assertThat(server.patch(null, first + "/flag", "{\"isFlagged\":true}").status())
                .isEqualTo(401);
    }

    @Test
    void a_key_comments_with_the_scope_to_write() {
        var server = AlmanacServer.shared();
        for (var scope : List.of("read", "write")) {
            var key = owner.created("/api/api-keys", Map.of("name", "k", "scopes", List.of(scope)));
            var header = Map.of("x-api-key", key.get("apiKey").asString());
            assertThat(server.exchange("GET", scene.path(), null, header).status()).isEqualTo(200);
            assertThat(server.exchange("POST", scene.path(), Scene.LATE, header).status())
                    .isEqualTo(scope.equals("write") ? 201 : 403);
        }
    }

    @Test
    void the_thread_of_a_deleted_calendar_is_gone() {
        var calendar = owner.get("/api/events/" + scene.event()).json().get("calendarId").asLong();
        assertThat(owner.delete("/api/calendars/" + calendar).status()).isEqualTo(200);
        for (var call : calls().entrySet()) {
            assertThat(call.getValue().by(owner).status()).as(call.getKey()).isEqualTo(404);
        }
        assertThat(owner.patch(first, Scene.LATE).status()).isEqualTo(404);
    }
}
