package almanac.app.api.academic;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.app.testing.AlmanacServer;
import almanac.app.testing.Person;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What one API writes, the other reads at once. */
final class CrossApiTest {

    private static final String EVENTS = "/api/calendar/events";

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
