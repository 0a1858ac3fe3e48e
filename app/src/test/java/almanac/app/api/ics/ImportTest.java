package almanac.app.api.ics;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.app.testing.AlmanacServer;
import almanac.app.testing.Answer;
import almanac.app.testing.Person;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Calendar files in and out. */
final class ImportTest {

    private static final Map<String, String> CALENDAR_FILE =
            Map.of("Content-Type", "text/calendar");

    private final Person ada = Person.in(AlmanacServer.shared(), "ics", "Europe/Budapest");

    private static String file(String... events) {
        return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//test//EN\r\nX-WR-CALNAME:Mine\r\n"
                + String.join("", events)
                + "END:VCALENDAR\r\n";
    }

    private static String event(String uid, String lines) {
        return "BEGIN:VEVENT\r\nUID:"
                + uid
                + "\r\nDTSTAMP:20260101T000000Z\r\n"
                + lines.replace("|", "\r\n")
                + "\r\nEND:VEVENT\r\n";
    }

    private Answer post(long calendar, String content) {
        return ada.send("POST", "/api/calendars/" + calendar + "/import", content, CALENDAR_FILE);
    }

    private JsonNode report(String content) {
        var answer = post(ada.calendar(), content);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json();
    }

    private static String counts(JsonNode report) {
        return "%d created, %d updated, %d unchanged, %d rejected"
                .formatted(
                        report.get("created").asInt(),
                        report.get("updated").asInt(),
                        report.get("unchanged").asInt(),
                        report.get("rejected").asInt());
    }

    private long calendar() {
        return ada.created("/api/calendars", Map.of("name", "Empty")).get("id").asLong();
    }

    private String export(long calendar) {
        var answer = ada.get("/api/calendars/" + calendar + "/export.ics");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type").orElse("")).startsWith("text/calendar");
        return answer.text();
    }

    /** What may differ between two exports of the same entries. */
    private static String comparable(String export) {
        return export.lines()
                .filter(line -> !line.startsWith("DTSTAMP") && !line.startsWith("X-WR-CALNAME"))
                .filter(line -> !line.startsWith("LAST-MODIFIED"))
                .collect(Collectors.joining("\n"));
    }

    /** The events of an export, whatever their order. */
    private static List<String> events(String export) {
        return List.of(comparable(export).split("BEGIN:VEVENT")).stream()
                .skip(1)
                .map(event -> event.substring(0, event.indexOf("END:VEVENT")))
                .sorted()
                .toList();
    }

    @Test
    void the_report_says_in_the_order_of_the_file_what_became_of_each_item() {
        var report =
                report(
                        file(
                                event("one", "DTSTART:20260105T100000Z|SUMMARY:First"),
                                event("two", "DTSTART:garbage|SUMMARY:Second"),
                                event("three", "DTSTART;VALUE=DATE:20260107|SUMMARY:Third"),
                                event("four", "SUMMARY:No start")));

        assertThat(counts(report)).isEqualTo("2 created, 0 updated, 0 unchanged, 2 rejected");
        assertThat(report.get("total").asInt()).isEqualTo(4);
        var items = report.get("items");
        assertThat(items)
                .extracting(
                        item -> item.get("uid").asString() + " " + item.get("result").asString())
                .containsExactly("one created", "two rejected", "three created", "four rejected");
        assertThat(items.get(1).get("reason").asString()).contains("DTSTART");
        assertThat(items.get(0).get("summary").asString()).isEqualTo("First");
        var first = ada.get("/api/events/" + items.get(0).get("eventId").asLong());
        assertThat(first.at("/title")).isEqualTo("First");
        assertThat(first.at("/startTime")).isEqualTo("10:00");
        assertThat(first.at("/timezone")).isEqualTo("UTC");
    }

    @Test
    void the_same_file_again_changes_nothing_and_a_new_version_only_what_differs() {
        var old = event("one", "DTSTART:20260105T100000Z|SUMMARY:First");
        var other = event("two", "DTSTART:20260106T100000Z|SUMMARY:Other");
        var id = report(file(old, other)).at("/items/0/eventId").asLong();
        assertThat(counts(report(file(old, other))))
                .isEqualTo("0 created, 0 updated, 2 unchanged, 0 rejected");

        var edited = report(file(old.replace("First", "Newer"), other));

        assertThat(counts(edited)).isEqualTo("0 created, 1 updated, 1 unchanged, 0 rejected");
        assertThat(edited.at("/items/0/eventId").asLong()).isEqualTo(id);
        assertThat(ada.get("/api/events/" + id).at("/title")).isEqualTo("Newer");
        ada.delete("/api/events/" + id);
        assertThat(counts(report(file(old, other))))
                .isEqualTo("1 created, 0 updated, 1 unchanged, 0 rejected");
        assertThat(ada.get("/api/events/" + id).at("/title")).isEqualTo("First");
    }

