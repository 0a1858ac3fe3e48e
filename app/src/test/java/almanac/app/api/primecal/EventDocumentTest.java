package almanac.app.api.primecal;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.app.testing.AlmanacServer;
import almanac.app.testing.Answer;
import almanac.app.testing.Documents;
import almanac.app.testing.Person;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The example calls of the document, and what their answers hold. */
final class EventDocumentTest {

    /** The bodies of the document's commands, in their order. */
    private static String command(int index) {
        return Documents.read("primecal-events-and-comments.md")
                .curls()
                .get(index)
                .body()
                .orElseThrow();
    }

    private static String pickup() {
        return command(0);
    }

    private static String soccer() {
        return command(1);
    }

    private static String single() {
        return command(2);
    }

    private final Person ada = Person.in(AlmanacServer.shared(), "ada", "Europe/Budapest");

    private String own(String body) {
        return body.replace("\"calendarId\": 5", "\"calendarId\": " + ada.calendar());
    }

    @Test
    void creating_an_event_answers_every_field() {
        var answer = ada.post("/api/events", own(pickup()));

        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        assertThat(answer.header("ETag").orElse("")).matches("\"0-[0-9a-f]{12}\"");
        var event = answer.json();
        assertThat(names(event))
                .containsExactlyInAnyOrder(
                        "id",
                        "title",
                        "description",
                        "startDate",
                        "startTime",
                        "endDate",
                        "endTime",
                        "isAllDay",
                        "location",
                        "status",
                        "recurrenceType",
                        "recurrenceRule",
                        "color",
                        "icon",
                        "notes",
                        "tags",
                        "labels",
                        "parentEventId",
                        "recurrenceId",
                        "originalDate",
                        "isRecurrenceException",
                        "calendarId",
                        "calendar",
                        "createdById",
                        "createdBy",
                        "timezone",
                        "createdAt",
                        "updatedAt");
        assertThat(event.get("id").isIntegralNumber()).isTrue();
        assertThat(event.get("title").asString()).isEqualTo("School pickup");
        assertThat(when(event)).isEqualTo("2026-03-30 15:30 - 2026-03-30 16:00");
        assertThat(event.get("isAllDay").isBoolean()).isTrue();
        assertThat(event.get("isAllDay").asBoolean()).isFalse();
        assertThat(event.get("status").asString()).isEqualTo("confirmed");
        assertThat(event.get("recurrenceType").asString()).isEqualTo("none");
        assertThat(event.get("tags").toString()).isEqualTo("[\"family\",\"kids\"]");
        assertThat(event.get("labels")).isEqualTo(event.get("tags"));
        assertThat(event.get("isRecurrenceException").asBoolean()).isFalse();
        assertThat(event.get("timezone").asString()).isEqualTo("Europe/Budapest");
        for (var empty :
                List.of(
                        "description",
                        "location",
                        "color",
                        "icon",
                        "notes",
                        "recurrenceRule",
                        "parentEventId",
                        "recurrenceId",
                        "originalDate")) {
            assertThat(event.get(empty).isNull()).as(empty).isTrue();
        }
        assertThat(event.get("calendarId").asLong()).isEqualTo(ada.calendar());
        assertThat(event.get("createdById").asLong()).isEqualTo(ada.user().id());
        assertThat(Instant.parse(event.get("createdAt").asString()))
                .isEqualTo(Instant.parse(event.get("updatedAt").asString()));
    }

    @Test
    void an_event_has_summaries_of_its_calendar_and_its_creator_and_nothing_secret() {
        var event = ada.created("/api/events", own(pickup()));

        assertThat(names(event.get("calendar")))
                .containsExactlyInAnyOrder("id", "name", "color", "visibility", "ownerId");
        assertThat(event.at("/calendar/id").asLong()).isEqualTo(ada.calendar());
        assertThat(event.at("/calendar/ownerId").asLong()).isEqualTo(ada.user().id());
        assertThat(names(event.get("createdBy")))
                .containsExactlyInAnyOrder("id", "username", "firstName", "lastName");
        assertThat(event.at("/createdBy/username").asString()).isEqualTo(ada.user().username());
    }

    @Test
    void what_was_created_can_be_read_at_once_everywhere() {
        var event = ada.created("/api/events", own(pickup()));
        var id = event.get("id").asLong();
        var day = "?startDate=2026-03-30&endDate=2026-03-30";

        assertThat(ada.get("/api/events/" + id).json()).isEqualTo(event);
        assertThat(ada.list("/api/events" + day)).containsExactly(event);
        assertThat(ada.list("/api/events/calendar/" + ada.calendar() + day)).containsExactly(event);
    }

