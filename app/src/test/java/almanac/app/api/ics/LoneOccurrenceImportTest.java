package almanac.app.api.ics;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.app.testing.AlmanacServer;
import almanac.app.testing.Person;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Files that hold a changed occurrence and not its series (RFC 5545 3.8.4.4, RFC 5546 3.2.2). */
@DisplayNameGeneration(ReplaceUnderscores.class)
final class LoneOccurrenceImportTest {

    private static final String SERIES =
            event(
                    """
                    DTSTART;TZID=Europe/Berlin:20260406T090000
                    DTEND;TZID=Europe/Berlin:20260406T093000
                    RRULE:FREQ=DAILY;COUNT=4
                    SUMMARY:Standup\
                    """);

    private static final String MOVED =
            changed("RECURRENCE-ID;TZID=Europe/Berlin:20260407T090000", "20260407T130000Z");

    private final Person ana = Person.in(AlmanacServer.shared(), "lone", "Europe/Berlin");

    private static String event(String lines) {
        return "BEGIN:VEVENT\nUID:standup\n" + lines + "\nEND:VEVENT\n";
    }

    private static String changed(String recurrenceId, String start) {
        return event(recurrenceId + "\nDTSTART:" + start + "\nDURATION:PT1H\nSUMMARY:Moved");
    }

    private JsonNode upload(String... events) {
        return ana.send(
                        "POST",
                        "/api/calendars/" + ana.calendar() + "/import",
                        "BEGIN:VCALENDAR\nVERSION:2.0\n"
                                + String.join("", events)
                                + "END:VCALENDAR\n",
                        Map.of("Content-Type", "text/calendar"))
                .json();
    }

    private Stream<JsonNode> events() {
        return ana.list("/api/events?startDate=2026-04-01&endDate=2026-04-30").stream();
    }

    private List<String> days() {
        return events().map(event ->
                        event.get("title").asString()
                                + " "
                                + event.get("startDate").asString().substring(8)
                                + " "
                                + event.get("startTime").asString())
                .toList();
    }

    private static List<String> results(JsonNode report) {
        return report.get("items")
                .valueStream()
                .map(item -> item.get("result").asString())
                .toList();
    }

    @Test
    void it_is_an_update_of_that_occurrence_and_of_no_other() {
        var series = upload(SERIES).at("/items/0/eventId").asLong();
        var second = events().skip(1).findFirst().orElseThrow().get("id").asLong();
        ana.created("/api/events/" + second + "/comments", Map.of("content", "Bring cake"));

        var report = upload(MOVED);

        assertThat(results(report)).as(report.toString()).containsExactly("updated");
        assertThat(report.at("/items/0/uid").asString()).isEqualTo("standup");
        assertThat(report.at("/items/0/eventId").asLong()).isEqualTo(series);
        assertThat(report.at("/items/0").has("notes")).isFalse();
        assertThat(days())
                .containsExactly(
                        "Standup 06 09:00",
                        "Moved 07 13:00",
                        "Standup 08 09:00",
                        "Standup 09 09:00");
        assertThat(ana.get("/api/events/" + second).at("/title")).isEqualTo("Moved");
        assertThat(ana.get("/api/events/" + second + "/comments").text()).contains("Bring cake");
        assertThat(results(upload(MOVED))).containsExactly("unchanged");
        assertThat(results(upload(SERIES, MOVED))).containsExactly("unchanged");
    }

    @Test
    void several_of_one_series_are_items_of_their_own() {
        upload(SERIES);

        var report =
                upload(
                        MOVED,
                        changed("RECURRENCE-ID:20260409T070000Z", "20260410T070000Z"),
                        changed("RECURRENCE-ID;VALUE=DATE:20260408", "20260408T150000Z"));

        assertThat(results(report)).containsExactly("updated", "updated", "updated");
        assertThat(days())
                .containsExactly(
                        "Standup 06 09:00", "Moved 07 13:00", "Moved 08 15:00", "Moved 10 07:00");
    }

    @Test
    void a_start_that_the_series_does_not_have_is_rejected_with_the_reason() {
        upload(SERIES);
        var before = days();

        var report =
                upload(
                        changed(
                                "RECURRENCE-ID;TZID=Europe/Berlin:20260407T113000",
                                "20260407T130000Z"),
                        changed(
                                "RECURRENCE-ID;TZID=Europe/Berlin:20260410T090000",
                                "20260410T130000Z"));

        assertThat(results(report)).containsExactly("rejected", "rejected");
        assertThat(report.at("/items/0/reason").asString())
                .isEqualTo("RECURRENCE-ID names no occurrence of the series: 2026-04-07T11:30");
        assertThat(days()).isEqualTo(before);
    }

