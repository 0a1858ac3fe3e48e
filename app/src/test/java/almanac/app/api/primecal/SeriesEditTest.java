package almanac.app.api.primecal;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.app.testing.AlmanacServer;
import almanac.app.testing.Answer;
import almanac.app.testing.Person;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Both update models on a series of five days, 1 to 5 April, 09:00 to 10:00. */
final class SeriesEditTest {

    private static final String APRIL = "?startDate=2026-04-01&endDate=2026-04-30";

    private final Person ada = Person.in(AlmanacServer.shared(), "series", "Europe/Budapest");

    /**
     * What a new series answers, its master first.
     *
     * @param body with a place for the number of the calendar
     */
    private List<JsonNode> recurring(String body) {
        return EventDocumentTest.elements(
                ada.post("/api/events/recurring", body.formatted(ada.calendar())));
    }

    private List<JsonNode> series() {
        return recurring(
                """
                {"title":"old","startDate":"2026-04-01","startTime":"09:00",
                 "endTime":"10:00","calendarId":%d,"description":"d",
                 "recurrence":{"type":"daily","endType":"count","count":5}}
                """);
    }

    private static long id(JsonNode event) {
        return event.get("id").asLong();
    }

    private List<String> april() {
        return ada.list("/api/events" + APRIL).stream()
                .map(event ->
                        event.get("title").asString()
                                + " "
                                + event.get("startDate").asString().substring(8)
                                + " "
                                + event.get("startTime").asString("-"))
                .toList();
    }

    private List<Long> numbers() {
        return ada.list("/api/events" + APRIL).stream().map(SeriesEditTest::id).toList();
    }

    static Stream<String[]> reaches() {
        var cases = new ArrayList<String[]>();
        for (var model : List.of("updateMode", "updateScope")) {
            for (var scope : List.of("this", "future", "all")) {
                for (var position : List.of("0", "2", "4")) {
                    cases.add(new String[] {model, scope, position});
                }
            }
        }
        return cases.stream();
    }

    @ParameterizedTest(name = "{0} {1} at occurrence {2}")
    @MethodSource("reaches")
    void an_update_reaches_what_its_scope_says(String model, String scope, String position) {
        var events = series();
        var at = Integer.parseInt(position);
        var target = id(events.get(1 + at));
        var before = numbers();
        var recurring = model.equals("updateScope");

        var answer =
                ada.patch(
                        "/api/events/" + target + (recurring ? "/recurring" : ""),
                        Map.of(
                                "title",
                                "new",
                                "startTime",
                                "11:00",
                                model,
                                !recurring && scope.equals("this") ? "single" : scope));

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(april())
                .containsExactlyElementsOf(
                        IntStream.range(0, 5)
                                .mapToObj(day ->
                                        (reached(scope, at, day) ? "new 0" : "old 0")
                                                + (day + 1)
                                                + (reached(scope, at, day) ? " 11:00" : " 09:00"))
                                .toList());
        assertThat(numbers()).isEqualTo(before);
        var exceptions =
                ada.list("/api/events" + APRIL).stream()
                        .filter(event -> event.get("isRecurrenceException").asBoolean())
                        .map(SeriesEditTest::id)
                        .toList();
        assertThat(exceptions).isEqualTo(scope.equals("this") ? List.of(target) : List.of());
        if (recurring) {
            changedAre(answer, scope, at, events);
        } else {
            assertThat(id(answer.json())).isEqualTo(target);
            assertThat(answer.at("/title")).isEqualTo("new");
            assertThat(answer.at("/endTime")).isEqualTo("12:00");
        }
    }

    private static boolean reached(String scope, int at, int day) {
        return switch (scope) {
            case "this" -> day == at;
            case "future" -> day >= at;
            default -> true;
        };
    }

    private static void changedAre(Answer answer, String scope, int at, List<JsonNode> events) {
        var expected =
                switch (scope) {
                    case "this" -> events.subList(1 + at, 2 + at);
                    case "future" -> events.subList(1 + at, 6);
                    default -> events;
                };
        assertThat(EventDocumentTest.elements(answer).stream().map(SeriesEditTest::id))
                .containsExactlyElementsOf(expected.stream().map(SeriesEditTest::id).toList());
        assertThat(EventDocumentTest.elements(answer))
                .allSatisfy(event -> assertThat(event.get("title").asString()).isEqualTo("new"));
    }

