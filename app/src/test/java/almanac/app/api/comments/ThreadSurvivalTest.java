package almanac.app.api.comments;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.app.testing.AlmanacServer;
import almanac.app.testing.Person;
import almanac.comment.CommentFact;
import almanac.comment.ThreadId;
import almanac.entry.EntryNumber;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.Message;
import org.junit.jupiter.api.Test;

/** Threads stay where they are, whatever happens to the event. */
final class ThreadSurvivalTest {

    private static final String FILE =
            """
            BEGIN:VCALENDAR
            VERSION:2.0
            BEGIN:VEVENT
            UID:soccer@threads
            DTSTART;TZID=Europe/Berlin:20260401T170000
            DTEND;TZID=Europe/Berlin:20260401T183000
            RRULE:FREQ=WEEKLY;COUNT=5
            SUMMARY:Soccer practice
            END:VEVENT
            END:VCALENDAR
            """;

    private final Person ada = Person.at(AlmanacServer.shared(), "ada");

    /** A series whose whole and whose every occurrence have said their own name. */
    private List<Scene> talkative() {
        var scenes = Scene.series(ada);
        assertThat(scenes).hasSize(7);
        for (var index = 0; index < scenes.size(); index++) {
            scenes.get(index).comment("about " + index);
        }
        return scenes;
    }

    private static void stillThere(List<Scene> scenes) {
        for (var index = 0; index < scenes.size(); index++) {
            assertThat(scenes.get(index).contents()).containsExactly("about " + index);
        }
    }

    private String day(Scene scene) {
        var event = ada.get("/api/events/" + scene.event()).json();
        return event.get("startDate").asString() + " " + event.get("startTime").asString();
    }

