package almanac.app.api.aurinko;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.app.testing.AlmanacServer;
import almanac.app.testing.Answer;
import almanac.app.testing.Person;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What becomes of an event by an update: what was asked for, and nothing else. */
final class AurinkoEditsTest {

    private static final AlmanacServer SERVER = AlmanacServer.shared();
    private static final String EVENTS = "/v1/calendars/primary/events";
    private static final String RANGE =
            EVENTS + "/range?timeMin=2026-01-01T00:00:00Z&timeMax=2027-01-01T00:00:00Z";
    private static final String VIENNA = "Europe/Vienna";
    private static final String NEW_YORK = "America/New_York";

    private final Person ana = Person.in(SERVER, "ana", VIENNA);

    @RepeatedTest(5)
    void those_who_edit_at_once_all_have_what_they_sent() throws Exception {
        var id = single("2026-06-01T10:00:00", "2026-06-01T11:00:00", VIENNA);
        var path = EVENTS + "/" + id;
        var longer = Map.of("end", moment("2026-06-09T12:00:00", VIENNA));
        atOnce(
                () -> ana.patch(path, Map.of("showAs", "free")),
                () -> ana.patch(path, Map.of("sensitivity", "private")),
                () -> ana.patch(path, longer),
                () -> ana.patch("/api/events/" + id, Map.of("startTime", "09:00")));

        var event = ana.get(path).json();
        assertThat(event.get("showAs").asString()).isEqualTo("free");
        assertThat(event.get("sensitivity").asString()).isEqualTo("private");
        assertThat(event.at("/start/dateTime").asString()).isEqualTo("2026-06-01T09:00:00+02:00");
    }

    @SafeVarargs
    private static void atOnce(Callable<Answer>... requests) throws Exception {
        var together = new CyclicBarrier(requests.length);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = new ArrayList<Future<Answer>>();
            for (var request : requests) {
                answers.add(
                        threads.submit(() -> {
                            together.await();
                            return request.call();
                        }));
            }
            for (var answer : answers) {
                assertThat(answer.get().status()).isEqualTo(200);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"title\":\"no end\",\"startDate\":\"2026-06-01\",\"startTime\":\"10:00\"}",
                "{\"title\":\"a last day\",\"startDate\":\"2026-06-01\",\"startTime\":\"10:00\",\"endDate\":\"2026-06-03\"}",
                "{\"title\":\"no times\",\"startDate\":\"2026-06-01\",\"endDate\":\"2026-06-03\"}",
                "{\"title\":\"all day\",\"startDate\":\"2026-06-01\",\"isAllDay\":true}"
            })
    void times_that_are_sent_back_as_they_came_change_nothing(String elsewhere) {
        var id = ana.created("/api/events", elsewhere).get("id").asLong();
        var path = EVENTS + "/" + id;
        var before = ana.get("/api/events/" + id).json();

        assertThat(unchanged(path)).isTrue();
        assertThat(ana.get("/api/events/" + id).json()).isEqualTo(before);

        ana.patch(path, Map.of("start", earlier(before), "end", ana.get(path).json().get("end")));
        assertThat(ana.get("/api/events/" + id).json().get("isAllDay"))
                .isEqualTo(before.get("isAllDay"));
    }

    /** An hour or a day earlier. */
    private static Map<String, Object> earlier(JsonNode before) {
        return before.hasNonNull("startTime")
                ? moment("2026-06-01T09:00:00", VIENNA)
                : Map.of("dateOnly", "2026-05-31");
    }

    @Test
    void a_start_in_a_gap_of_the_clock_stays_there_when_it_is_sent_back() {
        var id =
                series(
                        moment("2026-03-28T02:30:00", "Europe/Berlin"),
                        moment("2026-03-28T04:30:00", "Europe/Berlin"),
                        "RRULE:FREQ=DAILY;COUNT=3");
        var starts = starts();
        assertThat(starts)
                .containsExactly(
                        "2026-03-28T02:30:00+01:00",
                        "2026-03-29T03:30:00+02:00",
                        "2026-03-30T02:30:00+02:00");
        var second = ana.get(RANGE).json().at("/records/1/id").asString();
        assertThat(unchanged(EVENTS + "/" + second)).as("an occurrence").isTrue();

        var gap = moment("2026-03-29T02:30:00", "Europe/Berlin");
        ana.delete(EVENTS + "/" + id);
        id =
                series(
                        gap,
                        moment("2026-03-29T04:30:00", "Europe/Berlin"),
                        "RRULE:FREQ=DAILY;COUNT=2");
        assertThat(unchanged(EVENTS + "/" + id)).as("a series").isTrue();
        assertThat(starts())
                .containsExactly("2026-03-29T03:30:00+02:00", "2026-03-30T02:30:00+02:00");
    }