    @ParameterizedTest
    @CsvSource({
        "this,0,02 03 04 05",
        "this,2,01 02 04 05",
        "this,4,01 02 03 04",
        ",2,01 02 04 05",
        "future,0,''",
        "future,2,01 02",
        "future,4,01 02 03 04",
        "all,0,''",
        "all,2,''",
        "all,4,''"
    })
    void a_deletion_reaches_what_its_scope_says(String scope, int at, String left) {
        var events = series();
        var target = id(events.get(1 + at));

        var answer = ada.delete("/api/events/" + target + (scope == null ? "" : "?scope=" + scope));

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(april().stream().map(event -> event.substring(4, 6)))
                .containsExactlyElementsOf(left.isEmpty() ? List.of() : List.of(left.split(" ")));
        assertThat(ada.get("/api/events/" + target).status()).isEqualTo(404);
        assertThat(ada.get("/api/events/" + id(events.getFirst())).status())
                .isEqualTo(left.isEmpty() ? 404 : 200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"endType\":\"never\"", "\"endType\":\"count\",\"count\":8"})
    void a_series_that_was_ended_says_so_and_goes_on_once_its_old_rule_is_sent(String end) {
        var rule = "{\"type\":\"daily\",%s}".formatted(end);
        var events =
                recurring(
                        """
                        {"title":"old","startDate":"2026-04-01","startTime":"09:00",
                         "endTime":"10:00","calendarId":%d,"recurrence":\
                        """
                                + rule
                                + "}");
        ada.delete("/api/events/" + id(events.get(4)) + "?scope=future");
        assertThat(april()).hasSize(3);

        var master = "/api/events/" + id(events.getFirst());
        var shown = ada.get(master).json().get("recurrenceRule");
        assertThat(shown.get("endType").asString()).isEqualTo("date");
        assertThat(shown.get("endDate").asString()).isEqualTo("2026-04-03");
        ada.patch(master + "/recurring", Map.of("recurrence", shown, "updateScope", "all"));
        assertThat(april()).as("sent back").hasSize(3);

        ada.send(
                "PATCH",
                master + "/recurring",
                "{\"recurrence\":" + rule + ",\"updateScope\":\"all\"}",
                Map.of());
        assertThat(april()).hasSizeGreaterThan(7);
    }

    @Test
    void deleting_the_master_deletes_the_series() {
        var events = series();
        assertThat(ada.delete("/api/events/" + id(events.getFirst())).status()).isEqualTo(200);
        assertThat(april()).isEmpty();
    }

    @Test
    void the_default_of_both_models_is_the_one_occurrence() {
        var events = series();
        ada.patch("/api/events/" + id(events.get(2)), Map.of("title", "a"));
        ada.patch("/api/events/" + id(events.get(3)) + "/recurring", Map.of("title", "b"));
        assertThat(april())
                .containsExactly(
                        "old 01 09:00", "a 02 09:00", "b 03 09:00", "old 04 09:00", "old 05 09:00");
    }

    @Test
    void single_on_the_master_is_its_first_occurrence_and_answers_that() {
        var events = series();
        var answer = ada.patch("/api/events/" + id(events.getFirst()), Map.of("title", "first"));
        assertThat(answer.at("/title")).isEqualTo("first");
        assertThat(id(answer.json())).isEqualTo(id(events.get(1)));
        assertThat(answer.json().get("isRecurrenceException").asBoolean()).isTrue();
        assertThat(april()).startsWith("first 01 09:00", "old 02 09:00");
    }

    @Test
    void an_occurrence_can_move_to_another_day_and_keeps_its_number_and_original_date() {
        var events = series();
        var id = id(events.get(2));
        var moved = ada.patch("/api/events/" + id, Map.of("startDate", "2026-04-20"));
        assertThat(moved.at("/startDate")).isEqualTo("2026-04-20");
        assertThat(moved.at("/endDate")).isEqualTo("2026-04-20");
        assertThat(moved.at("/originalDate")).isEqualTo("2026-04-02");
        assertThat(ada.get("/api/events/" + id).json()).isEqualTo(moved.json());
        assertThat(april()).endsWith("old 05 09:00", "old 20 09:00").hasSize(5);
    }

