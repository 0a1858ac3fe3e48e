package almanac.app.api.comments;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.app.testing.AlmanacServer;
import almanac.app.testing.Person;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** An event that is left of a series is still the occurrence that it was (docs/adr/0033). */
final class SurvivorTest {

    private static final String ENDS = "{\"recurrenceType\":\"none\",\"updateMode\":\"all\"}";

    private final Person ada = Person.at(AlmanacServer.shared(), "ada");
    private final List<Scene> scenes = Scene.series(ada);
    private final Scene whole = scenes.get(0);
    private final Scene third = scenes.get(3);

    /** Said of the whole, then of the third day, which alone is left of the series. */
    private void leaveTheThird() {
        whole.comment("whole");
        third.comment("third");
        for (var earlier : scenes.subList(1, 3)) {
            assertThat(ada.delete("/api/events/" + earlier.event()).status()).isEqualTo(200);
        }
        patch(whole, ENDS);
    }

    private void patch(Scene scene, String body) {
        var answer = ada.patch("/api/events/" + scene.event(), body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }

    private JsonNode event(Scene scene) {
        return ada.get("/api/events/" + scene.event()).json();
    }

    private long comment(String content) {
        return whole.listing()
                .get("comments")
                .valueStream()
                .filter(each -> each.get("content").asString().equals(content))
                .findFirst()
                .orElseThrow()
                .get("id")
                .asLong();
    }

    private List<String> contents(Scene scene, Instant then) {
        return ada.get(scene.path() + "?asOf=" + then)
                .json()
                .get("comments")
                .valueStream()
                .map(each -> each.get("content").asString())
                .toList();
    }

    private static Instant now() {
        var now = AlmanacServer.shared().bean(Clock.class).instant();
        return now.getNano() % 1_000_000 == 0 ? now.plusNanos(1) : now;
    }

    @Test
    void it_is_found_under_the_number_of_the_occurrence() {
        leaveTheThird();
        assertThat(event(third)).isEqualTo(event(whole));
        assertThat(event(third).get("startDate").asString()).isEqualTo("2026-04-15");
        assertThat(ada.get("/api/events/" + scenes.get(4).event()).status()).isEqualTo(404);
        assertThat(ada.get(scenes.get(4).path()).status()).isEqualTo(404);
    }

    @Test
    void what_was_said_of_both_is_read_edited_and_answered_under_either_number() {
        leaveTheThird();
        for (var scene : List.of(whole, third)) {
            assertThat(scene.contents()).containsExactly("whole", "third");
            for (var said : List.of("whole", "third")) {
                var path = scene.path() + "/" + comment(said);
                assertThat(ada.post(path + "/replies", Scene.LATE).status()).isEqualTo(201);
                assertThat(ada.patch(path, Map.of("content", said)).status()).isEqualTo(200);
                assertThat(ada.patch(path + "/flag", "{\"isFlagged\":true}").status())
                        .isEqualTo(200);
            }
        }
        var replies = whole.listing().get("comments").valueStream();
        assertThat(replies.map(each -> each.get("replies").size())).containsExactly(2, 2);
    }

    @Test
    void as_of_an_instant_it_is_read_as_it_was() {
        whole.comment("of all");
        var before = now();
        leaveTheThird();
        var after = now();
        whole.comment("later");
        assertThat(contents(whole, before)).containsExactly("of all");
        assertThat(contents(third, before)).isEmpty();
        for (var scene : List.of(whole, third)) {
            assertThat(contents(scene, after)).containsExactly("of all", "whole", "third");
        }
    }

    @Test
    void it_is_edited_and_deleted_under_the_number_of_the_occurrence() {
        leaveTheThird();
        patch(third, "{\"title\":\"final\",\"updateMode\":\"single\"}");
        assertThat(event(whole).get("title").asString()).isEqualTo("final");
        assertThat(ada.delete("/api/events/" + third.event()).status()).isEqualTo(200);
        assertThat(ada.get("/api/events/" + whole.event()).status()).isEqualTo(404);
    }

    @Test
    void a_series_that_it_becomes_again_begins_with_that_occurrence() {
        leaveTheThird();
        patch(
                third,
                "{\"startDate\":\"2026-04-20\",\"endDate\":\"2026-04-20\",\"recurrenceType\":\"daily\"}");
        assertThat(event(third).get("startDate").asString()).isEqualTo("2026-04-20");
        assertThat(third.contents()).containsExactly("third");
        assertThat(whole.contents()).containsExactly("whole");
    }

    @Test
    void it_is_restored_under_the_number_of_the_occurrence() {
        leaveTheThird();
        var left = event(third);
        var then = now();
        patch(whole, "{\"title\":\"final\"}");
        var answer =
                ada.post(
                        "/api/events/" + third.event() + "/restore", Map.of("at", then.toString()));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(event(third).get("title")).isEqualTo(left.get("title"));
    }
}