    @Test
    void of_a_series_that_was_split_the_part_that_has_it_changes() {
        upload(SERIES);
        var third = events().skip(2).findFirst().orElseThrow().get("id").asLong();
        ana.patch(
                "/api/events/" + third,
                Map.of("title", "Later", "startTime", "10:00", "updateMode", "future"));
        var old = "RECURRENCE-ID;TZID=Europe/Berlin:20260409T";

        assertThat(results(upload(changed(old + "090000", "20260409T130000Z"))))
                .containsExactly("rejected");
        assertThat(results(upload(changed(old + "100000", "20260409T130000Z"))))
                .containsExactly("updated");
        assertThat(
                        results(
                                upload(
                                        changed(old + "100000", "20260409T140000Z")
                                                .replace("UID:standup", "UID:standup-from-2"))))
                .containsExactly("updated");
        assertThat(days())
                .containsExactly(
                        "Standup 06 09:00", "Standup 07 09:00", "Later 08 10:00", "Moved 09 14:00");
    }

    @Test
    void without_its_series_it_stands_alone_and_goes_on_to() {
        var alone = upload(MOVED);

        assertThat(results(alone)).containsExactly("created");
        assertThat(alone.at("/items/0/uid").asString()).isEqualTo("standup#20260407T090000");
        assertThat(alone.at("/items/0/notes/0").asString())
                .isEqualTo("stands alone as standup#20260407T090000");
        upload(SERIES);
        var again = upload(MOVED);
        assertThat(results(again)).containsExactly("unchanged");
        assertThat(again.at("/items/0/eventId")).isEqualTo(alone.at("/items/0/eventId"));
    }

    @Test
    void a_series_that_comes_later_leaves_its_day_to_it() {
        var alone = upload(MOVED).at("/items/0/eventId").asLong();
        ana.created("/api/events/" + alone + "/comments", Map.of("content", "Bring cake"));

        var report = upload(SERIES);

        assertThat(results(report)).containsExactly("created");
        assertThat(report.at("/items/0/notes/0").asString())
                .isEqualTo(
                        "2026-04-07T09:00 is left out of the series, since it stands alone as"
                                + " standup#20260407T090000");
        assertThat(days())
                .containsExactly(
                        "Standup 06 09:00",
                        "Moved 07 13:00",
                        "Standup 08 09:00",
                        "Standup 09 09:00");
        assertThat(results(upload(SERIES))).containsExactly("unchanged");
        assertThat(ana.get("/api/events/" + alone + "/comments").text()).contains("Bring cake");
    }

    @Test
    void what_the_file_of_the_series_says_of_it_is_an_item_of_its_own() {
        var alone = upload(MOVED).at("/items/0/eventId");
        var later = MOVED.replace("T130000Z", "T140000Z");

        var report = upload(SERIES, later);

        assertThat(results(report)).containsExactly("created", "updated");
        assertThat(report.at("/items/1/eventId")).isEqualTo(alone);
        assertThat(report.get("total").asInt()).isEqualTo(2);
        assertThat(days())
                .containsExactly(
                        "Standup 06 09:00",
                        "Moved 07 14:00",
                        "Standup 08 09:00",
                        "Standup 09 09:00");
        assertThat(results(upload(SERIES, later))).containsExactly("unchanged", "unchanged");
    }

    @Test
    void who_deletes_it_gives_the_day_back_to_the_series() {
        var alone = upload(MOVED).at("/items/0/eventId").asLong();
        upload(SERIES);
        ana.delete("/api/events/" + alone);

        assertThat(results(upload(SERIES, MOVED))).containsExactly("updated");
        assertThat(days()).contains("Moved 07 13:00").hasSize(4);
    }

    @Test
    void whatever_form_its_start_has_the_series_knows_it() {
        upload(
                changed("RECURRENCE-ID:20260409T070000Z", "20260410T070000Z"),
                changed("RECURRENCE-ID;VALUE=DATE:20260408", "20260408T150000Z"));
        upload(SERIES);
        assertThat(days())
                .containsExactly(
                        "Standup 06 09:00", "Standup 07 09:00", "Moved 08 15:00", "Moved 10 07:00");
    }

    @Test
    void a_day_that_a_series_has_already_stays_its_own_and_is_told() {
        upload(MOVED);
        var series = upload(SERIES.replace("COUNT=4", "COUNT=1")).at("/items/0/eventId").asLong();
        ana.patch(
                "/api/events/" + series + "/recurring",
                """
                {"updateScope":"all",
                 "recurrence":{"type":"daily","endType":"count","count":4}}
                """);
        var before = days();
        assertThat(before).hasSize(5);

        var report = upload(SERIES);

        assertThat(results(report)).containsExactly("unchanged");
        assertThat(report.at("/items/0/notes/0").asString())
                .isEqualTo(
                        "2026-04-07T09:00 takes place in the series, and stands alone too as"
                                + " standup#20260407T090000");
        assertThat(days()).isEqualTo(before);
    }
}