    @Test
    void an_edit_of_all_keeps_deleted_occurrences_deleted_and_other_differences_different() {
        var events = series();
        ada.delete("/api/events/" + id(events.get(2)));
        ada.patch("/api/events/" + id(events.get(3)), Map.of("title", "mine"));
        ada.patch(
                "/api/events/" + id(events.get(4)),
                Map.of("title", "late", "updateMode", "future"));

        var answer =
                ada.patch(
                        "/api/events/" + id(events.getFirst()),
                        Map.of("startTime", "08:00", "updateMode", "all"));

        assertThat(answer.at("/startTime")).isEqualTo("08:00");
        assertThat(april())
                .containsExactly("old 01 08:00", "mine 03 08:00", "late 04 08:00", "late 05 08:00");
    }

    @Test
    void an_occurrence_sent_back_as_it_came_changes_nothing_in_any_scope() {
        var events = series();
        var occurrence = ada.get("/api/events/" + id(events.get(3))).text();
        for (var mode : List.of("single", "future", "all")) {
            var body = occurrence.replaceFirst("\\{", "{\"updateMode\":\"" + mode + "\",");
            var answer = ada.patch("/api/events/" + id(events.get(3)), body);
            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        }
        var master = ada.get("/api/events/" + id(events.getFirst())).text();
        for (var mode : List.of("single", "all")) {
            var body = master.replaceFirst("\\{", "{\"updateMode\":\"" + mode + "\",");
            var answer = ada.patch("/api/events/" + id(events.getFirst()), body);
            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        }
        assertThat(ada.get("/api/events/" + id(events.get(3))).text()).isEqualTo(occurrence);
        assertThat(april()).hasSize(5).allMatch(event -> event.startsWith("old"));
    }