    private void patch(Scene scene, String body) {
        var answer = ada.patch("/api/events/" + scene.event(), body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }

    @Test
    void the_series_and_each_occurrence_have_their_own() {
        stillThere(talkative());
    }

    @Test
    void a_future_edit_of_the_time_keeps_the_threads_of_later_occurrences() {
        var scenes = talkative();
        patch(
                scenes.get(3),
                "{\"startTime\":\"08:15\",\"endTime\":\"09:00\",\"updateMode\":\"future\"}");
        assertThat(day(scenes.get(2))).isEqualTo("2026-04-08 17:00");
        assertThat(day(scenes.get(5))).isEqualTo("2026-04-29 08:15");
        stillThere(scenes);
    }

    @Test
    void a_future_edit_of_the_weekday_keeps_the_threads_of_later_occurrences() {
        var scenes = talkative();
        patch(
                scenes.get(3),
                "{\"startDate\":\"2026-04-17\",\"endDate\":\"2026-04-17\",\"updateMode\":\"future\"}");
        assertThat(day(scenes.get(6))).isEqualTo("2026-05-08 17:00");
        stillThere(scenes);
        patch(scenes.get(5), "{\"title\":\"again\",\"updateMode\":\"future\"}");
        stillThere(scenes);
    }

    @Test
    void a_new_rule_from_one_on_keeps_the_threads_of_what_still_takes_place() {
        var scenes = talkative();
        recur(
                scenes.get(3),
                """
                {"updateScope":"future",
                 "recurrence":{"type":"daily","endType":"date","endDate":"2026-05-10"}}
                """);
        stillThere(scenes);
        assertThat(ada.list("/api/events?startDate=2026-04-16&endDate=2026-04-16")).hasSize(1);
    }

    @Test
    void another_weekday_by_a_new_rule_takes_the_threads_along() {
        var scenes = talkative();
        recur(
                scenes.get(3),
                """
                {"updateScope":"future",
                 "recurrence":{"type":"weekly","daysOfWeek":["TH"],"endType":"count","count":4}}
                """);
        assertThat(day(scenes.get(2))).isEqualTo("2026-04-08 17:00");
        assertThat(day(scenes.get(3))).isEqualTo("2026-04-16 17:00");
        assertThat(day(scenes.get(6))).isEqualTo("2026-05-07 17:00");
        stillThere(scenes);
    }

    private void recur(Scene scene, String body) {
        var answer = ada.patch("/api/events/" + scene.event() + "/recurring", body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }

    @Test
    void a_deletion_from_one_on_leaves_the_earlier_threads() {
        var scenes = talkative();
        ada.delete("/api/events/" + scenes.get(3).event() + "?scope=future");
        assertThat(ada.get(scenes.get(3).path()).status()).isEqualTo(404);
        assertThat(ada.get(scenes.get(6).path()).status()).isEqualTo(404);
        stillThere(scenes.subList(0, 3));
    }

    @Test
    void a_series_that_becomes_one_event_keeps_the_threads_of_the_whole_and_of_what_is_left() {
        var scenes = talkative();
        patch(scenes.get(0), "{\"recurrenceType\":\"none\",\"updateMode\":\"all\"}");
        assertThat(scenes.get(0).contents()).containsExactly("about 0", "about 1");
        assertThat(scenes.get(1).contents()).containsExactly("about 0", "about 1");
        assertThat(ada.get(scenes.get(2).path()).status()).isEqualTo(404);
    }

    @Test
    void an_edit_of_all_keeps_every_thread() {
        var scenes = talkative();
        patch(scenes.get(3), "{\"title\":\"other\",\"updateMode\":\"future\"}");
        patch(
                scenes.get(1),
                "{\"startDate\":\"2026-04-02\",\"endDate\":\"2026-04-02\",\"startTime\":\"18:00\","
                        + "\"endTime\":\"19:00\",\"updateMode\":\"all\"}");
        assertThat(day(scenes.get(1))).isEqualTo("2026-04-02 18:00");
        assertThat(day(scenes.get(4))).isEqualTo("2026-04-23 18:00");
        stillThere(scenes);
    }

    @Test
    void an_occurrence_that_was_moved_keeps_its_thread() {
        var scenes = talkative();
        patch(
                scenes.get(2),
                "{\"startDate\":\"2026-04-20\",\"endDate\":\"2026-04-20\",\"updateMode\":\"single\"}");
        assertThat(day(scenes.get(2))).isEqualTo("2026-04-20 17:00");
        stillThere(scenes);
    }

    @Test
    void a_move_to_another_calendar_takes_every_thread_along() {
        var scenes = talkative();
        var other = ada.created("/api/calendars", Map.of("name", "c", "visibility", "shared"));
        patch(
                scenes.get(0),
                "{\"updateMode\":\"all\",\"calendarId\":" + other.get("id").asLong() + "}");
        stillThere(scenes);
        assertThat(scenes.get(4).listing().get("visibility").asString()).isEqualTo("shared");
    }

    @Test
    void an_event_that_becomes_a_series_keeps_its_thread_as_the_whole() {
        var scene = Scene.of(ada);
        scene.comment("about it");
        patch(scene, "{\"recurrenceType\":\"daily\",\"updateMode\":\"all\"}");
        assertThat(scene.contents()).containsExactly("about it");
    }

    @Test
    void a_deleted_occurrence_hides_its_thread_only() {
        var scenes = talkative();
        ada.delete("/api/events/" + scenes.get(3).event());
        assertThat(ada.get(scenes.get(3).path()).status()).isEqualTo(404);
        assertThat(ada.post(scenes.get(3).path(), Scene.LATE).status()).isEqualTo(404);
        assertThat(scenes.get(4).contents()).containsExactly("about 4");
        assertThat(scenes.get(0).contents()).containsExactly("about 0");
    }

    @Test
    void a_deleted_event_hides_its_thread_at_every_endpoint() {
        var scene = Scene.of(ada);
        var comment = scene.path(scene.comment("x"));
        assertThat(ada.delete("/api/events/" + scene.event()).status()).isEqualTo(200);
        assertThat(ada.get(scene.path()).status()).isEqualTo(404);
        assertThat(ada.post(scene.path(), Scene.LATE).status()).isEqualTo(404);
        assertThat(ada.post(scene.path() + "/track-open", "{}").status()).isEqualTo(404);
        assertThat(ada.patch(comment, Scene.LATE).status()).isEqualTo(404);
        assertThat(ada.patch(comment + "/flag", "{\"isFlagged\":true}").status()).isEqualTo(404);
        assertThat(ada.post(comment + "/replies", Scene.LATE).status()).isEqualTo(404);
    }

    @Test
    void what_was_said_about_a_deleted_event_stays_in_the_history_with_who_said_it() {
        var scenes = talkative();
        var later = scenes.get(5);
        assertThat(ada.delete("/api/events/" + later.event()).status()).isEqualTo(200);
        assertThat(ada.delete("/api/events/" + scenes.get(0).event()).status()).isEqualTo(200);
        assertThat(ada.get(scenes.get(0).path()).status()).isEqualTo(404);

        var entry = EntryNumber.parse(scenes.get(0).event()).orElseThrow().entry();
        var week = Duration.ofDays(7).toSeconds();
        said(ThreadId.of(entry), "about 0");
        said(new ThreadId(entry, OptionalLong.of(4 * week)), "about 5");
        said(new ThreadId(entry, OptionalLong.of(week)), "about 2");
    }

    private void said(ThreadId thread, String content) {
        var facts =
                AlmanacServer.shared()
                        .bean(EventStore.class)
                        .readEvents(thread.toString())
                        .asStream()
                        .map(Message::getPayload)
                        .toList();
        assertThat(facts).as(thread.toString()).hasSize(1);
        assertThat(facts.getFirst())
                .isInstanceOfSatisfying(
                        CommentFact.CommentWritten.class,
                        written -> {
                            assertThat(written.content()).isEqualTo(content);
                            assertThat(written.author().value()).isEqualTo(ada.user().id());
                        });
    }

    @Test
    void the_whole_and_an_occurrence_answer_each_other_no_comments() {
        var scenes = Scene.series(ada);
        var whole = scenes.get(0).comment("whole").get("id").asLong();
        var second = scenes.get(2).comment("second").get("id").asLong();
        assertThat(reply(scenes.get(2), whole)).isEqualTo(404);
        assertThat(reply(scenes.get(0), second)).isEqualTo(404);
        assertThat(reply(scenes.get(3), second)).isEqualTo(404);
        assertThat(reply(scenes.get(2), second)).isEqualTo(201);
    }

    private int reply(Scene scene, long parent) {
        return ada.post(scene.path() + "/" + parent + "/replies", Scene.LATE).status();
    }

    @Test
    void an_import_keeps_the_threads_and_brings_back_those_of_what_was_deleted() {
        var master = new Scene(ada, imported());
        var occurrence = new Scene(ada, second());
        master.comment("whole");
        occurrence.comment("second");
        imported();
        assertThat(occurrence.contents()).containsExactly("second");

        assertThat(ada.delete("/api/events/" + master.event()).status()).isEqualTo(200);
        assertThat(ada.get(occurrence.path()).status()).isEqualTo(404);
        assertThat(imported()).isEqualTo(master.event());
        assertThat(second()).isEqualTo(occurrence.event());
        assertThat(master.contents()).containsExactly("whole");
        assertThat(occurrence.contents()).containsExactly("second");
    }

    private long imported() {
        var answer =
                ada.send(
                        "POST",
                        "/api/calendars/" + ada.calendar() + "/import",
                        FILE.replace("\n", "\r\n"),
                        Map.of("Content-Type", "text/calendar"));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json().at("/items/0/eventId").asLong();
    }

    private long second() {
        return ada.list("/api/events?startDate=2026-04-08&endDate=2026-04-08")
                .getFirst()
                .get("id")
                .asLong();
    }
}