    @Test
    void a_series_comes_with_its_exceptions() {
        report(
                file(
                        event(
                                "s",
                                "DTSTART;TZID=Europe/Budapest:20260105T090000|"
                                        + "DTEND;TZID=Europe/Budapest:20260105T093000|"
                                        + "RRULE:FREQ=DAILY;COUNT=5|"
                                        + "EXDATE;TZID=Europe/Budapest:20260106T090000|SUMMARY:Daily"),
                        event(
                                "s",
                                "RECURRENCE-ID;TZID=Europe/Budapest:20260107T090000|"
                                        + "DTSTART;TZID=Europe/Budapest:20260107T150000|"
                                        + "DTEND;TZID=Europe/Budapest:20260107T153000|SUMMARY:Moved")));
        assertThat(
                        ada.list("/api/events?startDate=2026-01-05&endDate=2026-01-31").stream()
                                .map(e ->
                                        e.get("title").asString()
                                                + " "
                                                + e.get("startDate").asString()
                                                + " "
                                                + e.get("startTime").asString()))
                .containsExactly(
                        "Daily 2026-01-05 09:00",
                        "Moved 2026-01-07 15:00",
                        "Daily 2026-01-08 09:00",
                        "Daily 2026-01-09 09:00");
    }

    @Test
    void a_changed_occurrence_at_a_time_of_no_occurrence_is_an_event_of_its_own() {
        var zone = ";TZID=Europe/Budapest:";
        var file =
                file(
                        event(
                                "s",
                                "DTSTART"
                                        + zone
                                        + "20260105T100000|DURATION:PT1H|RRULE:FREQ=DAILY;COUNT=3|"
                                        + "SUMMARY:Daily"),
                        event(
                                "s",
                                "RECURRENCE-ID"
                                        + zone
                                        + "20260106T113000|DTSTART"
                                        + zone
                                        + "20260106T120000|DURATION:PT1H|SUMMARY:Stray"));

        var report = report(file);

        assertThat(counts(report)).isEqualTo("2 created, 0 updated, 0 unchanged, 0 rejected");
        assertThat(report.at("/items/1/uid").asString()).isEqualTo("s#20260106T113000");
        assertThat(report.at("/items/1/notes/0").asString()).contains("RECURRENCE-ID");
        assertThat(
                        ada.list("/api/events?startDate=2026-01-05&endDate=2026-01-31").stream()
                                .map(e ->
                                        e.get("title").asString() + e.get("startDate").asString()))
                .containsExactly(
                        "Daily2026-01-05", "Daily2026-01-06", "Stray2026-01-06", "Daily2026-01-07");
        assertThat(counts(report(file))).isEqualTo("0 created, 0 updated, 2 unchanged, 0 rejected");
        var first = export(ada.calendar());
        var other = calendar();
        post(other, first);
        assertThat(events(export(other))).isEqualTo(events(first));
    }

    @Test
    void a_multipart_upload_is_read_too() {
        var content =
                "--XX\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.ics\"\r\n"
                        + "Content-Type: text/calendar\r\n\r\n"
                        + file(event("m", "DTSTART:20260105T100000Z|SUMMARY:Multi"))
                        + "\r\n--XX--\r\n";
        var path = "/api/calendars/" + ada.calendar() + "/import";
        var type = Map.of("Content-Type", "multipart/form-data; boundary=XX");
        var answer = ada.send("POST", path, content, type);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(counts(answer.json()))
                .isEqualTo("1 created, 0 updated, 0 unchanged, 0 rejected");

        var without = ada.send("POST", path, content.replace("\"file\"", "\"other\""), type);
        assertThat(without.status()).isEqualTo(400);
        assertThat(without.at("/error/details/fields/0/field")).isEqualTo("file");
    }

    @Test
    void what_is_no_calendar_file_is_refused() {
        var path = "/api/calendars/" + ada.calendar() + "/import";
        for (var content :
                List.of("", "hello", "BEGIN:VCALENDAR\r\n", "{\"a\":1}", "\u0000\u0001")) {
            var answer = ada.send("POST", path, content, CALENDAR_FILE);
            assertThat(answer.status()).as(content + " -> " + answer.text()).isEqualTo(400);
        }
        assertThat(ada.send("POST", path, "{}", Map.of()).status()).isEqualTo(415);
        assertThat(ada.send("POST", "/api/calendars/abc/import", file(), CALENDAR_FILE).status())
                .isEqualTo(400);
        assertThat(ada.send("POST", "/api/calendars/987654/import", file(), CALENDAR_FILE).status())
                .isEqualTo(404);
    }