    private boolean unchanged(String path) {
        var shown = ana.get(path).json();
        var times = Map.of("start", shown.get("start"), "end", shown.get("end"));
        return ana.patch(path, times).json().get("etag").equals(shown.get("etag"));
    }

    @Test
    void an_end_that_is_sent_with_another_start_is_meant() {
        var path = EVENTS + "/" + single("2026-06-01T10:00:00", "2026-06-01T11:00:00", VIENNA);
        var end = ana.get(path).json().get("end");

        var longer = Map.of("start", moment("2026-06-01T09:00:00", VIENNA), "end", end);

        assertThat(ana.patch(path, longer).json().get("end")).isEqualTo(end);
    }

    @Test
    void a_time_without_a_zone_is_in_that_of_the_event() {
        var path =
                EVENTS
                        + "/"
                        + series(
                                moment("2026-10-26T10:00:00", NEW_YORK),
                                moment("2026-10-26T11:00:00", NEW_YORK),
                                "RRULE:FREQ=WEEKLY;COUNT=2");
        ana.patch(
                path,
                Map.of(
                        "start", Map.of("dateTime", "2026-10-26T10:30:00-04:00"),
                        "end", Map.of("dateTime", "2026-10-26T11:30:00-04:00")));
        assertThat(ana.get(path).at("/start/timezone")).isEqualTo(NEW_YORK);
        assertThat(starts())
                .containsExactly("2026-10-26T10:30:00-04:00", "2026-11-02T10:30:00-05:00");

        var local = ana.patch(path, Map.of("start", Map.of("dateTime", "2026-10-26T12:00:00")));
        assertThat(local.at("/start/dateTime")).isEqualTo("2026-10-26T12:00:00-04:00");
        assertThat(local.at("/end/dateTime")).isEqualTo("2026-10-26T13:00:00-04:00");
    }

    @Test
    void utc_stays_utc() {
        var path = EVENTS + "/" + single("2026-06-01T10:00:00Z", "2026-06-01T11:00:00Z", "UTC");

        assertThat(ana.get(path).at("/start/timezone")).isEqualTo("UTC");
        assertThat(unchanged(path)).isTrue();
    }

    @Test
    void exdates_of_an_update_take_the_place_of_those_before() {
        var path =
                EVENTS
                        + "/"
                        + series(
                                moment("2026-06-01T10:00:00", NEW_YORK),
                                moment("2026-06-01T11:00:00", NEW_YORK),
                                "RRULE:FREQ=WEEKLY;COUNT=4",
                                "EXDATE;TZID=America/New_York:20260608T100000");
        var other = "EXDATE;TZID=America/New_York:20260615T100000";
        assertThat(days()).containsExactly("06-01", "06-15", "06-22");

        var changed = ana.patch(path, rules("RRULE:FREQ=WEEKLY;COUNT=4", other)).json();
        assertThat(changed.at("/recurrence/ical/rules/1").asString()).isEqualTo(other);
        assertThat(days()).containsExactly("06-01", "06-08", "06-22");

        ana.patch(path, rules("RRULE:FREQ=WEEKLY;COUNT=5", other, "EXDATE:20260629T140000Z"));
        assertThat(days()).containsExactly("06-01", "06-08", "06-22");

        ana.patch(path, rules("RRULE:FREQ=WEEKLY;COUNT=5"));
        assertThat(days()).containsExactly("06-01", "06-08", "06-15", "06-22", "06-29");
    }

    @Test
    void a_part_of_a_split_series_has_exdates_of_its_own() {
        var series =
                series(
                        moment("2026-06-01T10:00:00", NEW_YORK),
                        moment("2026-06-01T11:00:00", NEW_YORK),
                        "RRULE:FREQ=WEEKLY;COUNT=4");
        var third =
                ana.list("/api/events?startDate=2026-06-15&endDate=2026-06-15")
                        .getFirst()
                        .get("id")
                        .asLong();
        ana.patch("/api/events/" + third, Map.of("startTime", "12:00", "updateMode", "future"));
        var part = EVENTS + "/" + ana.get(EVENTS + "/" + series + "/series").at("/records/1/id");
        var rule = ana.get(part).at("/recurrence/ical/rules/0");

        var answer = ana.patch(part, rules(rule, "EXDATE;TZID=America/New_York:20260622T120000"));

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(days()).containsExactly("06-01", "06-08", "06-15");
        ana.patch(part, rules(rule, "EXDATE;TZID=America/New_York:20260615T120000"));
        assertThat(days()).containsExactly("06-01", "06-08", "06-22");
        ana.patch(part, rules(rule));
        assertThat(days()).containsExactly("06-01", "06-08", "06-15", "06-22");
    }