    @Test
    void creating_a_series_answers_the_master_and_its_occurrences() {
        var answer = ada.post("/api/events/recurring", own(soccer()));

        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        var events = elements(answer);
        // Wednesdays from 1 April to 24 June
        assertThat(events).hasSize(1 + 13);
        var master = events.getFirst();
        assertThat(master.get("recurrenceType").asString()).isEqualTo("weekly");
        assertThat(master.get("recurrenceRule").toString())
                .isEqualTo(
                        "{\"type\":\"weekly\",\"interval\":1,\"daysOfWeek\":[\"WE\"],"
                                + "\"endType\":\"date\",\"endDate\":\"2026-06-30\","
                                + "\"timezone\":\"Europe/Budapest\"}");
        var occurrences = events.subList(1, events.size());
        assertThat(occurrences)
                .allSatisfy(each -> {
                    assertThat(each.get("parentEventId")).isEqualTo(master.get("id"));
                    assertThat(each.get("recurrenceType").asString()).isEqualTo("none");
                    assertThat(each.get("recurrenceRule").isNull()).isTrue();
                    assertThat(each.get("originalDate")).isEqualTo(each.get("startDate"));
                    assertThat(each.get("id").asLong()).isLessThan(1L << 53);
                })
                .extracting(each -> each.get("startDate").asString())
                .startsWith("2026-04-01", "2026-04-08")
                .endsWith("2026-06-24");
        assertThat(occurrences).extracting(each -> each.get("id").asLong()).doesNotHaveDuplicates();
    }

    @Test
    void updating_one_occurrence_leaves_the_others() {
        var events = elements(ada.post("/api/events/recurring", own(soccer())));
        var third = events.get(3);

        var answer = ada.patch("/api/events/" + third.get("id").asLong(), single());

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.json().get("id")).isEqualTo(third.get("id"));
        assertThat(when(answer.json())).isEqualTo("2026-04-15 17:30 - 2026-04-15 19:00");
        assertThat(answer.json().get("isRecurrenceException").asBoolean()).isTrue();
        assertThat(answer.at("/originalDate")).isEqualTo("2026-04-15");
        assertThat(
                        ada.list("/api/events?startDate=2026-04-01&endDate=2026-04-30").stream()
                                .map(EventDocumentTest::when))
                .containsExactly(
                        "2026-04-01 17:00 - 2026-04-01 18:30",
                        "2026-04-08 17:00 - 2026-04-08 18:30",
                        "2026-04-15 17:30 - 2026-04-15 19:00",
                        "2026-04-22 17:00 - 2026-04-22 18:30",
                        "2026-04-29 17:00 - 2026-04-29 18:30");
    }

    @Test
    void deleting_an_event_says_so_and_it_is_gone() {
        var id = ada.created("/api/events", own(pickup())).get("id").asLong();

        var answer = ada.delete("/api/events/" + id);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.at("/message")).isEqualTo("Event deleted successfully");
        assertThat(ada.get("/api/events/" + id).status()).isEqualTo(404);
        assertThat(ada.patch("/api/events/" + id, Map.of("title", "x")).status()).isEqualTo(404);
        assertThat(ada.delete("/api/events/" + id).status()).isEqualTo(404);
        assertThat(ada.list("/api/events?startDate=2026-03-30&endDate=2026-03-30")).isEmpty();
    }

    @Test
    void the_openapi_document_of_the_group_has_every_operation_with_the_examples() {
        var document = AlmanacServer.shared().get(null, "/v3/api-docs/primecal");

        assertThat(document.status()).isEqualTo(200);
        assertThat(names(document.json().get("paths")))
                .contains(
                        "/api/events",
                        "/api/events/recurring",
                        "/api/events/{id}",
                        "/api/events/{id}/recurring",
                        "/api/events/calendar/{calendarId}",
                        "/api/calendars/{id}/import");
        assertThat(document.text()).contains("School pickup", "Soccer practice");
        for (var path : names(document.json().get("paths"))) {
            if (path.startsWith("/api/events") || path.startsWith("/api/calendars")) {
                document.json()
                        .get("paths")
                        .get(path)
                        .forEach(operation ->
                                assertThat(operation.at("/summary").asString(""))
                                        .as(path)
                                        .isNotEmpty());
            }
        }
    }

    static String when(JsonNode event) {
        return event.get("startDate").asString()
                + " "
                + event.get("startTime").asString("")
                + " - "
                + event.get("endDate").asString("")
                + " "
                + event.get("endTime").asString("");
    }

    static List<JsonNode> elements(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isBetween(200, 201);
        return StreamSupport.stream(answer.json().spliterator(), false).toList();
    }

    private static List<String> names(JsonNode object) {
        return List.copyOf(object.propertyNames());
    }
}