    @Test
    void what_was_made_here_comes_back_whole_in_an_empty_calendar() {
        ada.created(
                "/api/events",
                Map.of(
                        "title", "Commas, and; semicolons\nlines \\ é \uD83C\uDF88",
                        "startDate", "2026-03-30",
                        "startTime", "15:30",
                        "endTime", "16:00",
                        "description", "long ".repeat(60) + "text",
                        "location", "Here",
                        "status", "tentative",
                        "tags", List.of("a", "b,c")));
        ada.created(
                "/api/events",
                Map.of(
                        "title",
                        "Day",
                        "startDate",
                        "2026-05-01",
                        "endDate",
                        "2026-05-03",
                        "isAllDay",
                        true));
        ada.created(
                "/api/events",
                Map.of("title", "Open", "startDate", "2026-05-01", "startTime", "10:00"));
        var series =
                ada.created(
                        "/api/events",
                        Map.of(
                                "title", "Weekly",
                                "startDate", "2026-04-01",
                                "startTime", "17:00",
                                "endTime", "18:00",
                                "recurrenceType", "weekly",
                                "recurrenceRule", Map.of("count", 8)));
        var days = ada.list("/api/events?startDate=2026-04-08&endDate=2026-04-29");
        var weekly = days.stream().filter(e -> e.get("title").asString().equals("Weekly")).toList();
        ada.delete("/api/events/" + weekly.get(0).get("id").asLong());
        ada.patch("/api/events/" + weekly.get(1).get("id").asLong(), Map.of("startTime", "19:00"));
        ada.patch(
                "/api/events/" + weekly.get(2).get("id").asLong(),
                Map.of("title", "Later", "updateMode", "future"));
        assertThat(series.get("id").isIntegralNumber()).isTrue();

        var exported = export(ada.calendar());
        var copy = calendar();
        var report = post(copy, exported).json();
        assertThat(report.get("rejected").asInt()).as(report.toString()).isZero();
        var second = export(copy);
        assertThat(events(second)).isEqualTo(events(exported));
        var third = calendar();
        post(third, second);
        assertThat(comparable(export(third))).isEqualTo(comparable(second));
        assertThat(agenda(copy)).isEqualTo(agenda(ada.calendar()));
    }

    /** When the events of the first half of 2026 begin, on the time line. */
    private List<Instant> zonedAgenda(long calendar) {
        return ada
                .list(
                        "/api/events/calendar/"
                                + calendar
                                + "?startDate=2026-01-01&endDate=2026-06-30")
                .stream()
                .map(event ->
                        LocalDate.parse(event.get("startDate").asString())
                                .atTime(LocalTime.parse(event.get("startTime").asString()))
                                .atZone(ZoneId.of(event.get("timezone").asString()))
                                .toInstant())
                .toList();
    }

