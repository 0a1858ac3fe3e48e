package almanac.app.api.ics;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.app.testing.AlmanacServer;
import almanac.app.testing.Person;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Imports of events that have been moved to another calendar since (docs/adr/0031). */
@DisplayNameGeneration(ReplaceUnderscores.class)
final class MovedImportTest {

    private static final String DENTIST =
            """
            BEGIN:VCALENDAR
            VERSION:2.0
            BEGIN:VEVENT
            UID:dentist@example.com
            DTSTART:20260406T090000Z
            DTEND:20260406T100000Z
            SUMMARY:Dentist
            END:VEVENT
            END:VCALENDAR
            """;

    private static final String STANDUP =
            DENTIST.replace("SUMMARY", "RRULE:FREQ=DAILY;COUNT=6\nSUMMARY");

    private final AlmanacServer server = AlmanacServer.shared();
    private final Person ana = Person.in(server, "moved", "Europe/Berlin");
    private final long here = newCalendar(ana);
    private final long there = newCalendar(ana);

    private static long newCalendar(Person person) {
        return person.created("/api/calendars", Map.of("name", "Empty")).get("id").asLong();
    }

    private static JsonNode upload(Person person, long calendar, String file) {
        return person.send(
                        "POST",
                        "/api/calendars/" + calendar + "/import",
                        file,
                        Map.of("Content-Type", "text/calendar"))
                .json();
    }

    /** The result and the event of each item. */
    private static List<String> results(JsonNode report) {
        return report.get("items")
                .valueStream()
                .map(item -> item.get("result").asString() + " " + item.get("eventId"))
                .toList();
    }

    private static List<String> each(String result, long... events) {
        return IntStream.range(0, events.length).mapToObj(i -> result + " " + events[i]).toList();
    }

    private long imported(long calendar, String file) {
        return upload(ana, calendar, file).at("/items/0/eventId").asLong();
    }

    private void move(long event, long calendar) {
        var answer =
                ana.patch(
                        "/api/events/" + event,
                        Map.of("calendarId", calendar, "updateMode", "all"));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }

    private String export(long calendar) {
        return ana.get("/api/calendars/" + calendar + "/export.ics").text();
    }

    private String event(long number) {
        return ana.get("/api/events/" + number).text();
    }

    @Test
    void an_event_that_was_moved_here_is_known_by_its_uid() {
        var dentist = imported(here, DENTIST);
        move(dentist, there);
        var moved = event(dentist);

        assertThat(results(upload(ana, there, export(there))))
                .isEqualTo(each("unchanged", dentist));
        assertThat(results(upload(ana, there, DENTIST))).isEqualTo(each("unchanged", dentist));
        assertThat(event(dentist)).isEqualTo(moved);
        assertThat(results(upload(ana, there, DENTIST.replace("Dentist", "Dr. Who"))))
                .isEqualTo(each("updated", dentist));
    }

    @Test
    void what_was_moved_away_stays_there_and_comes_here_anew_once() {
        var dentist = imported(here, DENTIST);
        move(dentist, there);
        var moved = event(dentist);

        var second = imported(here, DENTIST);
        assertThat(second).isNotEqualTo(dentist);
        assertThat(results(upload(ana, here, DENTIST))).isEqualTo(each("unchanged", second));
        assertThat(event(dentist)).isEqualTo(moved);

        move(second, there);
        var third = imported(here, DENTIST);
        assertThat(third).isNotIn(dentist, second);
        ana.delete("/api/events/" + third);
        assertThat(results(upload(ana, here, DENTIST))).isEqualTo(each("created", third));
    }

    @Test
    void a_writer_here_reaches_nothing_on_a_calendar_of_others() {
        var writer = Person.at(server, "writer");
        ana.share(here, writer, "write");
        var dentist = imported(here, DENTIST);
        move(dentist, there);
        var moved = event(dentist);

        var report = upload(writer, here, DENTIST.replace("Dentist", "Mine"));

        assertThat(report.get("created").asInt()).as(report.toString()).isEqualTo(1);
        assertThat(event(dentist)).isEqualTo(moved);
    }

    @Test
    void events_that_share_a_uid_come_back_in_the_order_of_their_numbers() {
        var first = imported(here, DENTIST);
        var second = imported(there, DENTIST.replace("Dentist", "Surgeon"));
        move(first, there);
        var file = export(there);

        assertThat(results(upload(ana, there, file))).isEqualTo(each("unchanged", first, second));
        assertThat(export(there)).isEqualTo(file);
        assertThat(results(upload(ana, there, DENTIST))).isEqualTo(each("unchanged", first));
    }

    @Test
    void what_was_moved_back_is_the_one_it_was() {
        var dentist = imported(here, DENTIST);
        move(dentist, there);
        imported(here, DENTIST);
        move(dentist, here);

        assertThat(results(upload(ana, here, DENTIST))).isEqualTo(each("unchanged", dentist));
    }

    @Test
    void a_split_series_that_was_moved_comes_back_into_itself() {
        var standup = imported(here, STANDUP);
        var days =
                ana
                        .list(
                                "/api/events/calendar/"
                                        + here
                                        + "?startDate=2026-04-01&endDate=2026-04-30")
                        .stream()
                        .map(day -> day.get("id").asLong())
                        .toList();
        ana.patch("/api/events/" + days.get(3), Map.of("title", "Later", "updateMode", "future"));
        move(standup, there);
        var file = export(there);

        assertThat(results(upload(ana, there, file)))
                .as(file)
                .isEqualTo(each("unchanged", standup, standup));
        assertThat(export(there)).isEqualTo(file);
    }
}
