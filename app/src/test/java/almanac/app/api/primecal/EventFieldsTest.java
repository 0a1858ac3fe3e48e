package almanac.app.api.primecal;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.app.testing.AlmanacServer;
import almanac.app.testing.Answer;
import almanac.app.testing.Person;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Every field with its limit, its default and what is refused. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class EventFieldsTest {

    private static final String EMOJI = "\uD83C\uDF88";

    private Person ada;
    private long event;
    private long master;

    @BeforeAll
    void register() {
        ada = Person.in(AlmanacServer.shared(), "fields", "Europe/Budapest");
        event =
                ada.created("/api/events", body("\"location\":\"here\",\"startTime\":\"09:00\""))
                        .get("id")
                        .asLong();
        master =
                ada.created("/api/events/recurring", series("\"type\":\"daily\",\"count\":3"))
                        .get(0)
                        .get("id")
                        .asLong();
    }

    private static String body(String more) {
        return "{\"title\":\"t\",\"startDate\":\"2026-03-30\""
                + (more.isEmpty() ? "" : ",")
                + more
                + "}";
    }

    private String series(String recurrence) {
        return body("\"calendarId\":" + ada.calendar() + ",\"recurrence\":{" + recurrence + "}");
    }

    /** Fragment of a body, and the field that the refusal names. */
    static Stream<String[]> wrong() {
        return Stream.of(
                wrong("\"title\":7", "title"),
                wrong("\"title\":true", "title"),
                wrong("\"title\":[\"a\"]", "title"),
                wrong("\"title\":{\"a\":1}", "title"),
                wrong("\"title\":\"\"", "title"),
                wrong("\"title\":\"  \\t \"", "title"),
                wrong("\"title\":\"" + "x".repeat(301) + "\"", "title"),
                wrong("\"title\":\"" + EMOJI.repeat(301) + "\"", "title"),
                wrong("\"title\":null", "title"),
                wrong("\"title\":\"\\u200b \\u00a0\\ufeff\"", "title"),
                wrong("\"title\":\"\\u0000\"", "title"),
                wrong("\"title\":\"a\\u007f\"", "title"),
                wrong("\"title\":\"a\\ud800\"", "title"),
                wrong("\"description\":\"a\\u0007b\"", "description"),
                wrong("\"tags\":[\"a\",\"\\u001b\"]", "tags[1]"),
                wrong("\"description\":1", "description"),
                wrong("\"startDate\":\"30.03.2026\"", "startDate"),
                wrong("\"startDate\":\"2026-02-30\"", "startDate"),
                wrong("\"startDate\":\"2026-13-01\"", "startDate"),
                wrong("\"startDate\":\"2026-03-30Tnoon\"", "startDate"),
                wrong("\"startDate\":\"\"", "startDate"),
                wrong("\"startDate\":20260330", "startDate"),
                wrong("\"startDate\":null", "startDate"),
                wrong("\"startDate\":\"0000-01-01\"", "startDate"),
                wrong("\"startDate\":\"9999-12-31\"", "startDate"),
                wrong("\"endDate\":\"9999-12-31\"", "endDate"),
                wrong("\"startTime\":\"9:00\"", "startTime"),
                wrong("\"startTime\":\"25:00\"", "startTime"),
                wrong("\"startTime\":\"24:00\"", "startTime"),
                wrong("\"startTime\":\"09:60\"", "startTime"),
                wrong("\"startTime\":\"09:00Z\"", "startTime"),
                wrong("\"startTime\":900", "startTime"),
                wrong("\"endDate\":\"2026-03-29\"", "endDate"),
                wrong("\"endDate\":\"soon\"", "endDate"),
                wrong("\"startTime\":\"10:00\",\"endTime\":\"10:00\"", "endTime"),
                wrong("\"startTime\":\"10:00\",\"endTime\":\"09:00\"", "endTime"),
                wrong("\"startTime\":\"10:00\",\"endTime\":\"late\"", "endTime"),
                wrong("\"isAllDay\":\"yes\"", "isAllDay"),
                wrong("\"isAllDay\":\"false\"", "isAllDay"),
                wrong("\"isAllDay\":1", "isAllDay"),
                wrong("\"location\":\"" + "x".repeat(201) + "\"", "location"),
                wrong("\"location\":false", "location"),
                wrong("\"status\":\"maybe\"", "status"),
                wrong("\"status\":\"CONFIRMED\"", "status"),
                wrong("\"status\":\"\"", "status"),
                wrong("\"status\":0", "status"),
                wrong("\"recurrenceType\":\"hourly\"", "recurrenceType"),
                wrong("\"recurrenceType\":\"Daily\"", "recurrenceType"),
                wrong("\"recurrenceType\":3", "recurrenceType"),
                wrong("\"recurrenceRule\":\"FREQ=DAILY\"", "recurrenceRule"),
                wrong("\"recurrenceRule\":[1]", "recurrenceRule"),
                wrong("\"color\":\"#1234567\"", "color"),
                wrong("\"color\":7", "color"),
                wrong("\"icon\":\"" + EMOJI.repeat(11) + "\"", "icon"),
                wrong("\"icon\":1", "icon"),
                wrong("\"notes\":1", "notes"),
                wrong("\"tags\":\"a\"", "tags"),
                wrong("\"tags\":{\"a\":1}", "tags"),
                wrong("\"tags\":[1]", "tags[0]"),
                wrong("\"tags\":[[\"a\"]]", "tags[0]"),
                wrong("\"tags\":[\"a\",[\"b\"]]", "tags[1]"),
                wrong(
                        "\"recurrenceRule\":{\"daysOfWeek\":[[\"MO\"]]}",
                        "recurrenceRule.daysOfWeek[0]"),
                wrong("\"tags\":[null]", "tags"),
                wrong("\"tags\":[\"" + "x".repeat(65) + "\"]", "tags"),
                wrong("\"labels\":[\"" + "x".repeat(65) + "\"]", "labels"),
                wrong("\"calendarId\":\"5\"", "calendarId"),
                wrong("\"calendarId\":\"\"", "calendarId"),
                wrong("\"calendarId\":\" \"", "calendarId"),
                wrong("\"isAllDay\":\" \"", "isAllDay"),
                wrong("\"calendarId\":1.5", "calendarId"),
                wrong("\"calendarId\":0", "calendarId"),
                wrong("\"calendarId\":-3", "calendarId"),
                wrong("\"calendarId\":true", "calendarId"));
    }

    private static String[] wrong(String fragment, String field) {
        return new String[] {fragment, field};
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void a_wrong_field_is_refused_by_name_on_creation(String fragment, String field) {
        // a second property of the same name would be refused for that
        var rest =
                Stream.of("\"title\":\"t\"", "\"startDate\":\"2026-03-30\"")
                        .filter(part -> !fragment.startsWith(part.substring(0, 8)))
                        .collect(Collectors.joining(","));
        refused(ada.post("/api/events", "{" + rest + "," + fragment + "}"), field);
    }

    @Test
    void a_refused_creation_stores_nothing() {
        var eve = Person.at(AlmanacServer.shared(), "nothing");
        var facts = AlmanacServer.shared().bean(EventStore.class);
        var head = facts.createHeadToken();
        wrong().filter(each -> !each[0].matches("\"(title|startDate)\".*"))
                .forEach(each -> refused(eve.post("/api/events", body(each[0])), each[1]));
        var huge = body("\"notes\":\"" + "n".repeat(1_100_000) + "\"");
        assertThat(eve.post("/api/events", huge).status()).isEqualTo(413);
        var foreign = eve.post("/api/events", body("\"calendarId\":" + ada.calendar()));
        assertThat(foreign.status()).isEqualTo(403);

        assertThat(facts.createHeadToken()).isEqualTo(head);
    }

    @Test
    void more_than_fifty_tags_are_cut_to_fifty() {
        var tags = IntStream.range(0, 51).mapToObj(n -> "\"t" + n + "\"").toList();
        var event = ada.created("/api/events", body("\"tags\":" + tags));
        assertThat(event.get("tags").size()).isEqualTo(50);
        assertThat(event.get("tags").get(49).asString()).isEqualTo("t49");
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void a_wrong_field_is_refused_by_name_in_an_update_and_nothing_changes(
            String fragment, String field) {
        var before = ada.get("/api/events/" + event).json();
        refused(ada.patch("/api/events/" + event, "{" + fragment + "}"), field);
        assertThat(ada.get("/api/events/" + event).json()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    "type":"hourly"                                    | recurrence.type
                    "type":7                                           | recurrence.type
                    "interval":1                                       | recurrence.type
                    "type":"daily","interval":0                        | recurrence.interval
                    "type":"daily","interval":1000                     | recurrence.interval
                    "type":"daily","interval":1.5                      | recurrence.interval
                    "type":"daily","interval":"2"                      | recurrence.interval
                    "type":"weekly","daysOfWeek":["we"]                | recurrence.daysOfWeek
                    "type":"weekly","daysOfWeek":["WED"]               | recurrence.daysOfWeek
                    "type":"weekly","daysOfWeek":"WE"                  | recurrence.daysOfWeek
                    "type":"weekly","daysOfWeek":[null]                | recurrence.daysOfWeek
                    "type":"weekly","daysOfWeek":[3]                   | recurrence.daysOfWeek[0]
                    "type":"monthly","dayOfMonth":0                    | recurrence.dayOfMonth
                    "type":"monthly","dayOfMonth":32                   | recurrence.dayOfMonth
                    "type":"monthly","dayOfMonth":-1                   | recurrence.dayOfMonth
                    "type":"yearly","monthOfYear":0                    | recurrence.monthOfYear
                    "type":"yearly","monthOfYear":13                   | recurrence.monthOfYear
                    "type":"yearly","monthOfYear":2,"dayOfMonth":30    | recurrence
                    "type":"daily","endType":"sometime"                | recurrence.endType
                    "type":"daily","endType":"count"                   | recurrence.count
                    "type":"daily","endType":"count","count":0         | recurrence.count
                    "type":"daily","endType":"count","count":-1        | recurrence.count
                    "type":"daily","endType":"count","count":"3"       | recurrence.count
                    "type":"daily","endType":"date"                    | recurrence.endDate
                    "type":"daily","endType":"date","endDate":"x"      | recurrence.endDate
                    "type":"daily","endType":"date","endDate":"2026-03-29" | recurrence.endDate
                    "type":"daily","timezone":"Mars/Base"              | recurrence.timezone
                    "type":"daily","timezone":"+02:00"                 | recurrence.timezone
                    "type":"daily","timezone":"ical4j-local-7"         | recurrence.timezone
                    "type":"daily","timezone":7                        | recurrence.timezone
                    "rrule":"FREQ=SOMETIMES"                           | recurrence.rrule
                    "rrule":"FREQ=DAILY;COUNT=1;UNTIL=20270101"        | recurrence.rrule
                    """)
    void a_wrong_recurrence_is_refused_by_name_on_creation_and_in_an_update(
            String recurrence, String field) {
        refused(ada.post("/api/events/recurring", series(recurrence)), field);
        refused(
                ada.patch(
                        "/api/events/" + master + "/recurring",
                        "{\"updateScope\":\"all\",\"recurrence\":{" + recurrence + "}}"),
                field);
    }

    @Test
    void what_a_creation_needs_is_asked_for_by_name() {
        refused(ada.post("/api/events", "{\"startDate\":\"2026-03-30\"}"), "title");
        refused(ada.post("/api/events", "{\"title\":\"t\"}"), "startDate");
        refused(ada.post("/api/events", body("\"endTime\":\"10:00\"")), "startTime");
        refused(
                ada.post("/api/events/recurring", body("\"recurrence\":{\"type\":\"daily\"}")),
                "calendarId");
        refused(
                ada.post("/api/events/recurring", body("\"calendarId\":" + ada.calendar())),
                "recurrence");
    }

    @Test
    void each_update_model_takes_only_its_own_words() {
        var path = "/api/events/" + master;
        refused(ada.patch(path, "{\"title\":\"x\",\"updateMode\":\"this\"}"), "updateMode");
        refused(ada.patch(path, "{\"title\":\"x\",\"updateMode\":\"ALL\"}"), "updateMode");
        refused(ada.patch(path, "{\"title\":\"x\",\"updateMode\":1}"), "updateMode");
        path += "/recurring";
        refused(ada.patch(path, "{\"title\":\"x\",\"updateScope\":\"single\"}"), "updateScope");
        refused(ada.patch(path, "{\"title\":\"x\",\"updateScope\":\"\"}"), "updateScope");
        assertThat(ada.delete("/api/events/" + master + "?scope=single").status()).isEqualTo(400);
        assertThat(ada.get("/api/events/" + master).at("/title")).isEqualTo("t");
    }

    @Test
    void the_longest_values_are_taken_and_answered_whole() {
        var tags = IntStream.range(0, 50).mapToObj(n -> n + "y".repeat(62)).toList();
        var sent =
                Map.of(
                        "title", EMOJI.repeat(300),
                        "startDate", "2026-03-30",
                        "location", "l".repeat(200),
                        "icon", EMOJI.repeat(10),
                        "color", "#a1B2c3",
                        "description", "d".repeat(20_000),
                        "notes", "n".repeat(20_000),
                        "tags", tags);
        var event = ada.created("/api/events", sent);
        sent.forEach((field, value) -> {
            if (value instanceof String text) {
                assertThat(event.get(field).asString()).as(field).isEqualTo(text);
            }
        });
        assertThat(event.get("tags").size()).isEqualTo(50);
    }

    @Test
    void labels_win_over_tags_and_are_trimmed_and_without_doubles() {
        var event =
                ada.created(
                        "/api/events",
                        body(
                                "\"tags\":[\"a\"],\"labels\":[\" Home \",\"home\",\"\",\"  \",\"b\"]"));

        assertThat(event.get("tags").toString()).isEqualTo("[\"Home\",\"b\"]");
        assertThat(event.get("labels").toString()).isEqualTo("[\"Home\",\"b\"]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"labels\":null,\"tags\":[\"b\"] | [\"b\"]",
                "\"labels\":[\"b\"],\"tags\":null | [\"b\"]",
                "\"labels\":null | []",
                "\"tags\":null | []",
                "\"labels\":null,\"tags\":null | []"
            })
    void labels_of_null_say_nothing_beside_tags(String sent, String shown) {
        var created = ada.created("/api/events", body(sent));
        var tagged = ada.created("/api/events", body("\"tags\":[\"a\"]"));
        var patched = ada.patch("/api/events/" + tagged.get("id").asLong(), "{" + sent + "}");

        assertThat(created.get("tags").toString()).isEqualTo(shown);
        assertThat(patched.json().get("tags").toString()).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({"blue,#0000ff", "Red,#ff0000", "TEAL,#008080", "#ABCDEF,#ABCDEF", "#abc,#abc"})
    void color_names_are_shown_as_hex_codes(String sent, String shown) {
        var event = ada.created("/api/events", body("\"color\":\"" + sent + "\""));
        assertThat(event.get("color").asString()).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            textBlock =
                    """
                    "startTime":"09:05"                     | 2026-03-30 09:05 -   false
                    "startTime":"09:05:59"                  | 2026-03-30 09:05 -   false
                    "startTime":"09:05","endTime":""        | 2026-03-30 09:05 -   false
                    "startTime":"09:05","endTime":"10:00"   | 2026-03-30 09:05 - 2026-03-30 10:00 false
                    "startTime":"22:00","endDate":"2026-03-31","endTime":"06:00" | 2026-03-30 22:00 - 2026-03-31 06:00 false
                    "isAllDay":true                         | 2026-03-30  - 2026-03-30  true
                    "isAllDay":true,"endDate":"2026-04-01"  | 2026-03-30  - 2026-04-01  true
                    "isAllDay":true,"startTime":"10:00"     | 2026-03-30  - 2026-03-30  true
                    "isAllDay":false                        | 2026-03-30  - 2026-03-30  false
                    "isAllDay":null                         | 2026-03-30  - 2026-03-30  false
                    """)
    void times_come_back_as_they_were_sent(String fragment, String expected) {
        var event = ada.created("/api/events", body(fragment));
        assertThat(shown(event)).isEqualToNormalizingWhitespace(expected);
        assertThat(shown(ada.get("/api/events/" + event.get("id").asLong()).json()))
                .isEqualTo(shown(event));
    }

    private static String shown(JsonNode event) {
        return EventDocumentTest.when(event) + " " + event.get("isAllDay").asBoolean();
    }

    @Test
    void of_a_date_time_the_date_part_counts() {
        var event =
                ada.created(
                        "/api/events",
                        "{\"title\":\"t\",\"startDate\":\"2026-03-30T22:00:00.000Z\"}");
        assertThat(event.get("startDate").asString()).isEqualTo("2026-03-30");
    }

    @Test
    void a_field_that_is_not_sent_is_kept_and_null_or_empty_text_clears() {
        var full =
                "\"description\":\"d\",\"location\":\"l\",\"notes\":\"n\",\"icon\":\"i\","
                        + "\"color\":\"#123456\",\"tags\":[\"a\"],\"startTime\":\"10:00\","
                        + "\"endTime\":\"11:00\",\"status\":\"tentative\"";
        var id = ada.created("/api/events", body(full)).get("id").asLong();

        var kept = ada.patch("/api/events/" + id, "{\"title\":\" new \"}");
        assertThat(kept.at("/title")).isEqualTo("new");
        assertThat(kept.at("/description")).isEqualTo("d");
        assertThat(kept.at("/status")).isEqualTo("tentative");
        assertThat(kept.at("/endTime")).isEqualTo("11:00");

        var cleared =
                ada.patch(
                        "/api/events/" + id,
                        "{\"description\":null,\"location\":\"\",\"notes\":null,\"icon\":null,"
                                + "\"color\":null,\"tags\":[],\"endTime\":\"\"}");
        assertThat(cleared.status()).as(cleared.text()).isEqualTo(200);
        for (var field : new String[] {"description", "location", "notes", "icon", "color"}) {
            assertThat(cleared.json().get(field).isNull()).as(field).isTrue();
        }
        assertThat(cleared.json().get("tags").size()).isZero();
        assertThat(cleared.json().get("endTime").isNull()).isTrue();
        assertThat(cleared.at("/startTime")).isEqualTo("10:00");
    }

    @Test
    void a_new_start_takes_the_end_along() {
        var id =
                ada.created("/api/events", body("\"startTime\":\"22:00\",\"endTime\":\"23:30\""))
                        .get("id")
                        .asLong();
        var later = ada.patch("/api/events/" + id, "{\"startTime\":\"23:00\"}");
        assertThat(EventDocumentTest.when(later.json()))
                .isEqualTo("2026-03-30 23:00 - 2026-03-31 00:30");
        var moved = ada.patch("/api/events/" + id, "{\"startDate\":\"2026-05-01\"}");
        assertThat(EventDocumentTest.when(moved.json()))
                .isEqualTo("2026-05-01 23:00 - 2026-05-02 00:30");
    }

    @Test
    void unknown_properties_are_ignored() {
        assertThat(ada.post("/api/events", body("\"shoeSize\":43")).status()).isEqualTo(201);
    }

    @Test
    void without_a_calendar_the_event_goes_to_the_default_one() {
        assertThat(ada.created("/api/events", body("")).get("calendarId").asLong())
                .isEqualTo(ada.calendar());
        assertThat(
                        ada.created("/api/events", body("\"calendarId\":null"))
                                .get("calendarId")
                                .asLong())
                .isEqualTo(ada.calendar());
    }

    @ParameterizedTest
    @CsvSource({
        "/api/events/abc",
        "/api/events/42abc",
        "/api/events/1.5",
        "/api/events/0",
        "/api/events/-1",
        "/api/events/9007199254740992",
        "/api/events/99999999999999999999",
        "/api/events/calendar/abc",
        "/api/events/calendar/0",
        "/api/events/calendar/comments",
        "/api/calendars/abc",
        "/api/calendars/0",
        "/api/calendars/-5"
    })
    void an_id_that_is_none_is_400(String path) {
        var answer = ada.get(path);
        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.at("/error/code")).isEqualTo("VALIDATION_FAILED");
    }

    @ParameterizedTest
    @CsvSource({
        "/api/events/2000000000",
        "/api/events/9007199254740991",
        "/api/events/calendar/9007199254740991",
        "/api/events/calendar/123456789",
        "/api/calendars/123456789"
    })
    void an_id_that_nothing_has_is_404(String path) {
        var answer = ada.get(path);
        assertThat(answer.status()).as(answer.text()).isEqualTo(404);
        assertThat(answer.at("/error/code")).isEqualTo("NOT_FOUND");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    startDate=tomorrow                      | startDate
                    startDate=                              | startDate
                    endDate=2026-02-30                      | endDate
                    startDate=2026-03-02&endDate=2026-03-01 | endDate
                    """)
    void a_range_that_is_none_is_400(String query, String field) {
        refused(ada.get("/api/events?" + query), field);
        refused(ada.get("/api/events/calendar/" + ada.calendar() + "?" + query), field);
    }

    @Test
    void a_body_that_is_no_json_object_is_400() {
        var huge = body("\"calendarId\":99999999999999999999999");
        for (var body : new String[] {"", "{", "[]", "null", "7", "\"x\"", "{\"title\":}", huge}) {
            var answer = ada.post("/api/events", body);
            assertThat(answer.status()).as(body + " -> " + answer.text()).isEqualTo(400);
        }
        var form =
                ada.send(
                        "POST",
                        "/api/events",
                        "title=x",
                        Map.of("Content-Type", "application/x-www-form-urlencoded"));
        assertThat(form.status()).isEqualTo(415);
    }

    private static void refused(Answer answer, String field) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.at("/success")).isEqualTo("false");
        assertThat(answer.at("/error/code")).isEqualTo("VALIDATION_FAILED");
        assertThat(answer.at("/error/details/fields/0/field")).isEqualTo(field);
    }
}