    @Test
    void what_was_left_out_stays_so_when_the_series_moves() {
        var path =
                EVENTS
                        + "/"
                        + series(
                                moment("2026-06-01T10:00:00", NEW_YORK),
                                moment("2026-06-01T11:00:00", NEW_YORK),
                                "RRULE:FREQ=WEEKLY;COUNT=3",
                                "EXDATE;TZID=America/New_York:20260608T100000");
        var shown = ana.get(path).json();
        var asGot =
                Map.of(
                        "start", moment("2026-06-01T12:00:00", NEW_YORK),
                        "recurrence", shown.get("recurrence"));
        ana.patch(path, asGot);
        assertThat(days()).containsExactly("06-01", "06-15");

        var along =
                Map.of(
                        "start",
                        moment("2026-06-01T14:00:00", NEW_YORK),
                        "recurrence",
                        rules(
                                        "RRULE:FREQ=WEEKLY;COUNT=3",
                                        "EXDATE;TZID=America/New_York:20260608T140000")
                                .get("recurrence"));
        ana.patch(path, along);
        assertThat(days()).containsExactly("06-01", "06-15");
        assertThat(ana.get(path).at("/recurrence/ical/rules/1")).endsWith(":20260608T140000");
    }

    @ParameterizedTest
    @CsvSource({"20260609T100000, names no start", "'20260601T100000,20260608T100000', delete"})
    void exdates_that_cannot_be_kept_are_400(String starts, String named) {
        var path =
                EVENTS
                        + "/"
                        + series(
                                moment("2026-06-01T10:00:00", NEW_YORK),
                                moment("2026-06-01T11:00:00", NEW_YORK),
                                "RRULE:FREQ=WEEKLY;COUNT=2");
        var sent = rules("RRULE:FREQ=WEEKLY;COUNT=2", "EXDATE;TZID=America/New_York:" + starts);

        var answer = ana.patch(path, sent);

        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.at("/message")).contains(named);
        assertThat(days()).containsExactly("06-01", "06-08");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Europe/Vienna", "W. Europe Standard Time", "+02:00"})
    void dates_of_a_rule_are_of_the_zone_that_they_name(String zone) {
        var path =
                EVENTS
                        + "/"
                        + series(
                                moment("2026-06-01T10:00:00", NEW_YORK),
                                moment("2026-06-01T11:00:00", NEW_YORK),
                                "RRULE:FREQ=WEEKLY;COUNT=3",
                                "RDATE;TZID=" + zone + ":20260603T200000",
                                "EXDATE;TZID=\"" + zone + "\":20260608T160000");

        assertThat(starts())
                .containsExactly(
                        "2026-06-01T10:00:00-04:00",
                        "2026-06-03T14:00:00-04:00",
                        "2026-06-15T10:00:00-04:00");

        var unknown =
                ana.patch(path, rules("RRULE:FREQ=WEEKLY", "EXDATE;TZID=Mars/X:20260608T160000"));
        assertThat(unknown.status()).as(unknown.text()).isEqualTo(400);
    }

