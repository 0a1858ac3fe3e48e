package almanac.app.api.academic;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.app.testing.AlmanacServer;
import almanac.app.testing.Person;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What one API writes, the other reads at once. */
final class CrossApiTest {

    private static final String EVENTS = "/api/calendar/events";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final String ACADEMIC_BASE =
            """
            {"title":"a","description":"b","startDate":"2024-07-20T10:00:00.000Z",
             "endDate":"2024-07-20T11:00:00.000Z","eventType":"EXAM","location":"c","color":"#000001"}
            """;

    private static final String PRIMECAL_BASE =
            """
            {"title":"a","description":"b","startDate":"2024-07-20","startTime":"12:00",
             "endDate":"2024-07-20","endTime":"13:00","location":"c","color":"#000001"}
            """;

    private final Person ada = Person.in(AlmanacServer.shared(), "ada", "Europe/Budapest");

    private static Map<String, Object> body(Object... pairs) {
        var body = new LinkedHashMap<String, Object>();
        for (var i = 0; i < pairs.length; i += 2) {
            body.put((String) pairs[i], pairs[i + 1]);
        }
        return body;
    }

    private JsonNode academic(long number) {
        var answer = ada.get(EVENTS + "/event_" + number);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json().get("data");
    }

    private long primeCal(Object... pairs) {
        return ada.created("/api/events", body(pairs)).get("id").asLong();
    }

    private long lecture(Object... more) {
        var all =
                body(
                        "title", "Lecture",
                        "startDate", "2024-07-15T10:00:00.000Z",
                        "eventType", "CLASS",
                        "color", "blue");
        all.putAll(body(more));
        var id = ada.created(EVENTS, all).at("/data/id").asString();
        return Long.parseLong(id.substring("event_".length()));
    }

    private List<JsonNode> listed(String query) {
        var answer = ada.get(EVENTS + query);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return new ArrayList<>(answer.json().at("/data/events").values());
    }

    @Test
    void what_primecal_creates_is_shown_with_defaults() {
        var id =
                primeCal(
                        "title", "t".repeat(300),
                        "startDate", "2024-07-15",
                        "startTime", "10:00",
                        "endDate", "2024-07-15",
                        "endTime", "11:30",
                        "location", "l".repeat(200));

        var event = academic(id);

        assertThat(event.get("title").asString()).hasSize(300);
        assertThat(event.get("startDate").asString()).isEqualTo("2024-07-15T08:00:00.000Z");
        assertThat(event.get("endDate").asString()).isEqualTo("2024-07-15T09:30:00.000Z");
        assertThat(event.get("eventType").asString()).isEqualTo("MEETING");
        assertThat(event.get("priority").asString()).isEqualTo("MEDIUM");
        assertThat(event.get("color").asString()).isEqualTo("#3b82f6");
        assertThat(event.get("courseId").isNull()).isTrue();

        var longTitled = ada.patch(EVENTS + "/event_" + id, Map.of("priority", "LOW"));
        assertThat(longTitled.status()).as(longTitled.text()).isEqualTo(200);
        assertThat(longTitled.at("/data/title")).hasSize(300);
        assertThat(ada.get("/api/events/" + id).at("/color")).isEmpty();
    }

    @Test
    void what_the_academic_api_creates_is_in_primecal_on_the_default_calendar() {
        var id = lecture("endDate", "2024-07-15T12:30:00+02:00", "location", "Hall");

        var event = ada.get("/api/events/" + id).json();

        assertThat(event.get("title").asString()).isEqualTo("Lecture");
        assertThat(event.get("startDate").asString() + " " + event.get("startTime").asString())
                .isEqualTo("2024-07-15 12:00");
        assertThat(event.get("endTime").asString()).isEqualTo("12:30");
        assertThat(event.get("timezone").asString()).isEqualTo("Europe/Budapest");
        assertThat(event.get("color").asString()).isEqualTo("#0000ff");
        assertThat(event.get("calendarId").asLong()).isEqualTo(ada.calendar());
        assertThat(academic(id).get("endDate").asString()).isEqualTo("2024-07-15T10:30:00.000Z");
    }