    /** A weekly series that ends by date, moved by the clock, of which a part is otherwise. */
    private List<JsonNode> endingByMoment() {
        var events =
                recurring(
                        """
                        {"title":"old","startDate":"2026-04-01","startTime":"09:00",
                         "endTime":"10:00","calendarId":%d,
                         "recurrence":{"type":"weekly","endDate":"2026-04-29"}}
                        """);
        edit(events.get(1), Map.of("startTime", "14:30", "endTime", "15:30", "updateMode", "all"));
        edit(events.get(4), Map.of("title", "late", "startTime", "17:00", "updateMode", "future"));
        return events;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "           | \"updateMode\":\"all\",\"recurrenceType\":\"weekly\",\"recurrenceRule\"",
                "           | \"updateMode\":\"single\",\"recurrenceType\":\"weekly\",\"recurrenceRule\"",
                "           | \"recurrenceRule\"",
                "/recurring | \"updateScope\":\"all\",\"recurrence\"",
                "/recurring | \"recurrence\"",
                "           | \"isAllDay\":false,\"updateMode\":\"all\",\"recurrence\"",
            })
    void a_rule_sent_back_as_it_came_keeps_what_parts_have(String below, String fields) {
        var path = "/api/events/" + id(endingByMoment().getFirst());
        var rule = ada.get(path).json().get("recurrenceRule");
        assertThat(rule.get("endDate").asString()).isEqualTo("2026-04-29");

        var body = "{\"notes\":\"n\"," + fields + ":" + rule + "}";
        var answer = ada.patch(path + (below == null ? "" : below), body);

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.text()).contains("\"notes\":\"n\"");
        assertThat(april())
                .containsExactly(
                        "old 01 14:30",
                        "old 08 14:30",
                        "old 15 14:30",
                        "late 22 17:00",
                        "late 29 17:00");
        assertThat(ada.get(path).json().get("recurrenceRule")).isEqualTo(rule);
    }

    @Test
    void a_rule_sent_back_with_another_time_moves_the_end_along() {
        var path = "/api/events/" + id(endingByMoment().getFirst());
        var event = ada.get(path).json();
        var body =
                "{\"updateMode\":\"all\",\"startTime\":\"08:00\",\"recurrenceType\":\"weekly\","
                        + "\"recurrenceRule\":"
                        + event.get("recurrenceRule")
                        + "}";
        assertThat(ada.patch(path, body).json().get("recurrenceRule"))
                .isEqualTo(event.get("recurrenceRule"));
        assertThat(april())
                .containsExactly(
                        "old 01 08:00",
                        "old 08 08:00",
                        "old 15 08:00",
                        "late 22 08:00",
                        "late 29 08:00");
    }

    /** Wednesdays from 1 April 2026, and one Friday that was added. */
    private long imported(String rule) {
        var file =
                """
                BEGIN:VCALENDAR
                VERSION:2.0
                PRODID:-//test//test//EN
                BEGIN:VEVENT
                UID:ends-with-its-last-start
                DTSTAMP:20260101T000000Z
                DTSTART;TZID=Europe/Budapest:20260401T090000
                RRULE:%s
                RDATE;TZID=Europe/Budapest:20260410T090000
                SUMMARY:imp
                END:VEVENT
                END:VCALENDAR
                """
                        .formatted(rule);
        var imported =
                ada.send(
                        "POST",
                        "/api/calendars/" + ada.calendar() + "/import",
                        file.replace("\n", "\r\n"),
                        Map.of("Content-Type", "text/calendar"));
        assertThat(imported.status()).as(imported.text()).isEqualTo(200);
        return ada.list("/api/events" + APRIL).getFirst().get("parentEventId").asLong();
    }

    @Test
    void an_imported_series_sent_back_as_it_came_keeps_its_additional_dates() {
        var id = imported("FREQ=WEEKLY;UNTIL=20260415T070000Z");

        var master = ada.get("/api/events/" + id).text();
        for (var mode : List.of("single", "all")) {
            var body = master.replaceFirst("\\{", "{\"updateMode\":\"" + mode + "\",");
            var answer = ada.patch("/api/events/" + id, body);
            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        }
        assertThat(ada.get("/api/events/" + id).text()).isEqualTo(master);
        assertThat(april())
                .containsExactly("imp 01 09:00", "imp 08 09:00", "imp 10 09:00", "imp 15 09:00");
    }

    @Test
    void a_new_end_of_the_rule_keeps_additional_dates_and_what_they_have() {
        var id = imported("FREQ=WEEKLY;COUNT=3");
        var added = ada.list("/api/events" + APRIL).get(2);
        edit(added, Map.of("title", "added"));
        recur(id, "\"updateScope\":\"all\"," + everyWeek(4));
        assertThat(april())
                .containsExactly(
                        "imp 01 09:00",
                        "imp 08 09:00",
                        "added 10 09:00",
                        "imp 15 09:00",
                        "imp 22 09:00");
        assertThat(numbers()).contains(id(added));

        recur(numbers().get(1), "\"updateScope\":\"future\"," + everyWeek(2));
        assertThat(april())
                .containsExactly("imp 01 09:00", "imp 08 09:00", "added 10 09:00", "imp 15 09:00");
    }

    @Test
    void additional_dates_go_along_where_a_new_rule_comes_with_another_day() {
        var id = imported("FREQ=WEEKLY;COUNT=3");
        recur(
                id,
                "\"updateScope\":\"all\",\"startDate\":\"2026-04-02\",\"startTime\":\"10:30\","
                        + everyWeek(2));
        assertThat(april()).containsExactly("imp 02 10:30", "imp 09 10:30", "imp 11 10:30");
    }

    @Test
    void the_rule_of_the_master_sent_through_an_occurrence_is_no_change() {
        var id = imported("FREQ=WEEKLY;COUNT=3");
        var before = april();
        var rule = ada.get("/api/events/" + id).json().get("recurrenceRule");
        var answer =
                recur(
                        numbers().get(1),
                        "\"updateScope\":\"all\",\"notes\":\"n\",\"recurrence\":" + rule);
        assertThat(answer.text()).contains("\"notes\":\"n\"");
        assertThat(april()).isEqualTo(before);
        assertThat(ada.get("/api/events/" + id).json().get("recurrenceRule")).isEqualTo(rule);
    }

    private static String everyWeek(int count) {
        return "\"recurrence\":{\"type\":\"weekly\",\"endType\":\"count\",\"count\":" + count + "}";
    }

    private Answer recur(long event, String fields) {
        var answer = ada.patch("/api/events/" + event + "/recurring", "{" + fields + "}");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer;
    }

    @Test
    void a_new_rule_for_all_and_for_the_following() {
        var events = series();
        var all =
                ada.patch(
                        "/api/events/" + id(events.getFirst()) + "/recurring",
                        """
                        {"updateScope":"all","recurrence":
                          {"type":"daily","interval":2,"endType":"date","endDate":"2026-04-09"}}
                        """);
        assertThat(EventDocumentTest.elements(all)).hasSize(1 + 5);
        assertThat(april().stream().map(e -> e.substring(4, 6)))
                .containsExactly("01", "03", "05", "07", "09");
        var third = id(ada.list("/api/events" + APRIL).get(2));
        var future =
                ada.patch(
                        "/api/events/" + third + "/recurring",
                        """
                        {"updateScope":"future","recurrence":
                          {"type":"daily","endType":"count","count":3}}
                        """);
        assertThat(EventDocumentTest.elements(future)).hasSize(3);
        assertThat(april().stream().map(e -> e.substring(4, 6)))
                .containsExactly("01", "03", "05", "06", "07");
    }

    @Test
    void a_new_rule_that_its_first_day_does_not_match_begins_on_the_first_day_that_does() {
        var events = series();
        // 1 April 2026 is a Wednesday
        var answer =
                ada.patch(
                        "/api/events/" + id(events.getFirst()) + "/recurring",
                        """
                        {"updateScope":"all","recurrence":{"type":"weekly","daysOfWeek":["FR"],
                         "endType":"count","count":3}}
                        """);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(april().stream().map(e -> e.substring(4, 6))).containsExactly("03", "10", "17");
    }

    @Test
    void a_master_sent_back_changes_nothing_though_its_first_day_is_moved_or_gone() {
        var events = series();
        edit(events.get(1), Map.of("startDate", "2026-04-20", "startTime", "15:00"));
        sentBack(events.getFirst(), "");
        ada.delete("/api/events/" + id(events.get(1)));
        sentBack(events.getFirst(), ",\"startTime\":\"09:00\",\"endTime\":\"10:00\"");
    }

    private void sentBack(JsonNode master, String times) {
        var before = april();
        for (var mode : List.of("single", "future", "all")) {
            var answer =
                    ada.patch(
                            "/api/events/" + id(master),
                            "{\"startDate\":\"2026-04-01\",\"endDate\":\"2026-04-01\",\"updateMode\":\""
                                    + mode
                                    + "\""
                                    + times
                                    + "}");
            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
            assertThat(april()).as(mode).isEqualTo(before);
        }
    }

    @Test
    void a_later_day_for_a_master_whose_first_day_is_gone_moves_all_by_as_much() {
        var events = weekly();
        ada.delete("/api/events/" + id(events.get(1)));
        edit(events.getFirst(), Map.of("startDate", "2026-04-02", "updateMode", "all"));
        assertThat(april().stream().map(e -> e.substring(4, 6)))
                .containsExactly("09", "16", "23", "30");
    }

    @ParameterizedTest
    @CsvSource({"single,01 09 15 22 29", "future,01 09 16 23 30", "all,02 09 16 23 30"})
    void moving_the_second_of_a_weekly_series_by_a_day(String mode, String days) {
        var events = weekly();
        var before = numbers();
        var second = id(events.get(2));
        var answer =
                ada.patch(
                        "/api/events/" + second,
                        Map.of("startDate", "2026-04-09", "updateMode", mode));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.at("/startDate")).isEqualTo("2026-04-09");
        assertThat(april().stream().map(e -> e.substring(4, 6))).containsExactly(days.split(" "));
        assertThat(numbers()).isEqualTo(before);
    }

    /** Wednesdays of April 2026. */
    private List<JsonNode> weekly() {
        return recurring(
                """
                {"title":"old","startDate":"2026-04-01","startTime":"09:00","endTime":"10:00",
                 "calendarId":%d,"recurrence":{"type":"weekly","daysOfWeek":["WE"],"count":5}}
                """);
    }

    private List<String> times() {
        return ada.list("/api/events" + APRIL).stream()
                .map(event ->
                        event.get("startDate").asString().substring(8)
                                + " "
                                + event.get("startTime").asString("-")
                                + " "
                                + event.get("endTime").asString("-"))
                .toList();
    }

    private void edit(JsonNode event, Map<String, ?> fields) {
        var answer = ada.patch("/api/events/" + id(event), fields);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }

    /** The third Wednesday and those that follow are at 14:00. */
    private List<JsonNode> laterInTheAfternoon() {
        var events = weekly();
        edit(
                events.get(3),
                Map.of("startTime", "14:00", "endTime", "15:00", "updateMode", "future"));
        return events;
    }

    @Test
    void a_day_that_is_sent_for_all_leaves_the_times_that_a_part_has() {
        edit(
                laterInTheAfternoon().getFirst(),
                Map.of("startDate", "2026-04-02", "updateMode", "all"));
        assertThat(times())
                .containsExactly(
                        "02 09:00 10:00",
                        "09 09:00 10:00",
                        "16 14:00 15:00",
                        "23 14:00 15:00",
                        "30 14:00 15:00");
    }

    @Test
    void an_end_that_is_sent_for_all_says_how_long_each_lasts() {
        edit(laterInTheAfternoon().get(1), Map.of("endTime", "10:30", "updateMode", "all"));
        assertThat(times())
                .containsExactly(
                        "01 09:00 10:30",
                        "08 09:00 10:30",
                        "15 14:00 15:30",
                        "22 14:00 15:30",
                        "29 14:00 15:30");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",\"endDate\":\"2026-04-09\""})
    void an_occurrence_with_a_time_of_its_own_goes_along_by_days(String endDate) {
        var events = weekly();
        edit(events.get(3), Map.of("startTime", "11:00", "endTime", "13:00"));
        var answer =
                ada.patch(
                        "/api/events/" + id(events.get(2)),
                        "{\"updateMode\":\"all\",\"startDate\":\"2026-04-09\"" + endDate + "}");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(times())
                .containsExactly(
                        "02 09:00 10:00",
                        "09 09:00 10:00",
                        "16 11:00 13:00",
                        "23 09:00 10:00",
                        "30 09:00 10:00");
    }

    @Test
    void an_occurrence_on_a_day_of_its_own_keeps_it_and_its_time() {
        var events = weekly();
        edit(
                events.get(3),
                Map.of("startDate", "2026-04-17", "startTime", "20:00", "endTime", "21:00"));
        edit(events.get(2), Map.of("startDate", "2026-04-09", "updateMode", "future"));
        assertThat(times())
                .containsExactly(
                        "01 09:00 10:00",
                        "09 09:00 10:00",
                        "17 20:00 21:00",
                        "23 09:00 10:00",
                        "30 09:00 10:00");
    }

    @Test
    void times_that_the_addressed_occurrence_has_reach_those_that_have_others() {
        edit(
                laterInTheAfternoon().get(1),
                Map.of("startTime", "09:00", "endTime", "10:00", "updateMode", "all"));
        assertThat(times()).hasSize(5).allMatch(time -> time.endsWith("09:00 10:00"));
    }

    @Test
    void whole_days_that_the_addressed_occurrence_has_reach_those_that_have_times() {
        var events = weekly();
        edit(events.get(1), Map.of("isAllDay", true, "updateMode", "all"));
        edit(
                events.get(3),
                Map.of(
                        "isAllDay",
                        false,
                        "startTime",
                        "14:00",
                        "endTime",
                        "15:00",
                        "updateMode",
                        "future"));
        assertThat(times()).contains("08 - -", "15 14:00 15:00");
        edit(events.get(1), Map.of("isAllDay", true, "updateMode", "all"));
        assertThat(times()).hasSize(5).allMatch(time -> time.endsWith(" - -"));
    }

    @Test
    void a_series_can_become_one_of_whole_days_and_back() {
        var events = weekly();
        var path = "/api/events/" + id(events.getFirst());
        var whole = ada.patch(path, Map.of("isAllDay", true, "updateMode", "all"));
        assertThat(whole.status()).as(whole.text()).isEqualTo(200);
        assertThat(april()).hasSize(5).contains("old 08 -");
        var timed =
                ada.patch(
                        path,
                        Map.of(
                                "isAllDay",
                                false,
                                "startTime",
                                "07:00",
                                "endTime",
                                "08:00",
                                "updateMode",
                                "all"));
        assertThat(timed.status()).as(timed.text()).isEqualTo(200);
        assertThat(april()).hasSize(5).contains("old 08 07:00");
        assertThat(numbers()).isEqualTo(events.stream().skip(1).map(SeriesEditTest::id).toList());
    }

    @Test
    void a_rule_by_date_renders_the_same_last_day_in_every_zone() {
        for (var zone : List.of("Pacific/Apia", "America/New_York", "Pacific/Pago_Pago", "UTC")) {
            var body =
                    """
                    {"title":"z","startDate":"2026-04-01","startTime":"23:30","calendarId":%d,
                     "recurrence":{"type":"daily","endType":"date","endDate":"2026-04-03",
                     "timezone":"%s"}}
                    """
                            .formatted(ada.calendar(), zone);
            var events = EventDocumentTest.elements(ada.post("/api/events/recurring", body));
            assertThat(events).as(zone).hasSize(1 + 3);
            assertThat(events.getFirst().at("/recurrenceRule/endDate").asString())
                    .as(zone)
                    .isEqualTo("2026-04-03");
        }
    }

    @Test
    void two_edits_at_once_both_take_place() throws Exception {
        var path = "/api/events/" + id(series().get(2));
        try (var threads = java.util.concurrent.Executors.newFixedThreadPool(2)) {
            var one = threads.submit(() -> ada.patch(path, Map.of("title", "both")).status());
            var two = threads.submit(() -> ada.patch(path, Map.of("notes", "seen")).status());
            assertThat(List.of(one.get(), two.get())).containsOnly(200);
        }
        assertThat(ada.get(path).at("/title")).isEqualTo("both");
        assertThat(ada.get(path).at("/notes")).isEqualTo("seen");
    }

    @Test
    void a_plain_event_becomes_a_series_and_a_series_a_plain_event() {
        var event =
                ada.created(
                        "/api/events",
                        Map.of("title", "x", "startDate", "2026-04-02", "startTime", "12:00"));
        var path = "/api/events/" + id(event);
        var series =
                ada.patch(
                        path + "/recurring",
                        "{\"recurrence\":{\"type\":\"weekly\",\"endType\":\"count\",\"count\":2}}");
        assertThat(series.status()).as(series.text()).isEqualTo(200);
        assertThat(april()).containsExactly("x 02 12:00", "x 09 12:00");

        var single = ada.patch(path, "{\"recurrenceType\":\"none\",\"updateMode\":\"all\"}");
        assertThat(single.status()).as(single.text()).isEqualTo(200);
        assertThat(single.at("/recurrenceType")).isEqualTo("none");
        assertThat(april()).containsExactly("x 02 12:00");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"startTime\":null,\"endTime\":null}", "{\"isAllDay\":true}"})
    void an_occurrence_that_gets_times_again_is_in_the_zone_of_its_series(String timesGone) {
        var events =
                recurring(
                        """
                        {"title":"old","startDate":"2026-04-01","startTime":"09:00",
                         "endTime":"10:00","calendarId":%d,
                         "recurrence":{"type":"daily","endType":"count","count":3,
                                       "timezone":"America/New_York"}}
                        """);
        var path = "/api/events/" + id(events.get(2));
        assertThat(ada.patch(path, timesGone).json().get("timezone").isNull()).isTrue();

        var timed =
                ada.patch(
                        path, "{\"isAllDay\":false,\"startTime\":\"11:00\",\"endTime\":\"12:00\"}");

        assertThat(timed.status()).as(timed.text()).isEqualTo(200);
        assertThat(timed.at("/startTime")).isEqualTo("11:00");
        assertThat(timed.at("/timezone")).isEqualTo("America/New_York");
    }

    @Test
    void one_occurrence_cannot_repeat() {
        var events = series();
        var answer =
                ada.patch(
                        "/api/events/" + id(events.get(2)) + "/recurring",
                        "{\"recurrence\":{\"type\":\"daily\"}}");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.at("/error/details/fields/0/field")).isEqualTo("recurrence");
    }

    @Test
    void a_revision_that_is_gone_is_412_and_nothing_changes() {
        var events = series();
        var path = "/api/events/" + id(events.get(1));
        var tag = ada.get(path).header("ETag").orElseThrow();
        assertThat(ada.send("PATCH", path, "{\"title\":\"a\"}", Map.of("If-Match", tag)).status())
                .isEqualTo(200);
        var nonsense = ada.send("PATCH", path, "{\"title\":\"b\"}", Map.of("If-Match", "nonsense"));
        assertThat(nonsense.at("/message")).contains("no revision").doesNotContain("-9");
        for (var stale : List.of(tag, "\"99\"", "nonsense")) {
            var sent = Map.of("If-Match", stale);
            assertThat(ada.send("PATCH", path, "{\"title\":\"b\"}", sent).status()).isEqualTo(412);
            assertThat(ada.send("PATCH", path + "/recurring", "{\"title\":\"b\"}", sent).status())
                    .isEqualTo(412);
            assertThat(ada.send("DELETE", path, null, sent).status()).isEqualTo(412);
        }
        assertThat(ada.get(path).at("/title")).isEqualTo("a");
        var now = ada.get(path).header("ETag").orElseThrow();
        assertThat(ada.send("DELETE", path, null, Map.of("If-Match", now)).status()).isEqualTo(200);
    }

    @Test
    void an_answer_is_fresh_only_while_nothing_that_it_shows_has_changed() {
        var path = "/api/events/" + id(series().get(1));
        var tag = ada.get(path).header("ETag").orElseThrow();
        var known = Map.of("If-None-Match", tag);
        assertThat(ada.send("GET", path, null, known).status()).isEqualTo(304);

        var renamed = ada.patch("/api/calendars/" + ada.calendar(), Map.of("name", "Renamed"));
        assertThat(renamed.status()).isEqualTo(200);
        var now = ada.send("GET", path, null, known);
        assertThat(now.status()).isEqualTo(200);
        assertThat(now.at("/calendar/name")).isEqualTo("Renamed");
        assertThat(ada.patch("/api/user/profile", Map.of("firstName", "Ada")).status())
                .isEqualTo(200);
        var second = Map.of("If-None-Match", now.header("ETag").orElseThrow());
        assertThat(ada.send("GET", path, null, second).at("/createdBy/firstName")).isEqualTo("Ada");

        // the revision of the event itself is what it was
        assertThat(ada.send("PATCH", path, "{\"title\":\"a\"}", Map.of("If-Match", tag)).status())
                .isEqualTo(200);
    }

    @Test
    void an_occurrence_far_behind_the_first_ones_answers_what_follows_it() {
        var events =
                recurring(
                        """
                        {"title":"daily","startDate":"2026-04-01","calendarId":%d,
                         "isAllDay":true,"recurrence":{"type":"daily"}}
                        """);
        assertThat(events).hasSize(367);
        var far = ada.list("/api/events?startDate=2029-01-01&endDate=2029-01-01").getFirst();
        var answer =
                ada.patch(
                        "/api/events/" + id(far) + "/recurring",
                        Map.of("title", "later", "updateScope", "future"));
        var changed = EventDocumentTest.elements(answer);
        assertThat(changed).hasSize(366);
        assertThat(id(changed.getFirst())).isEqualTo(id(far));
        assertThat(changed).allMatch(event -> event.get("title").asString().equals("later"));
    }

    @Test
    void a_change_of_calendar_moves_the_event_and_needs_both() {
        var eve = Person.at(AlmanacServer.shared(), "eve");
        var other = ada.created("/api/calendars", Map.of("name", "Other")).get("id").asLong();
        var events = series();
        var path = "/api/events/" + id(events.getFirst());

        var denied =
                ada.patch(
                        path,
                        Map.of("calendarId", eve.calendar(), "title", "y", "updateMode", "all"));
        assertThat(denied.status()).isEqualTo(403);
        assertThat(ada.get(path).at("/title")).isEqualTo("old");
        var unknown = ada.patch(path, Map.of("calendarId", 123456789, "updateMode", "all"));
        assertThat(unknown.status()).isEqualTo(404);

        var moved = ada.patch(path, Map.of("calendarId", other, "updateMode", "all"));
        assertThat(moved.status()).as(moved.text()).isEqualTo(200);
        assertThat(moved.json().at("/calendar/id").asLong()).isEqualTo(other);
        assertThat(ada.list("/api/events/calendar/" + ada.calendar() + APRIL)).isEmpty();
        assertThat(ada.list("/api/events/calendar/" + other + APRIL)).hasSize(5);
    }

    @Test
    void a_change_of_calendar_for_less_than_the_series_is_refused_and_changes_nothing() {
        var eve = Person.in(AlmanacServer.shared(), "mover", "Europe/Budapest");
        ada.share(ada.calendar(), eve, "write");
        var events = series();
        for (var event : events.subList(0, 3)) {
            var path = "/api/events/" + id(event);
            for (var sent :
                    List.of(
                            Map.entry(path, ""),
                            Map.entry(path, ",\"updateMode\":\"single\""),
                            Map.entry(path + "/recurring", ",\"updateScope\":\"this\""))) {
                var body =
                        "{\"title\":\"moved\",\"calendarId\":"
                                + eve.calendar()
                                + sent.getValue()
                                + "}";
                var answer = eve.patch(sent.getKey(), body);
                assertThat(answer.status()).as(answer.text()).isEqualTo(400);
                assertThat(answer.at("/error/details/fields/0/field")).isEqualTo("calendarId");
                assertThat(answer.at("/error/details/fields/0/reasons/0")).contains("updateMode");
            }
        }
        var following = Map.of("calendarId", eve.calendar(), "updateMode", "future");
        assertThat(eve.patch("/api/events/" + id(events.get(3)), following).status())
                .isEqualTo(400);
        assertThat(april()).hasSize(5).allMatch(event -> event.startsWith("old"));

        var same = Map.of("title", "mine", "calendarId", ada.calendar());
        assertThat(ada.patch("/api/events/" + id(events.get(2)), same).status()).isEqualTo(200);
        assertThat(april()).contains("mine 02 09:00");
    }
}
