package almanac.app.api.primecal;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.app.testing.AlmanacServer;
import almanac.app.testing.Person;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What a range of days holds. */
final class EventRangeTest {

    private final Person ada = Person.in(AlmanacServer.shared(), "range", "America/New_York");

    private void event(String title, String body) {
        ada.created("/api/events", "{\"title\":\"" + title + "\"," + body + "}");
    }

    private List<String> titles(String query) {
        return ada.list("/api/events" + query).stream()
                .map(event -> event.get("title").asString())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-01-01T99:99",
                "2026-01-01T24:00",
                "2026-01-01T10:60",
                "2026-01-01T10:00:61Z",
                "2026-01-01T10:00%2B25:00",
                "2026-01-01T10:00-05:60"
            })
    void a_time_that_no_clock_shows_is_no_date_either(String date) {
        var answer = ada.get("/api/events?startDate=" + date);

        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.at("/error/details/fields/0/field")).isEqualTo("startDate");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    2026-05-04 | 2026-05-04 | trip
                    2026-05-05 | 2026-05-05 | trip, late
                    2026-05-06 | 2026-05-06 | late, noon
                    2026-05-07 | 2026-05-08 | ''
                    2026-05-02 | 2026-05-06 | trip, late, noon
                    2026-05-01 | 2026-05-31 | trip, late, noon
                    2026-05-03 | 2026-05-03 | trip
                    2026-05-01 | 2026-05-02 | ''
                    """)
    void both_days_are_included_and_what_overlaps_belongs_to_it(
            String first, String last, String expected) {
        event("noon", "\"startDate\":\"2026-05-06\",\"startTime\":\"12:00\"");
        event(
                "late",
                "\"startDate\":\"2026-05-05\",\"startTime\":\"23:00\",\"endDate\":\"2026-05-06\",\"endTime\":\"01:00\"");
        event("trip", "\"startDate\":\"2026-05-03\",\"endDate\":\"2026-05-05\",\"isAllDay\":true");

        assertThat(titles("?startDate=" + first + "&endDate=" + last))
                .containsExactlyElementsOf(
                        expected.isEmpty() ? List.of() : List.of(expected.split(", ")));
        assertThat(
                        ada.list(
                                "/api/events/calendar/"
                                        + ada.calendar()
                                        + "?startDate="
                                        + first
                                        + "&endDate="
                                        + last))
                .hasSize(expected.isEmpty() ? 0 : expected.split(", ").length);
    }

    @Test
    void the_days_are_those_of_the_callers_zone() {
        var tokyo = Person.in(AlmanacServer.shared(), "tokyo", "Asia/Tokyo");
        ada.share(ada.calendar(), tokyo, "read");
        event("evening", "\"startDate\":\"2026-05-06\",\"startTime\":\"20:00\"");

        assertThat(titles("?startDate=2026-05-06&endDate=2026-05-06")).containsExactly("evening");
        assertThat(titles("?startDate=2026-05-07&endDate=2026-05-07")).isEmpty();
        assertThat(tokyo.list("/api/events?startDate=2026-05-06&endDate=2026-05-06")).isEmpty();
        assertThat(tokyo.list("/api/events?startDate=2026-05-07&endDate=2026-05-07")).hasSize(1);
    }

    /** Samoa moved across the date line: there was no 30 December 2011. */
    @Test
    void a_day_that_the_callers_zone_left_out_is_answered_as_the_next() {
        var samoan = Person.in(AlmanacServer.shared(), "samoan", "Pacific/Apia");
        samoan.created(
                "/api/events",
                "{\"title\":\"new year's eve\",\"startDate\":\"2011-12-31\",\"isAllDay\":true}");

        var answer = samoan.get("/api/events?startDate=2011-12-30&endDate=2011-12-30");

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.at("/0/title")).isEqualTo("new year's eve");
    }

    @Test
    void a_bound_alone_leaves_the_other_side_open() {
        event("old", "\"startDate\":\"1999-05-06\"");
        event("far", "\"startDate\":\"2199-05-06\"");

        assertThat(titles("?startDate=2000-01-01")).containsExactly("far");
        assertThat(titles("?endDate=2000-01-01")).containsExactly("old");
        assertThat(titles("")).containsExactly("old", "far");
        assertThat(titles("?startDate=9999-12-31")).isEmpty();
        assertThat(titles("?endDate=0001-01-01")).isEmpty();
    }

    @Test
    void without_bounds_an_endless_series_shows_ninety_days_back_and_a_year_ahead() {
        var today = LocalDate.now(java.time.ZoneId.of("America/New_York"));
        event(
                "daily",
                "\"isAllDay\":true,\"startDate\":\""
                        + today.minusYears(2)
                        + "\",\"recurrenceType\":\"daily\"");

        var days =
                ada.list("/api/events").stream().map(e -> e.get("startDate").asString()).toList();

        assertThat(days).hasSizeBetween(455, 457);
        assertThat(LocalDate.parse(days.getFirst()))
                .isBetween(today.minusDays(91), today.minusDays(89));
    }

    @Test
    void an_endless_series_still_answers_in_thirty_years() {
        event(
                "standup",
                "\"startDate\":\"2026-01-05\",\"startTime\":\"09:00\",\"endTime\":\"09:15\","
                        + "\"recurrenceType\":\"weekly\",\"recurrenceRule\":{\"daysOfWeek\":[\"MO\",\"TH\"]}");
        var found = ada.list("/api/events?startDate=2056-01-03&endDate=2056-01-09");
        assertThat(found.stream().map(EventDocumentTest::when))
                .containsExactly(
                        "2056-01-03 09:00 - 2056-01-03 09:15",
                        "2056-01-06 09:00 - 2056-01-06 09:15");
        var far = found.getFirst();
        var one = ada.get("/api/events/" + far.get("id").asLong());
        assertThat(one.json()).isEqualTo(far);
        var edited = ada.patch("/api/events/" + far.get("id").asLong(), Map.of("title", "x"));
        assertThat(edited.at("/startDate")).isEqualTo("2056-01-03");
    }

    @Test
    void more_than_an_answer_may_hold_is_refused_with_a_range_that_fits() {
        event("daily", "\"startDate\":\"2026-01-05\",\"recurrenceType\":\"daily\"");
        var answer = ada.get("/api/events?startDate=2026-01-05&endDate=2226-01-05");
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.at("/error/details/fields/0/field")).isEqualTo("endDate");
        var day = answer.at("/message").replaceFirst(".*until (\\S+) fits", "$1");
        assertThat(ada.get("/api/events?startDate=2026-01-05&endDate=" + day).status())
                .isEqualTo(200);
    }

    @Test
    void clocks_that_change_leave_wall_clock_times_alone() {
        // New York: 8 March 2026 skips 02:00 to 03:00, 1 November repeats 01:00 to 02:00
        event(
                "early",
                "\"startDate\":\"2026-03-07\",\"startTime\":\"02:30\",\"endTime\":\"03:30\","
                        + "\"recurrenceType\":\"daily\",\"recurrenceRule\":{\"count\":3}");
        event(
                "fold",
                "\"startDate\":\"2026-10-31\",\"startTime\":\"01:30\",\"endTime\":\"02:30\","
                        + "\"recurrenceType\":\"daily\",\"recurrenceRule\":{\"count\":3}");
        assertThat(starts("?startDate=2026-03-07&endDate=2026-03-09"))
                .containsExactly("2026-03-07 02:30", "2026-03-08 02:30", "2026-03-09 02:30");
        assertThat(starts("?startDate=2026-10-31&endDate=2026-11-02"))
                .containsExactly("2026-10-31 01:30", "2026-11-01 01:30", "2026-11-02 01:30");
    }

    private List<String> starts(String query) {
        return ada.list("/api/events" + query).stream()
                .map(e -> e.get("startDate").asString() + " " + e.get("startTime").asString())
                .toList();
    }

    @Test
    void a_whole_day_is_that_day_for_every_viewer() {
        var tokyo = Person.in(AlmanacServer.shared(), "tokyo", "Asia/Tokyo");
        ada.share(ada.calendar(), tokyo, "read");
        event(
                "birthday",
                "\"startDate\":\"2026-07-04\",\"isAllDay\":true,\"recurrenceType\":\"yearly\"");
        for (var person : List.of(ada, tokyo)) {
            var found = person.list("/api/events?startDate=2027-07-04&endDate=2027-07-04");
            assertThat(found).hasSize(1);
            assertThat(found.getFirst().get("startDate").asString()).isEqualTo("2027-07-04");
            assertThat(found.getFirst().get("endDate").asString()).isEqualTo("2027-07-04");
            assertThat(person.list("/api/events?startDate=2027-07-03&endDate=2027-07-03"))
                    .isEmpty();
            assertThat(person.list("/api/events?startDate=2027-07-05&endDate=2027-07-05"))
                    .isEmpty();
        }
    }

    @Test
    void events_of_one_day_come_by_start_and_a_cancelled_one_stays_listed() {
        event("c", "\"startDate\":\"2026-06-01\",\"startTime\":\"15:00\"");
        event("a", "\"startDate\":\"2026-06-01\",\"isAllDay\":true");
        event("b", "\"startDate\":\"2026-06-01\",\"startTime\":\"09:00\",\"status\":\"cancelled\"");
        assertThat(titles("?startDate=2026-06-01&endDate=2026-06-01"))
                .containsExactly("a", "b", "c");
    }

    @Test
    void masters_are_never_listed() {
        event(
                "w",
                "\"startDate\":\"2026-06-03\",\"recurrenceType\":\"weekly\",\"recurrenceRule\":{\"count\":2}");
        assertThat(ada.list("/api/events?startDate=2026-06-01&endDate=2026-06-30"))
                .hasSize(2)
                .allSatisfy((JsonNode event) ->
                        assertThat(event.get("parentEventId").isNull()).isFalse());
    }
}