    @Test
    void an_edit_through_primecal_leaves_type_priority_and_course_alone() {
        var id = lecture("priority", "HIGH", "courseId", "course_abc123");

        ada.patch("/api/events/" + id, Map.of("title", "Moved", "startTime", "13:00"));

        var event = academic(id);
        assertThat(event.get("title").asString()).isEqualTo("Moved");
        assertThat(event.get("startDate").asString()).isEqualTo("2024-07-15T11:00:00.000Z");
        assertThat(event.get("endDate").isNull()).isTrue();
        assertThat(event.get("eventType").asString()).isEqualTo("CLASS");
        assertThat(event.get("priority").asString()).isEqualTo("HIGH");
        assertThat(event.get("courseId").asString()).isEqualTo("course_abc123");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {"title":"Physics"}         | {"title":"Physics"}
                    {"description":"Optics"}    | {"description":"Optics"}
                    {"location":"Room 7"}       | {"location":"Room 7"}
                    {"color":"#12ab34"}         | {"color":"#12ab34"}
                    {"startDate":"2024-07-16T07:15:00.000Z","endDate":"2024-07-16T22:30:00.000Z"} | {"startDate":"2024-07-16","startTime":"09:15","endDate":"2024-07-17","endTime":"00:30"}
                    {"startDate":"2024-12-31T23:30:00.000Z","endDate":"2025-01-01T00:15:00.000Z"} | {"startDate":"2025-01-01","startTime":"00:30","endDate":"2025-01-01","endTime":"01:15"}
                    """)
    void every_shared_field_reads_back_through_the_other(String academic, String primeCal) {
        var inAcademic = JSON.readTree(academic);
        var inPrimeCal = JSON.readTree(primeCal);
        var lecture = whole(ACADEMIC_BASE, academic);
        var meeting = whole(PRIMECAL_BASE, primeCal);

        var byAcademic = ada.created(EVENTS, lecture).at("/data/id").asString().substring(6);
        shown(byAcademic, inAcademic, inPrimeCal);
        var byPrimeCal = ada.created("/api/events", meeting).get("id").asString();
        shown(byPrimeCal, inAcademic, inPrimeCal);

        var edited = ada.created("/api/events", PRIMECAL_BASE).get("id").asString();
        var patched = ada.patch(EVENTS + "/event_" + edited, academic);
        assertThat(patched.status()).as(patched.text()).isEqualTo(200);
        shown(edited, inAcademic, inPrimeCal);
        var other = ada.created(EVENTS, ACADEMIC_BASE).at("/data/id").asString().substring(6);
        var changed = ada.patch("/api/events/" + other, primeCal);
        assertThat(changed.status()).as(changed.text()).isEqualTo(200);
        shown(other, inAcademic, inPrimeCal);
    }

    private static JsonNode whole(String base, String more) {
        var body = (ObjectNode) JSON.readTree(base);
        return body.setAll((ObjectNode) JSON.readTree(more));
    }

    /** By its id and in the lists of both. */
    private void shown(String number, JsonNode inAcademic, JsonNode inPrimeCal) {
        var lecture = academic(Long.parseLong(number));
        has(lecture, inAcademic);
        has(
                listed("?limit=100").stream()
                        .filter(each -> each.get("id").equals(lecture.get("id")))
                        .findFirst()
                        .orElseThrow(),
                inAcademic);
        var event = ada.get("/api/events/" + number).json();
        has(event, inPrimeCal);
        assertThat(ada.list("/api/events?startDate=2024-07-01&endDate=2025-01-31")).contains(event);
    }

    private static void has(JsonNode event, JsonNode fields) {
        fields.forEachEntry((name, value) -> assertThat(event.get(name)).isEqualTo(value));
    }

    @Test
    void an_edit_through_the_academic_api_leaves_what_only_primecal_has_alone() {
        var sent =
                body(
                        "title", "Party",
                        "startDate", "2024-07-15",
                        "startTime", "18:00",
                        "notes", "Bring cake",
                        "icon", "🎂",
                        "status", "tentative",
                        "tags", List.of("family", "fun"));
        var id = ada.created("/api/events", sent).get("id").asLong();
        var before = ada.get("/api/events/" + id).json();

        var answer =
                ada.patch(
                        EVENTS + "/event_" + id,
                        Map.of(
                                "eventType",
                                "DEADLINE",
                                "priority",
                                "HIGH",
                                "courseId",
                                "course_x"));

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        var after = (ObjectNode) ada.get("/api/events/" + id).json();
        after.set("updatedAt", before.get("updatedAt"));
        assertThat((JsonNode) after).isEqualTo(before);
        assertThat(academic(id).get("eventType").asString()).isEqualTo("DEADLINE");
        assertThat(academic(id).get("priority").asString()).isEqualTo("HIGH");
        assertThat(academic(id).get("courseId").asString()).isEqualTo("course_x");
    }

    @Test
    void an_event_without_an_end_has_none_in_either() {
        var lecture = lecture();
        assertThat(academic(lecture).get("endDate").isNull()).isTrue();
        assertThat(ada.get("/api/events/" + lecture).json().get("endTime").isNull()).isTrue();
        var event = primeCal("title", "p", "startDate", "2024-07-15", "startTime", "12:00");
        assertThat(academic(event).get("endDate").isNull()).isTrue();
    }

    @Test
    void what_one_deletes_is_gone_from_the_other_with_its_thread() {
        var lecture = lecture();
        var comments = "/api/events/" + lecture + "/comments";
        ada.created(comments, Map.of("content", "Which room?"));
        assertThat(ada.delete(EVENTS + "/event_" + lecture).status()).isEqualTo(200);
        assertThat(ada.get("/api/events/" + lecture).status()).isEqualTo(404);
        assertThat(ada.get(comments).status()).isEqualTo(404);

        var event = primeCal("title", "p", "startDate", "2024-07-15");
        assertThat(ada.delete("/api/events/" + event).status()).isEqualTo(200);
        assertThat(ada.get(EVENTS + "/event_" + event).status()).isEqualTo(404);
    }

    @Test
    void null_takes_an_event_out_of_its_course() {
        var id = lecture("courseId", "course_abc123");

        var answer = ada.patch(EVENTS + "/event_" + id, "{\"courseId\":null}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().at("/data/courseId").isNull()).isTrue();
        assertThat(listed("?courseId=course_abc123")).isEmpty();
    }

    @Test
    void whole_days_begin_and_end_at_midnight_of_the_owner() {
        var id =
                primeCal(
                        "title", "Camp",
                        "startDate", "2024-07-15",
                        "endDate", "2024-07-16",
                        "isAllDay", true);

        assertThat(academic(id).get("startDate").asString()).isEqualTo("2024-07-14T22:00:00.000Z");
        assertThat(academic(id).get("endDate").asString()).isEqualTo("2024-07-16T22:00:00.000Z");
        assertThat(listed("?startDate=2024-07-14T22:00:00Z&endDate=2024-07-16T22:00:00Z"))
                .hasSize(1);
        assertThat(listed("?startDate=2024-07-14T22:00:00.001Z")).isEmpty();
        assertThat(listed("?endDate=2024-07-16T21:59:59.999Z")).isEmpty();

        ada.patch(EVENTS + "/event_" + id, Map.of("startDate", "2024-07-13T22:00:00.000Z"));
        var moved = ada.get("/api/events/" + id).json();
        assertThat(moved.get("isAllDay").asBoolean()).isTrue();
        assertThat(moved.get("startDate").asString()).isEqualTo("2024-07-14");
        assertThat(moved.get("endDate").asString()).isEqualTo("2024-07-16");
    }

    @Test
    void an_instant_that_the_clock_shows_twice_comes_back_as_it_was_sent() {
        var id =
                lecture(
                        "startDate", "2024-10-27T00:30:00.000Z",
                        "endDate", "2024-10-27T01:15:00.250Z");

        assertThat(academic(id).get("startDate").asString()).isEqualTo("2024-10-27T00:30:00.000Z");
        assertThat(academic(id).get("endDate").asString()).isEqualTo("2024-10-27T01:15:00.250Z");
    }

    @Test
    void a_series_is_listed_as_occurrences_that_change_by_themselves() {
        var series =
                ada.created(
                        "/api/events/recurring",
                        body(
                                "title", "Seminar",
                                "startDate", "2024-07-01",
                                "startTime", "10:00",
                                "endDate", "2024-07-01",
                                "endTime", "11:00",
                                "calendarId", ada.calendar(),
                                "recurrence",
                                        Map.of("type", "weekly", "endType", "count", "count", 4)));
        var window = "?startDate=2024-07-01T00:00:00Z&endDate=2024-08-01T00:00:00Z";
        var master = series.get(0).get("id").asLong();
        var second = "event_" + series.get(2).get("id").asLong();
        assertThat(listed(window)).hasSize(4);
        assertThat(listed(window).get(1).get("id").asString()).isEqualTo(second);

        var edited =
                ada.patch(
                        EVENTS + "/" + second,
                        Map.of("eventType", "EXAM", "startDate", "2024-07-08T08:30:00.000Z"));
        assertThat(edited.status()).as(edited.text()).isEqualTo(200);
        assertThat(edited.at("/data/id")).isEqualTo(second);
        assertThat(listed(window + "&eventType=EXAM")).hasSize(1);
        assertThat(listed(window + "&eventType=MEETING")).hasSize(3);
        var other = ada.get("/api/events/" + second.substring(6)).json();
        assertThat(other.get("startTime").asString()).isEqualTo("10:30");
        assertThat(other.get("isRecurrenceException").asBoolean()).isTrue();

        assertThat(ada.delete(EVENTS + "/event_" + series.get(1).get("id").asLong()).status())
                .isEqualTo(200);
        assertThat(listed(window)).hasSize(3);

        var later =
                ada.patch(
                        EVENTS + "/event_" + master,
                        Map.of(
                                "title", "Seminar B",
                                "startDate", "2024-07-01T09:00:00.000Z",
                                "endDate", "2024-07-01T10:00:00.000Z"));
        assertThat(later.status()).as(later.text()).isEqualTo(200);
        assertThat(listed(window).stream().map(each -> each.get("title").asString()))
                .containsOnly("Seminar B")
                .hasSize(3);
        assertThat(listed(window).getLast().get("startDate").asString())
                .isEqualTo("2024-07-22T09:00:00.000Z");

        assertThat(ada.delete(EVENTS + "/event_" + master).status()).isEqualTo(200);
        assertThat(listed(window)).isEmpty();
    }

    /** The clock of New York changes on 8 March, that of Budapest three weeks later. */
    @Test
    void a_series_sent_back_is_no_change_though_its_first_day_is_gone_or_moved() {
        var series =
                ada.created(
                        "/api/events/recurring",
                        body(
                                "title", "Overseas",
                                "startDate", "2026-03-02",
                                "startTime", "10:00",
                                "endDate", "2026-03-02",
                                "endTime", "11:00",
                                "calendarId", ada.calendar(),
                                "recurrence",
                                        Map.of(
                                                "type", "weekly",
                                                "count", 4,
                                                "timezone", "America/New_York")));
        var master = series.get(0).get("id").asLong();
        var first = "/api/events/" + series.get(1).get("id").asLong();
        ada.patch(first, Map.of("startDate", "2026-03-04", "startTime", "15:00"));
        sentBack(master);
        ada.delete(first);
        sentBack(master);
    }

    private void sentBack(long master) {
        var window = "?startDate=2026-03-01T00:00:00Z&endDate=2026-04-01T00:00:00Z";
        var shown = academic(master);
        var starts = starts(window);
        for (var bounds : List.of(List.of("startDate", "endDate"), List.of("endDate"))) {
            var sent = new LinkedHashMap<String, Object>();
            bounds.forEach(bound -> sent.put(bound, shown.get(bound).asString()));
            var answer = ada.patch(EVENTS + "/event_" + master, sent);
            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
            assertThat(starts(window)).isEqualTo(starts);
        }
    }

    private List<String> starts(String window) {
        return listed(window).stream()
                .map(each -> each.get("startDate").asString() + each.get("endDate").asString())
                .toList();
    }

    /** Contract R33: 90 days back and 365 ahead, today between them; single events always count. */
    @Test
    void an_endless_series_is_counted_from_90_days_ago_to_365_ahead() {
        var uma = Person.at(AlmanacServer.shared(), "uma");
        uma.created(
                "/api/events/recurring",
                body(
                        "title", "Run",
                        "startDate", "2020-01-01",
                        "startTime", "12:00",
                        "calendarId", uma.calendar(),
                        "recurrence", Map.of("type", "daily")));
        uma.created("/api/events", body("title", "Old", "startDate", "2001-01-01"));

        assertThat(total(uma, "?limit=1")).isEqualTo(90 + 1 + 365 + 1);
        var today = AlmanacServer.shared().bean(Clock.class).instant().truncatedTo(ChronoUnit.DAYS);
        assertThat(total(uma, "?limit=1&startDate=" + today.plus(Duration.ofDays(100))))
                .isEqualTo(1 + 365);
        assertThat(
                        total(
                                uma,
                                "?limit=1&startDate=2020-01-01T00:00:00Z&endDate=2020-01-31T00:00:00Z"))
                .isEqualTo(30);
    }

    private static int total(Person person, String query) {
        var answer = person.get(EVENTS + query);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.json().at("/data/pagination/hasMore").asBoolean()).isTrue();
        return answer.json().at("/data/pagination/total").asInt();
    }

    @ParameterizedTest
    @CsvSource({
        "blue,#0000ff",
        "RebeccaPurple,#663399",
        "#abc,#abc",
        "#A1b2C3,#A1b2C3",
        "#a1b2c3d4,#a1b2c3d4",
        "light blue,light blue"
    })
    void a_color_is_echoed_here_and_a_known_name_is_a_hex_code_there(String sent, String shown) {
        var id = lecture("color", sent);
        assertThat(academic(id).get("color").asString()).isEqualTo(sent);
        assertThat(ada.get("/api/events/" + id).at("/color")).isEqualTo(shown);
        assertThat(ada.patch(EVENTS + "/event_" + id, Map.of("color", sent)).status())
                .isEqualTo(200);
    }

    @Test
    void times_that_primecal_sends_back_as_it_shows_them_keep_their_seconds() {
        var id =
                lecture(
                        "startDate", "2024-07-15T10:00:30.250Z",
                        "endDate", "2024-07-15T10:20:45.000Z");
        var path = "/api/events/" + id;

        var same = ada.patch(path, Map.of("startTime", "12:00", "endTime", "12:20"));
        assertThat(same.status()).as(same.text()).isEqualTo(200);
        assertThat(academic(id).get("startDate").asString()).isEqualTo("2024-07-15T10:00:30.250Z");
        assertThat(academic(id).get("endDate").asString()).isEqualTo("2024-07-15T10:20:45.000Z");

        ada.patch(path, Map.of("startTime", "12:00:00", "endTime", "12:21"));
        assertThat(academic(id).get("startDate").asString()).isEqualTo("2024-07-15T10:00:00.000Z");
        assertThat(academic(id).get("endDate").asString()).isEqualTo("2024-07-15T10:21:00.000Z");
    }

    @Test
    void what_lasts_no_time_is_moved_by_primecal() {
        var moment = "2024-07-15T10:00:00.000Z";
        var path = "/api/events/" + lecture("startDate", moment, "endDate", moment);

        var moved = ada.patch(path, Map.of("startDate", "2024-07-16", "startTime", "13:30"));
        assertThat(moved.status()).as(moved.text()).isEqualTo(200);
        assertThat(moved.at("/endDate") + " " + moved.at("/endTime")).isEqualTo("2024-07-16 13:30");

        var whole = body("startDate", "2024-07-16", "startTime", "13:30", "endDate", "2024-07-16");
        whole.put("endTime", "13:30");
        assertThat(ada.patch(path, whole).json()).isEqualTo(moved.json());
    }

    @ParameterizedTest
    @ValueSource(strings = {"blue", "tomato", "#11223344", "my own red"})
    void a_color_that_primecal_sends_back_as_it_shows_it_stays_what_it_is(String color) {
        var id = lecture("color", color);
        var path = "/api/events/" + id;
        var shown = ada.get(path).at("/color");

        var answer = ada.patch(path, Map.of("title", "Moved", "color", shown));

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(academic(id).get("color").asString()).isEqualTo(color);
        assertThat(ada.patch(path, Map.of("color", "#123456")).status()).isEqualTo(200);
        assertThat(academic(id).get("color").asString()).isEqualTo("#123456");
    }

    @ParameterizedTest
    @CsvSource({"3,HIGH,3", "3,LOW,9", "7,LOW,7", "5,MEDIUM,5"})
    void a_priority_that_is_sent_as_it_is_shown_stays_the_number_of_the_file(
            int number, String sent, int after) {
        var file =
                """
                BEGIN:VCALENDAR
                VERSION:2.0
                PRODID:-//test//EN
                BEGIN:VEVENT
                UID:priority
                DTSTAMP:20240101T000000Z
                DTSTART:20240715T100000Z
                SUMMARY:Essay
                PRIORITY:%d
                END:VEVENT
                END:VCALENDAR
                """
                        .formatted(number)
                        .replace("\n", "\r\n");
        var calendar = "/api/calendars/" + ada.calendar();
        var imported =
                ada.send(
                        "POST",
                        calendar + "/import",
                        file,
                        Map.of("Content-Type", "text/calendar"));
        var id = imported.at("/items/0/eventId");

        var answer = ada.patch(EVENTS + "/event_" + id, Map.of("priority", sent));

        assertThat(answer.at("/data/priority")).isEqualTo(sent);
        assertThat(ada.get(calendar + "/export.ics").text()).contains("\r\nPRIORITY:" + after);
    }

    /** Contract R12: defaults are shown, and stored only when somebody set them. */
    @Test
    void defaults_that_are_sent_back_as_they_are_shown_stay_unsaid() {
        var id = primeCal("title", "Talk", "startDate", "2024-07-15", "startTime", "10:00");
        var sent = echo(id, "title", "startDate", "eventType", "priority", "color");
        sent.put("title", "Long talk");

        var answer = ada.patch(EVENTS + "/event_" + id, sent);

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        var facts = ada.get("/api/events/" + id + "/history").json().get("data");
        assertThat(facts).hasSize(2);
        assertThat(facts.get(1).get("changes").propertyNames()).containsExactly("title");
        assertThat(ada.get("/api/events/" + id).json().get("color").isNull()).isTrue();
        ada.patch("/api/calendars/" + ada.calendar(), Map.of("color", "#112233"));
        assertThat(academic(id).get("color").asString()).isEqualTo("#112233");

        var said = Map.of("eventType", "EXAM", "priority", "HIGH", "color", "#3b82f6");
        assertThat(ada.patch(EVENTS + "/event_" + id, said).status()).isEqualTo(200);
        var back = Map.of("eventType", "MEETING", "priority", "MEDIUM", "color", "#112233");
        assertThat(ada.patch(EVENTS + "/event_" + id, back).status()).isEqualTo(200);
        assertThat(ada.get("/api/events/" + id).at("/color")).isEqualTo("#112233");
        assertThat(academic(id).get("eventType").asString()).isEqualTo("MEETING");
        assertThat(academic(id).get("priority").asString()).isEqualTo("MEDIUM");
    }

    @Test
    void an_occurrence_that_is_sent_back_as_it_is_shown_is_no_exception() {
        var series =
                ada.created(
                        "/api/events/recurring",
                        body(
                                "title", "Seminar",
                                "startDate", "2024-07-01",
                                "startTime", "10:00",
                                "endDate", "2024-07-01",
                                "endTime", "11:00",
                                "calendarId", ada.calendar(),
                                "recurrence", Map.of("type", "weekly", "count", 4)));
        var second = series.get(2).get("id").asLong();
        var fields = List.of("title", "startDate", "endDate", "eventType", "priority", "color");

        var answer =
                ada.patch(EVENTS + "/event_" + second, echo(second, fields.toArray(String[]::new)));

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        var shown = ada.get("/api/events/" + second).json();
        assertThat(shown.get("isRecurrenceException").asBoolean()).isFalse();
    }

    private Map<String, Object> echo(long number, String... fields) {
        var shown = academic(number);
        var sent = body();
        for (var field : fields) {
            sent.put(field, shown.get(field).asString());
        }
        return sent;
    }

    @Test
    void what_primecal_calls_off_is_listed_no_more() {
        var id = lecture();
        ada.patch("/api/events/" + id, Map.of("status", "cancelled"));

        assertThat(listed("")).isEmpty();
        assertThat(academic(id).get("title").asString()).isEqualTo("Lecture");
        assertThat(ada.list("/api/events?startDate=2024-07-15&endDate=2024-07-15")).hasSize(1);
    }

    /** What the test knows of an event: start as a number of the day, type. */
    private record Known(int day, String type) {}

    @ParameterizedTest
    @ValueSource(longs = {301, 302})
    void a_random_history_through_both_apis_is_listed_whole(long seed) {
        var random = new Random(seed);
        var known = new HashMap<Long, Known>();
        for (var step = 0; step < 120; step++) {
            step(random, known);
        }
        for (var type : List.of("", "MEETING", "EXAM", "CLASS")) {
            var expected =
                    known.entrySet().stream()
                            .filter(each -> type.isEmpty() || each.getValue().type().equals(type))
                            .sorted(
                                    Comparator.<Map.Entry<Long, Known>>comparingInt(
                                                    each -> each.getValue().day())
                                            .thenComparing(Map.Entry::getKey))
                            .map(each -> "event_" + each.getKey())
                            .toList();
            assertThat(pages(type, expected.size()))
                    .as("seed %d, %s", seed, type)
                    .isEqualTo(expected);
        }
    }

    private List<String> pages(String type, int total) {
        var ids = new ArrayList<String>();
        for (var more = true; more; ) {
            var page =
                    ada.get(
                                    EVENTS
                                            + "?limit=7&offset="
                                            + ids.size()
                                            + (type.isEmpty() ? "" : "&eventType=" + type))
                            .json()
                            .get("data");
            page.get("events").forEach(event -> ids.add(event.get("id").asString()));
            assertThat(page.at("/pagination/total").asInt()).isEqualTo(total);
            more = page.at("/pagination/hasMore").asBoolean();
            assertThat(more).isEqualTo(ids.size() < total);
        }
        return ids;
    }

    private void step(Random random, Map<Long, Known> known) {
        var day = 1 + random.nextInt(28);
        var date = "2024-07-%02d".formatted(day);
        var instant = date + "T10:00:00.000Z";
        var type = List.of("EXAM", "CLASS").get(random.nextInt(2));
        if (known.size() < 10 || random.nextInt(3) == 0) {
            if (random.nextBoolean()) {
                known.put(lecture("startDate", instant, "eventType", type), new Known(day, type));
            } else {
                known.put(
                        primeCal("title", "p", "startDate", date, "startTime", "12:00"),
                        new Known(day, "MEETING"));
            }
            return;
        }
        var id = new ArrayList<>(known.keySet()).get(random.nextInt(known.size()));
        var old = known.getOrDefault(id, new Known(day, type));
        var answer =
                switch (random.nextInt(5)) {
                    case 0 -> {
                        known.remove(id);
                        yield ada.delete(EVENTS + "/event_" + id);
                    }
                    case 1 -> {
                        known.remove(id);
                        yield ada.delete("/api/events/" + id);
                    }
                    case 2 -> {
                        known.put(id, new Known(day, old.type()));
                        yield ada.patch("/api/events/" + id, Map.of("startDate", date));
                    }
                    case 3 -> {
                        known.put(id, new Known(day, old.type()));
                        yield ada.patch(EVENTS + "/event_" + id, Map.of("startDate", instant));
                    }
                    default -> {
                        known.put(id, new Known(old.day(), type));
                        yield ada.patch(EVENTS + "/event_" + id, Map.of("eventType", type));
                    }
                };
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }
}
