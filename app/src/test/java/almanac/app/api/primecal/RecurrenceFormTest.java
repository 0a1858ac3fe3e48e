package almanac.app.api.primecal;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.app.testing.AlmanacServer;
import almanac.app.testing.Person;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The recurrence object and the rules behind it, both ways. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RecurrenceFormTest {

    private Person ada;

    @BeforeAll
    void register() {
        ada = Person.in(AlmanacServer.shared(), "rules", "America/New_York");
    }

    private JsonNode create(String start, String recurrence) {
        return ada.created(
                "/api/events/recurring",
                """
                {"title":"r","startDate":"%s","startTime":"20:00","calendarId":%d,
                 "recurrence":%s}
                """
                        .formatted(start, ada.calendar(), recurrence));
    }

    private static String dates(JsonNode events) {
        var dates = new StringBuilder();
        for (var i = 1; i < Math.min(events.size(), 6); i++) {
            dates.append(i == 1 ? "" : " ").append(events.get(i).get("startDate").asString());
        }
        return dates.toString();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    2026-01-05 | {"type":"daily"} | 2026-01-05 2026-01-06 2026-01-07 2026-01-08 2026-01-09
                    2026-01-05 | {"type":"daily","interval":999} | 2026-01-05 2028-09-30 2031-06-26 2034-03-21 2036-12-14
                    2026-01-05 | {"type":"daily","daysOfWeek":["SA","SU"]} | 2026-01-10 2026-01-11 2026-01-17 2026-01-18 2026-01-24
                    2026-01-07 | {"type":"weekly"} | 2026-01-07 2026-01-14 2026-01-21 2026-01-28 2026-02-04
                    2026-01-05 | {"type":"weekly","daysOfWeek":["WE","MO"],"interval":2} | 2026-01-05 2026-01-07 2026-01-19 2026-01-21 2026-02-02
                    2026-01-06 | {"type":"weekly","daysOfWeek":["MO"]} | 2026-01-12 2026-01-19 2026-01-26 2026-02-02 2026-02-09
                    2026-01-31 | {"type":"monthly"} | 2026-01-31 2026-03-31 2026-05-31 2026-07-31 2026-08-31
                    2026-01-05 | {"type":"monthly","dayOfMonth":30} | 2026-01-30 2026-03-30 2026-04-30 2026-05-30 2026-06-30
                    2026-01-05 | {"type":"monthly","daysOfWeek":["FR"],"dayOfMonth":13} | 2026-02-13 2026-03-13 2026-11-13 2027-08-13 2028-10-13
                    2024-02-29 | {"type":"yearly"} | 2024-02-29 2028-02-29 2032-02-29 2036-02-29 2040-02-29
                    2026-01-05 | {"type":"yearly","monthOfYear":7,"dayOfMonth":4} | 2026-07-04 2027-07-04 2028-07-04 2029-07-04 2030-07-04
                    2026-01-05 | {"type":"yearly","monthOfYear":7} | 2026-07-05 2027-07-05 2028-07-05 2029-07-05 2030-07-05
                    2026-01-05 | {"type":"daily","endType":"count","count":2} | 2026-01-05 2026-01-06
                    2026-01-05 | {"type":"daily","endType":"date","endDate":"2026-01-06"} | 2026-01-05 2026-01-06
                    2026-01-05 | {"type":"daily","endType":"date","endDate":"2026-01-05"} | 2026-01-05
                    2026-01-05 | {"type":"daily","interval":2,"until":"2026-01-07"} | 2026-01-05 2026-01-07
                    2026-01-05 | {"type":"weekly","endType":"date","endDate":"9999-12-31"} | 2026-01-05 2026-01-12 2026-01-19 2026-01-26 2026-02-02
                    """)
    void a_rule_means_these_days_and_comes_back_meaning_the_same(
            String start, String recurrence, String expected) {
        var events = create(start, recurrence);
        assertThat(dates(events)).isEqualTo(expected);

        var rule = events.get(0).get("recurrenceRule");
        assertThat(rule.has("rrule")).isFalse();
        var again = create(start, rule.toString());
        assertThat(dates(again)).isEqualTo(expected);
        assertThat(again.get(0).get("recurrenceRule")).isEqualTo(rule);
        assertThat(again.size()).isEqualTo(events.size());
    }

    @Test
    void every_field_of_the_object_comes_back() {
        var sent =
                "{\"type\":\"yearly\",\"interval\":2,\"daysOfWeek\":[\"TU\",\"TH\"],"
                        + "\"dayOfMonth\":5,\"monthOfYear\":11,\"endType\":\"date\","
                        + "\"endDate\":\"2060-12-31\",\"timezone\":\"Asia/Tokyo\"}";
        var master = create("2026-01-01", sent).get(0);
        assertThat(master.get("recurrenceRule").toString()).isEqualTo(sent);
        assertThat(master.get("timezone").asString()).isEqualTo("Asia/Tokyo");
    }

    @Test
    void a_type_of_none_is_one_plain_event() {
        var events = create("2026-01-05", "{\"type\":\"none\"}");
        assertThat(events.size()).isEqualTo(1);
        assertThat(events.get(0).get("recurrenceType").asString()).isEqualTo("none");
        assertThat(events.get(0).get("parentEventId").isNull()).isTrue();
    }

    @Test
    void an_endless_series_answers_at_most_366_occurrences() {
        assertThat(create("2026-01-05", "{\"type\":\"daily\"}").size()).isEqualTo(367);
    }

    @Test
    void the_zone_of_the_recurrence_reads_the_times() {
        var created =
                create(
                        "2026-01-05",
                        "{\"type\":\"daily\",\"count\":2,\"timezone\":\"Asia/Tokyo\"}");
        var found =
                ada.list(
                        "/api/events/calendar/"
                                + ada.calendar()
                                + "?startDate=2026-01-05&endDate=2026-01-05");
        // 20:00 in Tokyo is 06:00 in New York on the same day
        assertThat(found).contains(created.get(1)).doesNotContain(created.get(2));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"recurrenceType":"daily"}                                        | daily   | never
                    {"recurrenceType":"weekly","recurrenceRule":{"interval":2,"until":"2026-12-31"}} | weekly | date
                    {"recurrenceType":"monthly","recurrenceRule":{"type":"monthly","dayOfMonth":5,"endType":"count","count":3}} | monthly | count
                    {"recurrenceRule":{"type":"yearly"}}                              | yearly  | never
                    {"recurrence":{"type":"daily","endType":"count","count":2}}       | daily   | count
                    {"recurrenceRule":{"rrule":"FREQ=WEEKLY;COUNT=3"}}                | weekly  | count
                    """)
    void an_event_with_a_recurrence_type_is_a_series(String more, String type, String endType) {
        var body = "{\"title\":\"t\",\"startDate\":\"2026-01-05\"," + more.substring(1);
        var master = ada.created("/api/events", body);
        assertThat(master.get("recurrenceType").asString()).isEqualTo(type);
        assertThat(master.at("/recurrenceRule/endType").asString()).isEqualTo(endType);
        assertThat(master.get("recurrenceId").asString()).isEqualTo(master.get("id").asString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"recurrenceType\":\"none\",\"recurrenceRule\":{\"interval\":2}}",
                "{\"recurrenceRule\":{}}",
                "{\"recurrenceRule\":{\"type\":\"none\",\"interval\":2}}",
                "{\"recurrenceRule\":null}",
                "{\"recurrenceType\":null}"
            })
    void without_a_type_it_is_a_plain_event(String more) {
        var body = "{\"title\":\"t\",\"startDate\":\"2026-01-05\"," + more.substring(1);
        assertThat(ada.created("/api/events", body).get("recurrenceType").asString())
                .isEqualTo("none");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"interval":2,"endType":"count","count":3} | recurrenceType
                    {"type":null,"daysOfWeek":["MO"]}          | recurrenceType
                    {"rrule":"FREQ=BOGUS"}                     | recurrenceRule.rrule
                    """)
    void a_rule_that_cannot_be_kept_is_refused(String rule, String field) {
        var event = ada.created("/api/events", Map.of("title", "t", "startDate", "2026-01-05"));
        var more = "\"recurrenceRule\":" + rule + "}";
        for (var answer :
                List.of(
                        ada.post(
                                "/api/events",
                                "{\"title\":\"t\",\"startDate\":\"2026-01-05\"," + more),
                        ada.patch("/api/events/" + event.get("id").asLong(), "{" + more))) {
            assertThat(answer.status()).as(answer.text()).isEqualTo(400);
            assertThat(answer.at("/error/details/fields/0/field")).isEqualTo(field);
        }
    }

    @Test
    void an_update_of_the_rule_without_a_type_keeps_the_type() {
        var id = create("2026-01-05", "{\"type\":\"weekly\"}").get(0).get("id").asLong();
        var answer =
                ada.patch(
                        "/api/events/" + id,
                        "{\"updateMode\":\"all\",\"recurrenceRule\":{\"interval\":3}}");
        assertThat(answer.at("/recurrenceRule/type")).isEqualTo("weekly");
        assertThat(answer.at("/recurrenceRule/interval")).isEqualTo("3");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    FREQ=MONTHLY;BYDAY=-1FR                | monthly
                    FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=1    | monthly
                    FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO       | yearly
                    FREQ=MONTHLY;BYMONTHDAY=-1             | monthly
                    FREQ=MONTHLY;BYMONTHDAY=1,15           | monthly
                    FREQ=HOURLY;INTERVAL=6;COUNT=4         | daily
                    FREQ=DAILY;COUNT=4;BYHOUR=9,15         | daily
                    FREQ=DAILY;INTERVAL=1000               | daily
                    """)
    void a_rule_that_the_fields_cannot_say_is_shown_whole(String rrule, String type) {
        var master = create("2026-01-05", "{\"rrule\":\"" + rrule + "\"}").get(0);
        assertThat(master.get("recurrenceType").asString()).isEqualTo(type);
        assertThat(master.at("/recurrenceRule/rrule").asString()).isEqualTo(rrule);
        var again = create("2026-01-05", master.get("recurrenceRule").toString()).get(0);
        assertThat(again.get("recurrenceRule")).isEqualTo(master.get("recurrenceRule"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "FREQ=SECONDLY",
                "FREQ=MINUTELY;COUNT=2147483647",
                "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
                "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=31",
                "FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30",
                "FREQ=YEARLY;BYHOUR=0,1,2,3,4,5,6,7,8,9;BYMINUTE=0,1,2,3,4,5;BYSECOND=1,2,3,4",
                "FREQ=DAILY;COUNT=2147483647"
            })
    void a_recurrence_bomb_is_answered_or_refused_clearly_and_harms_nobody_else(String rrule) {
        var eve = Person.at(AlmanacServer.shared(), "bomb");
        var body =
                Map.of(
                        "title", "boom",
                        "startDate", "2026-01-05",
                        "startTime", "10:00",
                        "calendarId", eve.calendar(),
                        "recurrence", Map.of("rrule", rrule));
        var answer = eve.post("/api/events/recurring", body);
        assertThat(answer.status()).as(answer.text()).isIn(201, 400, 422);
        for (var query :
                new String[] {
                    "", "?startDate=2026-01-01&endDate=2026-01-31",
                    "?startDate=2126-01-01&endDate=2126-01-31", "?startDate=9990-01-01"
                }) {
            assertThat(eve.get("/api/events" + query).status()).isIn(200, 422);
        }
        assertThat(ada.get("/api/events?startDate=2300-01-01&endDate=2300-01-01").status())
                .isEqualTo(200);
    }
}
