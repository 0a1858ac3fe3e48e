package almanac.app.api.aurinko;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.app.testing.AlmanacServer;
import almanac.app.testing.Person;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Which occurrence of which series an event says it is, in every answer that shows it. */
final class AurinkoExceptionsTest {

    private static final AlmanacServer SERVER = AlmanacServer.shared();
    private static final String EVENTS = "/v1/calendars/primary/events";
    private static final String YEAR = "timeMin=2027-01-01T00:00:00Z&timeMax=2028-01-01T00:00:00Z";
    private static final String NEW_YORK = "America/New_York";

    private final Person ana = Person.in(SERVER, "ana", "Europe/Vienna");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"start\":{\"dateTime\":\"2027-02-08T15:30:00\",\"timezone\":\"Europe/Vienna\"}}",
                "{\"start\":{\"dateTime\":\"2027-02-12T15:30:00\",\"timezone\":\"Asia/Tokyo\"}}",
                "{\"start\":{\"dateOnly\":\"2027-02-09\"},\"end\":{\"dateOnly\":\"2027-02-10\"}}"
            })
    void an_occurrence_of_a_timed_series_began_in_its_zone_whatever_became_of_it(String sent) {
        var master = weekly(moment("2027-02-01T09:00:00", NEW_YORK));
        saysWhereItWas(master, "2027-02-08T09:00:00-05:00", sent);
    }

    @Test
    void an_occurrence_of_whole_days_began_on_a_day_whatever_became_of_it() {
        var master = weekly(Map.of("dateOnly", "2027-02-01"));
        saysWhereItWas(
                master,
                "2027-02-08",
                "{\"start\":{\"dateTime\":\"2027-02-08T10:00:00\",\"timezone\":\"America/Los_Angeles\"},"
                        + "\"end\":{\"dateTime\":\"2027-02-08T11:00:00\",\"timezone\":\"America/Los_Angeles\"}}");
    }

    @Test
    void an_original_start_that_the_clock_skips_is_found_where_it_is_said_to_be() {
        var master =
                ana.created(
                                EVENTS,
                                repeating(
                                        moment("2027-03-27T02:30:00", "Europe/Vienna"),
                                        "RRULE:FREQ=DAILY;COUNT=3"))
                        .get("id")
                        .asString();
        saysWhereItWas(master, "2027-03-28T03:30:00+02:00", "{\"subject\":\"changed\"}");
    }

    /**
     * Programs send the milliseconds that their clocks show, a rule knows whole seconds. Whoever
     * expands the master has to meet the starts that exceptions and EXDATE name.
     */
    @Test
    void a_master_begins_at_the_whole_second_at_which_its_occurrences_do() {
        var created =
                ana.created(
                        EVENTS,
                        Map.of(
                                "start", moment("2027-02-01T09:00:00.123Z", "UTC"),
                                "end", moment("2027-02-01T10:00:00.123Z", "UTC"),
                                "recurrence", daily().get("recurrence")));
        beginsWithItsFirst(created.get("id").asString());

        var lecture =
                ana.created(
                        "/api/calendar/events",
                        Map.of(
                                "title", "Lecture",
                                "startDate", "2027-03-01T09:00:00.250Z",
                                "endDate", "2027-03-01T10:00:00.250Z",
                                "eventType", "CLASS",
                                "color", "blue"));
        var id = lecture.at("/data/id").asString().substring("event_".length());
        assertThat(ana.patch(EVENTS + "/" + id, daily()).status()).isEqualTo(200);
        beginsWithItsFirst(id);
    }

    private void beginsWithItsFirst(String id) {
        var master = ana.get(EVENTS + "/" + id).json();
        var first =
                range().stream()
                        .filter(each -> each.at("/occurrenceInfo/masterId").asString().equals(id))
                        .findFirst()
                        .orElseThrow();
        assertThat(List.of(first.get("start"), first.get("end")))
                .isEqualTo(List.of(master.get("start"), master.get("end")));

        var times = Map.of("start", master.get("start"), "end", master.get("end"));
        assertThat(ana.patch(EVENTS + "/" + id, times).at("/etag"))
                .isEqualTo(master.get("etag").asString());
    }

    private static Map<String, Object> daily() {
        return recurring("RRULE:FREQ=DAILY;COUNT=3");
    }

    private void saysWhereItWas(String master, String original, String change) {
        var byStart = EVENTS + "/" + master + "/occurrences/" + original;
        var id = ana.get(byStart).at("/id");
        assertThat(ana.patch(EVENTS + "/" + id, change).status()).isEqualTo(200);

        var shown = ana.get(EVENTS + "/" + id).json();
        assertThat(shown.at("/occurrenceInfo/originalStart").asString()).isEqualTo(original);
        assertThat(ana.get(byStart).json()).isEqualTo(shown);
        assertThat(everywhere(master, id)).containsOnly(shown);
    }

    @Test
    void an_exception_is_of_the_part_of_a_split_series_that_it_is_in() {
        var master = weekly(moment("2027-02-01T18:00:00", "Europe/Vienna"));
        var masters = new Mirror(ana, ana.calendar(), 3).start(YEAR).poll();
        var expanded =
                new Mirror(ana, ana.calendar(), 3)
                        .start(YEAR + "&expanded=true&autoExpand=false")
                        .poll();
        var third = on(master, "2027-02-15T18:00:00+01:00");
        var sixth = on(master, "2027-03-08T18:00:00+01:00");
        later(third);
        later(sixth);
        masters.poll();
        ana.patch(
                "/api/events/" + on(master, "2027-03-01T18:00:00+01:00") + "/recurring",
                Map.of("startTime", "20:00", "endTime", "21:00", "updateScope", "future"));
        later(sixth);

        var part = ana.get(EVENTS + "/" + master + "/series").json().at("/records/1");
        assertThat(part.get("recurrenceType").asString()).isEqualTo("master");
        belongs(third, ana.get(EVENTS + "/" + master).json());
        belongs(sixth, part);
        belongs(on(master, "2027-03-15T20:00:00+01:00"), part);
        assertThat(everywhere(part.get("id").asString(), sixth))
                .containsOnly(ana.get(EVENTS + "/" + sixth).json())
                .as("with the original start that it tells")
                .contains(
                        ana.get(
                                        EVENTS
                                                + "/"
                                                + part.get("id").asString()
                                                + "/occurrences/2027-03-08T20:00:00+01:00")
                                .json());
        assertThat(masters.poll().events().get(sixth))
                .isEqualTo(ana.get(EVENTS + "/" + sixth).json());
        assertThat(expanded.poll().events().values()).containsExactlyInAnyOrderElementsOf(range());
        var file = ana.get("/api/calendars/" + ana.calendar() + "/export.ics").text();
        assertThat(
                        Stream.of(file.replace("\r\n ", "").split("BEGIN:VEVENT"))
                                .filter(each -> each.contains("RECURRENCE-ID")))
                .hasSize(2)
                .anyMatch(each -> each.contains("UID:" + part.get("iCalUid").asString() + "\r\n"));
    }

    private void later(String id) {
        var answer =
                ana.patch("/api/events/" + id, "{\"startTime\":\"21:00\",\"endTime\":\"22:00\"}");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }

    private String on(String master, String original) {
        return ana.get(EVENTS + "/" + master + "/occurrences/" + original).at("/id");
    }

    private void belongs(String id, JsonNode master) {
        var event = ana.get(EVENTS + "/" + id).json();
        assertThat(event.at("/occurrenceInfo/masterId")).isEqualTo(master.get("id"));
        assertThat(event.get("iCalUid")).isEqualTo(master.get("iCalUid"));
    }

    /** As the lists, both kinds of copy, and the series show it. */
    private HashSet<JsonNode> everywhere(String master, String id) {
        var found = new HashSet<JsonNode>();
        var lists =
                Stream.of(
                                range(),
                                records(EVENTS + "?limit=100"),
                                records(EVENTS + "/" + master + "/series"))
                        .flatMap(List::stream);
        var copies =
                Stream.of(YEAR, YEAR + "&expanded=true&autoExpand=false")
                        .map(bounds -> new Mirror(ana, ana.calendar(), 3).start(bounds).poll())
                        .flatMap(copy -> copy.events().values().stream());
        Stream.concat(lists, copies)
                .filter(each -> each.get("id").asString().equals(id))
                .forEach(found::add);
        return found;
    }

    private List<JsonNode> range() {
        return records(EVENTS + "/range?limit=100&" + YEAR);
    }

    private List<JsonNode> records(String path) {
        return ana.get(path).json().get("records").valueStream().toList();
    }

    private String weekly(Map<String, Object> start) {
        return ana.created(EVENTS, repeating(start, "RRULE:FREQ=WEEKLY;COUNT=8"))
                .get("id")
                .asString();
    }

    private static Map<String, Object> repeating(Map<String, Object> start, String rule) {
        return Map.of("start", start, "recurrence", recurring(rule).get("recurrence"));
    }

    private static Map<String, Object> recurring(String rule) {
        return Map.of("recurrence", Map.of("ical", Map.of("rules", List.of(rule))));
    }

    private static Map<String, Object> moment(String dateTime, String zone) {
        return Map.of("dateTime", dateTime, "timezone", zone);
    }
}