    private List<String> agenda(long calendar) {
        return ada
                .list(
                        "/api/events/calendar/"
                                + calendar
                                + "?startDate=2026-03-01&endDate=2026-12-31")
                .stream()
                .map(event ->
                        List.of(
                                        "title",
                                        "startDate",
                                        "startTime",
                                        "endDate",
                                        "endTime",
                                        "isAllDay",
                                        "status",
                                        "tags",
                                        "description",
                                        "location")
                                .stream()
                                .map(field -> event.get(field).toString())
                                .collect(Collectors.joining(" ")))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({"Africa/Casablanca,2026-02-01", "Australia/Lord_Howe,2026-03-15"})
    void a_zone_with_rules_of_its_own_comes_back_by_name_and_never_at_another_time(
            String zone, String firstDay) {
        ada.created(
                "/api/events/recurring",
                Map.of(
                        "title",
                        "Tea",
                        "startDate",
                        firstDay,
                        "startTime",
                        "09:00",
                        "endTime",
                        "10:00",
                        "calendarId",
                        ada.calendar(),
                        "recurrence",
                        Map.of(
                                "type",
                                "weekly",
                                "endType",
                                "count",
                                "count",
                                12,
                                "timezone",
                                zone)));
        var exported = export(ada.calendar());
        assertThat(exported).contains("BEGIN:VTIMEZONE", "TZID=" + zone + ":");
        // its clock changes within the twelve weeks, so a wrong rule shows
        var offsets =
                zonedAgenda(ada.calendar()).stream()
                        .map(at -> at.atZone(ZoneId.of(zone)).getOffset())
                        .distinct();
        assertThat(offsets).hasSizeGreaterThan(1);

        var named = calendar();
        assertThat(post(named, exported).json().get("rejected").asInt()).isZero();
        assertThat(zonedAgenda(named)).isEqualTo(zonedAgenda(ada.calendar()));

        var unknown = exported.replace(zone, "Customized Time Zone 1");
        assertThat(unknown).doesNotContain(zone);
        var renamed = calendar();
        var report = post(renamed, unknown).json();
        assertThat(report.toString()).contains("Customized Time Zone 1");
        assertThat(zonedAgenda(renamed)).isIn(List.of(), zonedAgenda(ada.calendar()));
    }

    @Test
    void its_own_export_imported_again_changes_nothing() {
        ada.created(
                "/api/events",
                Map.of("title", "Plain", "startDate", "2026-03-30", "startTime", "15:30"));
        ada.created(
                "/api/events",
                Map.of(
                        "title",
                        "Days",
                        "startDate",
                        "2026-03-30",
                        "recurrenceType",
                        "daily",
                        "isAllDay",
                        true));
        var again = report(export(ada.calendar()));
        assertThat(counts(again)).isEqualTo("0 created, 0 updated, 2 unchanged, 0 rejected");
    }

    @Test
    void an_empty_calendar_comes_in_as_nothing() {
        var exported = post(calendar(), export(calendar()));
        assertThat(exported.status()).as(exported.text()).isEqualTo(200);
        assertThat(exported.at("/total")).isEqualTo("0");
        assertThat(exported.json().get("items")).isEmpty();
        var lines = Map.of("Content-Type", "text/calendar", "Accept", "application/x-ndjson");
        var path = "/api/calendars/" + calendar() + "/import";
        var report = ada.send("POST", path, file(), lines);
        assertThat(report.status()).isEqualTo(200);
        assertThat(report.text()).startsWith("{\"calendarName\"").contains("\"items\":[]");
        for (var content : List.of("BEGIN:VCALENDAR\r\n", "END:VCALENDAR\r\n", "hello")) {
            assertThat(post(calendar(), content).status()).as(content).isEqualTo(400);
        }
    }

    @Test
    void what_is_imported_belongs_to_the_request_that_sent_the_file() {
        var answer =
                post(
                        ada.calendar(),
                        file(
                                event("asked", "DTSTART:20260105T100000Z|SUMMARY:Asked"),
                                event("too", "DTSTART:20260106T100000Z|SUMMARY:Too")));

        for (var item : answer.json().get("items")) {
            var history = "/api/events/" + item.get("eventId").asLong() + "/history";
            assertThat(ada.get(history).at("/data/0/why/requestId"))
                    .isEqualTo(answer.header("x-request-id").orElseThrow());
        }
    }

    @Test
    void a_large_file_comes_in_whole() {
        var events =
                IntStream.range(0, 3_000)
                        .mapToObj(n ->
                                event(
                                        "big" + n,
                                        "DTSTART:20260%d%02dT100000Z|SUMMARY:Event %d"
                                                .formatted(1 + n % 9, 1 + n % 28, n)))
                        .toArray(String[]::new);
        var report = report(file(events));
        assertThat(report.get("created").asInt()).isEqualTo(3_000);
        assertThat(ada.get("/api/events?startDate=2026-01-01&endDate=2026-12-31").json().size())
                .isEqualTo(3_000);
    }

    private String asked(String method, String lines) {
        return file(event("asked@test", lines)).replace("X-WR-CALNAME:Mine", "METHOD:" + method);
    }

    /** Such files are what mail programs save of the answers of those who are invited. */
    @ParameterizedTest
    @CsvSource({"REPLY", "reply", "COUNTER", "REFRESH", "DECLINECOUNTER", "ADD"})
    void a_message_about_an_event_takes_the_place_of_none(String method) {
        var calendar = calendar();
        var request =
                asked(
                        "REQUEST",
                        "DTSTART:20260605T100000Z|SUMMARY:Review|DESCRIPTION:Bring the plan"
                                + "|ORGANIZER:mailto:ada@example.org"
                                + "|ATTENDEE:mailto:cleo@example.net|ATTENDEE:mailto:dan@example.net");
        assertThat(counts(post(calendar, request).json())).startsWith("1 created");
        var before = export(calendar);

        var report =
                post(
                                calendar,
                                asked(
                                        method,
                                        "DTSTART:20260605T100000Z|SUMMARY:Accepted: Review"
                                                + "|ORGANIZER:mailto:ada@example.org"
                                                + "|ATTENDEE;PARTSTAT=ACCEPTED:mailto:cleo@example.net"))
                        .json();

        assertThat(comparable(export(calendar))).isEqualTo(comparable(before));
        assertThat(counts(report)).endsWith("1 rejected");
        assertThat(report.at("/items/0/reason").asString())
                .contains("METHOD:" + method.toUpperCase(Locale.ROOT));
    }

    @Test
    void what_is_called_off_is_cancelled_though_the_message_says_so_by_its_method_alone() {
        var calendar = calendar();
        post(calendar, asked("REQUEST", "DTSTART:20260605T100000Z|SUMMARY:Review"));

        var report = post(calendar, asked("CANCEL", "DTSTART:20260605T100000Z|SUMMARY:Review"));

        assertThat(counts(report.json())).contains("1 updated");
        assertThat(export(calendar)).contains("STATUS:CANCELLED");
    }
}