    @Test
    void dates_in_a_zone_that_is_an_offset_are_sent_back_as_they_came() {
        var path =
                EVENTS
                        + "/"
                        + series(
                                moment("2026-06-01T10:00:00", "+14:00"),
                                moment("2026-06-01T11:00:00", "+14:00"),
                                "RRULE:FREQ=WEEKLY;COUNT=3",
                                "EXDATE:20260607T200000Z");
        var shown = ana.get(path).json();
        assertThat(shown.at("/recurrence/ical/rules/1").asString())
                .isEqualTo("EXDATE;TZID=+14:00:20260608T100000");

        var answer = ana.patch(path, Map.of("recurrence", shown.get("recurrence")));

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.json().get("etag")).isEqualTo(shown.get("etag"));
    }

    @Test
    void an_end_without_a_zone_is_in_that_of_the_start() {
        var start = moment("2026-06-01T10:00:00", NEW_YORK);
        var event =
                ana.created(
                        EVENTS,
                        Map.of("start", start, "end", Map.of("dateTime", "2026-06-01T11:00:00")));

        assertThat(event.at("/end/dateTime").asString()).isEqualTo("2026-06-01T11:00:00-04:00");
    }

    @ParameterizedTest
    @CsvSource({
        "Africa/Monrovia, 1970-01-01T10:00:00, -00:44:30",
        "Europe/Vienna, 1880-01-01T10:00:00, +01:05:21"
    })
    void a_time_beside_an_offset_with_seconds_is_sent_back_as_it_came(
            String zone, String time, String offset) {
        var id = single(time, time, zone);
        assertThat(ana.get(EVENTS + "/" + id).at("/start/dateTime")).isEqualTo(time + offset);

        assertThat(unchanged(EVENTS + "/" + id)).isTrue();
    }

    @Test
    void the_last_day_of_all_is_sent_back_as_it_came_and_nothing_ends_behind_it() {
        var last = ana.created(EVENTS, Map.of("start", Map.of("dateOnly", "9998-12-31"))).get("id");
        assertThat(unchanged(EVENTS + "/" + last.asString())).isTrue();

        var path = EVENTS + "/" + single("2026-06-01T10:00:00", "2036-06-01T10:00:00", VIENNA);
        var moved = ana.patch(path, Map.of("start", moment("9990-06-01T10:00:00", VIENNA)));
        assertThat(moved.status()).as(moved.text()).isEqualTo(400);
        assertThat(moved.at("/message")).startsWith("dates reach to the year 9998");
    }

    @Test
    void marks_that_are_sent_back_as_they_came_stay_as_a_file_wrote_them() {
        var id = imported("CLASS:X-SECRET", "TRANSP:OPAQUE");
        var path = EVENTS + "/" + id;
        var shown = ana.get(path).json();
        assertThat(shown.get("sensitivity").asString())
                .as("RFC 5545 3.8.1.3 of a word that is not known")
                .isEqualTo("private");
        assertThat(shown.get("showAs").asString()).isEqualTo("busy");

        var asGot = Map.of("showAs", "busy", "sensitivity", "private");
        assertThat(ana.patch(path, asGot).json().get("etag")).isEqualTo(shown.get("etag"));

        var open = ana.patch(path, Map.of("sensitivity", "normal"));
        assertThat(open.at("/sensitivity")).isEqualTo("normal");
        var stated = EVENTS + "/" + imported("CLASS:PUBLIC", "TRANSP:TRANSPARENT");
        assertThat(ana.get(stated).at("/sensitivity")).isEqualTo("normal");
        assertThat(ana.patch(stated, Map.of("showAs", "busy")).at("/showAs")).isEqualTo("busy");
    }

    private String imported(String... lines) {
        var file =
                """
                BEGIN:VCALENDAR
                VERSION:2.0
                PRODID:test
                BEGIN:VEVENT
                UID:%s
                DTSTAMP:20260101T000000Z
                DTSTART:20260601T100000Z
                SUMMARY:marked
                %s
                END:VEVENT
                END:VCALENDAR
                """
                        .formatted(lines[0], String.join("\n", lines))
                        .replace("\n", "\r\n");
        var answer =
                ana.send(
                        "POST",
                        "/api/calendars/" + ana.calendar() + "/import",
                        file,
                        Map.of("Content-Type", "text/calendar"));
        return answer.at("/items/0/eventId");
    }

    private String single(String start, String end, String zone) {
        return ana.created(EVENTS, Map.of("start", moment(start, zone), "end", moment(end, zone)))
                .get("id")
                .asString();
    }

    private String series(Map<String, Object> start, Map<String, Object> end, String... rules) {
        return ana.created(
                        EVENTS,
                        Map.of(
                                "start", start,
                                "end", end,
                                "recurrence", rules(rules).get("recurrence")))
                .get("id")
                .asString();
    }

    private static Map<String, Object> rules(String... lines) {
        return Map.of("recurrence", Map.of("ical", Map.of("rules", List.of(lines))));
    }

    private List<String> starts() {
        var starts = new ArrayList<String>();
        ana.get(RANGE)
                .json()
                .get("records")
                .forEach(each -> starts.add(each.at("/start/dateTime").asString()));
        return starts;
    }

    private List<String> days() {
        return starts().stream().map(start -> start.substring(5, 10)).toList();
    }

    private static Map<String, Object> moment(String dateTime, String zone) {
        return Map.of("dateTime", dateTime, "timezone", zone);
    }
}
