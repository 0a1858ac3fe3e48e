package almanac.app.api.ics;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.app.testing.AlmanacServer;
import almanac.app.testing.Answer;
import almanac.app.testing.Person;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

@DisplayNameGeneration(ReplaceUnderscores.class)
final class ImportExportTest {

    private static final String EVENTS =
            """
            BEGIN:VCALENDAR
            VERSION:2.0
            BEGIN:VEVENT
            UID:soccer
            DTSTART;TZID=Europe/Berlin:20260401T170000
            DTEND;TZID=Europe/Berlin:20260401T183000
            RRULE:FREQ=WEEKLY;COUNT=5
            EXDATE;TZID=Europe/Berlin:20260408T170000
            SUMMARY;LANGUAGE=en:Soccer practice
            X-FOO;X-BAR="a;b":kept
            BEGIN:VALARM
            ACTION:DISPLAY
            TRIGGER:-PT15M
            END:VALARM
            END:VEVENT
            BEGIN:VEVENT
            UID:soccer
            RECURRENCE-ID;TZID=Europe/Berlin:20260415T170000
            DTSTART;TZID=Europe/Berlin:20260416T180000
            DTEND;TZID=Europe/Berlin:20260416T193000
            SUMMARY:Match
            END:VEVENT
            BEGIN:VEVENT
            UID:broken
            DTSTART;TZID=Mars/Olympus:20260401T170000
            SUMMARY:Elsewhere
            END:VEVENT
            BEGIN:VEVENT
            UID:last
            DTSTART;VALUE=DATE:20260403
            SUMMARY:Good Friday
            END:VEVENT
            END:VCALENDAR
            """;

    private final AlmanacServer server = AlmanacServer.shared();
    private final Person ana = Person.in(server, "ics", "Europe/Berlin");

    private static Answer upload(Person person, long calendar, String file) {
        return person.send(
                "POST",
                "/api/calendars/" + calendar + "/import",
                file,
                Map.of("Content-Type", "text/calendar"));
    }

    private static long newCalendar(Person person) {
        return person.created("/api/calendars", Map.of("name", "Empty")).get("id").asLong();
    }

    /** Without what names the moment or the calendar. */
    private static String export(Person person, long calendar) {
        return person.get("/api/calendars/" + calendar + "/export.ics")
                .text()
                .lines()
                .filter(line -> !line.startsWith("DTSTAMP") && !line.startsWith("X-WR-CALNAME"))
                .collect(Collectors.joining("\n"));
    }

    /** Components in an order that does not depend on the numbers they were given. */
    private static List<String> components(String calendar) {
        return Stream.of(calendar.split("(?=BEGIN:VEVENT)"))
                .skip(1)
                .map(c -> c.replace("END:VCALENDAR", "").strip())
                .sorted()
                .toList();
    }

    @Test
    void each_item_is_reported_and_a_broken_one_stays_alone() {
        var report = upload(ana, ana.calendar(), EVENTS).json();

        assertThat(report.get("created").asInt()).isEqualTo(2);
        assertThat(report.get("rejected").asInt()).isEqualTo(1);
        assertThat(report.at("/items/1/result").asString()).isEqualTo("rejected");
        assertThat(report.at("/items/1/reason").asString()).contains("DTSTART", "Mars/Olympus");
        assertThat(ana.list("/api/events?startDate=2026-04-01&endDate=2026-04-30"))
                .extracting(event ->
                        event.get("startDate").asString() + " " + event.get("title").asString())
                .containsExactly(
                        "2026-04-01 Soccer practice",
                        "2026-04-03 Good Friday",
                        "2026-04-16 Match",
                        "2026-04-22 Soccer practice",
                        "2026-04-29 Soccer practice");
    }

    @Test
    void the_same_file_again_changes_nothing_and_a_changed_one_updates() {
        upload(ana, ana.calendar(), EVENTS);

        var again = upload(ana, ana.calendar(), EVENTS).json();
        assertThat(again.get("unchanged").asInt()).isEqualTo(2);
        assertThat(again.get("created").asInt() + again.get("updated").asInt()).isZero();

        var changed =
                upload(ana, ana.calendar(), EVENTS.replace("SUMMARY:Match", "SUMMARY:Final"))
                        .json();
        assertThat(changed.get("updated").asInt()).isEqualTo(1);
        assertThat(ana.list("/api/events?startDate=2026-04-16&endDate=2026-04-16"))
                .singleElement()
                .satisfies(event -> assertThat(event.get("title").asString()).isEqualTo("Final"));
    }

    @Test
    void what_is_not_modelled_comes_out_as_it_went_in() {
        upload(ana, ana.calendar(), EVENTS);

        assertThat(export(ana, ana.calendar()))
                .contains(
                        "SUMMARY;LANGUAGE=en:Soccer practice",
                        "X-FOO;X-BAR=\"a;b\":kept",
                        "BEGIN:VALARM\nACTION:DISPLAY\nTRIGGER:-PT15M\nEND:VALARM",
                        "EXDATE;TZID=Europe/Berlin:20260408T170000",
                        "RECURRENCE-ID;TZID=Europe/Berlin:20260415T170000",
                        "BEGIN:VTIMEZONE");
    }

    @Test
    void our_own_events_and_a_split_series_survive_an_empty_calendar() {
        var series =
                ana.post(
                                "/api/events/recurring",
                                """
                                {"title":"Standup","startDate":"2026-04-01","startTime":"09:00","endTime":"09:15","calendarId":%d,
                                 "icon":"⚽","notes":"a, b; c\\nd","tags":["x","y,z"],
                                 "recurrence":{"type":"daily","endType":"count","count":6}}\
                                """
                                        .formatted(ana.calendar()))
                        .json();
        ana.patch(
                "/api/events/" + series.get(4).get("id").asLong(),
                Map.of(
                        "title",
                        "Standup later",
                        "startTime",
                        "10:00",
                        "endTime",
                        "10:15",
                        "updateMode",
                        "future"));
        ana.created(
                "/api/events", Map.of("title", "Day", "startDate", "2026-04-03", "isAllDay", true));
        var first = export(ana, ana.calendar());
        var copy = newCalendar(ana);

        var report =
                upload(
                        ana,
                        copy,
                        ana.get("/api/calendars/" + ana.calendar() + "/export.ics").text());

        assertThat(report.json().get("rejected").asInt()).isZero();
        assertThat(components(export(ana, copy))).isEqualTo(components(first));
        assertThat(
                        ana.list(
                                "/api/events/calendar/"
                                        + copy
                                        + "?startDate=2026-04-01&endDate=2026-04-30"))
                .extracting(event ->
                        event.get("startDate").asString() + " " + event.get("title").asString())
                .containsExactly(
                        "2026-04-01 Standup",
                        "2026-04-02 Standup",
                        "2026-04-03 Day",
                        "2026-04-03 Standup",
                        "2026-04-04 Standup later",
                        "2026-04-05 Standup later",
                        "2026-04-06 Standup later");
    }

    /** The numbers of a standup and of its six days. */
    private List<Long> standup() {
        var series =
                ana.post(
                                "/api/events/recurring",
                                """
                                {"title":"Standup","startDate":"2026-04-01","startTime":"09:00","endTime":"09:15","calendarId":%d,
                                 "recurrence":{"type":"daily","endType":"count","count":6}}\
                                """
                                        .formatted(ana.calendar()))
                        .json();
        return series.valueStream().map(event -> event.get("id").asLong()).toList();
    }

    /** One that is another from the fourth day on, and what was said of the fifth. */
    private List<Long> splitSeries() {
        var ids = standup();
        ana.patch("/api/events/" + ids.get(4), Map.of("title", "Later", "updateMode", "future"));
        ana.patch("/api/events/" + ids.get(6), Map.of("title", "Last"));
        ana.created("/api/events/" + ids.get(5) + "/comments", Map.of("content", "Bring cake"));
        return ids;
    }

    private String whole() {
        return ana.get("/api/calendars/" + ana.calendar() + "/export.ics").text();
    }

    @Test
    void a_split_series_comes_back_into_itself() {
        var ids = splitSeries();
        var before = ana.get("/api/events/" + ids.getFirst()).text();
        var file = whole();

        var report = upload(ana, ana.calendar(), file).json();

        assertThat(report.get("unchanged").asInt()).as(report.toString()).isEqualTo(2);
        assertThat(report.at("/items/1/eventId").asLong())
                .isEqualTo(report.at("/items/0/eventId").asLong());
        assertThat(ana.get("/api/events/" + ids.getFirst()).text()).isEqualTo(before);
        assertThat(ids)
                .allSatisfy(id -> assertThat(ana.get("/api/events/" + id).status()).isEqualTo(200));
        assertThat(ana.get("/api/events/" + ids.get(5) + "/comments").text())
                .contains("Bring cake");
        assertThat(whole()).isEqualTo(file);
    }

    @Test
    void a_series_that_was_split_at_a_date_beside_its_rule_comes_back_into_itself() {
        upload(
                ana,
                ana.calendar(),
                """
                BEGIN:VCALENDAR
                BEGIN:VEVENT
                UID:lesson
                DTSTART:20260406T090000Z
                RRULE:FREQ=WEEKLY;COUNT=4
                RDATE:20260415T120000Z
                SUMMARY:Lesson
                END:VEVENT
                END:VCALENDAR
                """);
        var range = "?startDate=2026-01-01&endDate=2026-12-31";
        var events = ana.get("/api/events/calendar/" + ana.calendar() + range).json();
        ana.patch(
                "/api/events/" + events.get(2).get("id").asLong(),
                Map.of("title", "Later", "updateMode", "future"));
        var file = whole();

        assertThat(upload(ana, ana.calendar(), file).json().get("unchanged").asInt()).isEqualTo(2);
        assertThat(whole()).isEqualTo(file);
        assertThat(components(file).getLast())
                .contains(
                        "DTSTART:20260420T090000Z",
                        "RRULE:FREQ=WEEKLY;UNTIL=20260427T090000Z",
                        "RDATE:20260415T120000Z");
    }

    private List<String> titles(List<Long> ids) {
        return ids.stream()
                .skip(1)
                .map(id -> ana.get("/api/events/" + id).json().get("title").asString())
                .toList();
    }

    @Test
    void a_file_from_before_a_split_makes_the_series_whole_and_the_report_says_so() {
        var ids = standup();
        var file = whole();
        ana.patch("/api/events/" + ids.get(4), Map.of("title", "Later", "updateMode", "future"));
        ana.patch("/api/events/" + ids.get(6), Map.of("title", "Last"));

        var item = upload(ana, ana.calendar(), file).json().at("/items/0");

        assertThat(item.get("result").asString()).isEqualTo("updated");
        assertThat(item.get("notes"))
                .singleElement()
                .extracting(JsonNode::asString)
                .isEqualTo(
                        "the series is one whole again, as in the file; its part from 2026-04-04 on"
                                + " is gone");
        assertThat(titles(ids)).hasSize(6).containsOnly("Standup");
        var again = upload(ana, ana.calendar(), file).json().at("/items/0");
        assertThat(again.get("result").asString()).isEqualTo("unchanged");
        assertThat(again.has("notes")).isFalse();
    }

    @Test
    void a_file_from_before_another_split_leaves_the_later_part_and_the_report_says_so() {
        var ids = splitSeries();
        var file = whole();
        ana.patch("/api/events/" + ids.get(5), Map.of("title", "Latest", "updateMode", "future"));

        var items = upload(ana, ana.calendar(), file).json().get("items");

        assertThat(items.get(0).has("notes")).as(items.toString()).isFalse();
        assertThat(items.get(1).get("notes"))
                .singleElement()
                .extracting(JsonNode::asString)
                .isEqualTo(
                        "from 2026-04-05 on the series has a part of its own that is not in the"
                                + " file and stays as it is");
        assertThat(titles(ids))
                .containsExactly("Standup", "Standup", "Standup", "Later", "Latest", "Latest");
        assertThat(upload(ana, ana.calendar(), whole()).json().get("items"))
                .hasSize(3)
                .noneMatch(item -> item.has("notes"));
    }

    @Test
    void an_edited_part_of_a_split_series_changes_that_part() {
        var ids = splitSeries();

        var report =
                upload(ana, ana.calendar(), whole().replace("SUMMARY:Later", "SUMMARY:Much later"))
                        .json();

        assertThat(report.get("updated").asInt()).as(report.toString()).isEqualTo(1);
        assertThat(report.get("unchanged").asInt()).isEqualTo(1);
        assertThat(ids.stream().skip(1).map(id -> ana.get("/api/events/" + id).at("/title")))
                .containsExactly(
                        "Standup", "Standup", "Standup", "Much later", "Much later", "Last");
    }

    @Test
    void what_only_looks_like_a_part_of_a_series_is_an_event_of_its_own() {
        var ids = splitSeries();
        var parts = components(whole());
        var uid = "entry-" + ids.getFirst() + "@almanac";
        var part = parts.get(1);
        assertThat(part).contains("UID:" + uid + "-from-3", "RELATED-TO:" + uid);
        var foreign =
                List.of(
                        part.replace("-from-3", "-from-2"),
                        part.replaceAll("RELATED-TO:.*", "RELATED-TO:someone@else"));

        var report =
                upload(
                                ana,
                                ana.calendar(),
                                "BEGIN:VCALENDAR\n"
                                        + String.join("\n", foreign)
                                        + "\nEND:VCALENDAR\n")
                        .json();

        assertThat(report.get("created").asInt()).as(report.toString()).isEqualTo(2);
        assertThat(ids.stream().skip(1).map(id -> ana.get("/api/events/" + id).at("/title")))
                .containsExactly("Standup", "Standup", "Standup", "Later", "Later", "Last");
    }

    @Test
    void a_series_that_was_ended_early_comes_back_unchanged() {
        var ids = standup();
        ana.delete("/api/events/" + ids.get(6));
        var ended =
                ana.patch(
                        "/api/events/" + ids.get(4) + "/recurring",
                        "{\"updateScope\":\"future\",\"recurrence\":{\"type\":\"none\"}}");
        assertThat(ended.status()).as(ended.text()).isEqualTo(200);
        var file = whole();

        var report = upload(ana, ana.calendar(), file).json();

        assertThat(report.get("unchanged").asInt()).as(report + file).isEqualTo(1);
        assertThat(whole()).isEqualTo(file);
    }

    /** Readers lose the last day of one that ends with a date and begins at a time. */
    @Test
    void a_series_that_turned_from_days_to_times_ends_in_utc_and_comes_back_unchanged() {
        var series =
                ana.post(
                                "/api/events/recurring",
                                """
                                {"title":"B","startDate":"2027-02-10","isAllDay":true,"calendarId":%d,
                                 "recurrence":{"type":"daily","endType":"date","endDate":"2027-02-14"}}\
                                """
                                        .formatted(ana.calendar()))
                        .json();
        ana.patch(
                "/api/events/" + series.get(0).get("id").asLong(),
                "{\"isAllDay\":false,\"startTime\":\"16:15\",\"endTime\":\"17:00\",\"updateMode\":\"all\"}");
        var file = whole();

        assertThat(file)
                .contains(
                        "DTSTART;TZID=Europe/Berlin:20270210T161500",
                        "RRULE:FREQ=DAILY;UNTIL=20270214T225959Z");
        assertThat(upload(ana, ana.calendar(), file).json().get("unchanged").asInt()).isEqualTo(1);
        assertThat(whole()).isEqualTo(file);
    }

    @Test
    void a_part_of_a_series_that_ends_in_another_form_comes_back_unchanged() {
        upload(
                ana,
                ana.calendar(),
                """
                BEGIN:VCALENDAR
                BEGIN:VEVENT
                UID:mixed
                DTSTART:20260406T090000Z
                RRULE:FREQ=DAILY;UNTIL=20260412
                SUMMARY:Mixed
                END:VEVENT
                END:VCALENDAR
                """);
        var range = "?startDate=2026-01-01&endDate=2026-12-31";
        var events = ana.get("/api/events/calendar/" + ana.calendar() + range).json();
        ana.patch(
                "/api/events/" + events.get(3).get("id").asLong(),
                Map.of("title", "Later", "updateMode", "future"));
        var file = whole();

        assertThat(file).contains("UNTIL=20260412T235959Z");
        assertThat(upload(ana, ana.calendar(), file).json().get("unchanged").asInt()).isEqualTo(2);
        assertThat(whole()).isEqualTo(file);
    }

    @Test
    void an_item_beyond_the_years_of_the_calendar_is_refused_and_the_export_stays_whole() {
        var report =
                upload(
                                ana,
                                ana.calendar(),
                                EVENTS.replace("DTSTART;VALUE=DATE:20260403", "DTSTART:99991231"))
                        .json();

        assertThat(report.at("/items/2/result").asString()).isEqualTo("rejected");
        assertThat(report.at("/items/2/reason").asString()).contains("DTSTART", "9998");
        assertThat(whole()).contains("SUMMARY:Match").endsWith("END:VCALENDAR\r\n");
    }

    @Test
    void shapes_that_icalendar_does_not_have_come_back_as_they_were() {
        ana.created("/api/events", Map.of("title", "Dates", "startDate", "2026-03-04"));
        ana.created(
                "/api/events",
                Map.of(
                        "title", "Through",
                        "startDate", "2026-03-06",
                        "startTime", "10:00",
                        "endDate", "2026-03-07"));
        ana.created(
                "/api/events",
                Map.of(
                        "title", "Same day",
                        "startDate", "2026-03-08",
                        "startTime", "10:00",
                        "endDate", "2026-03-08",
                        "description", "x".repeat(900_000)));
        var file = whole();
        var copy = newCalendar(ana);

        assertThat(upload(ana, ana.calendar(), file).json().get("unchanged").asInt()).isEqualTo(3);
        upload(ana, copy, file);

        assertThat(shapes(copy))
                .isEqualTo(shapes(ana.calendar()))
                .containsExactly(
                        "Dates 2026-03-04 null 2026-03-04 null false",
                        "Through 2026-03-06 10:00 2026-03-07 null false",
                        "Same day 2026-03-08 10:00 2026-03-08 null false");
    }

    private static String shape(JsonNode event) {
        return Stream.of("title", "startDate", "startTime", "endDate", "endTime", "isAllDay")
                .map(field -> event.get(field).toString().replace("\"", ""))
                .collect(Collectors.joining(" "));
    }

    private List<String> shapes(long calendar) {
        return ana
                .list(
                        "/api/events/calendar/"
                                + calendar
                                + "?startDate=2026-03-01&endDate=2026-03-31")
                .stream()
                .map(ImportExportTest::shape)
                .toList();
    }

    @TestFactory
    Stream<DynamicTest> real_files_survive_an_empty_calendar() {
        return realCalendars().stream()
                .map(file ->
                        DynamicTest.dynamicTest(
                                file.getFileName().toString(), () -> survives(file)));
    }

    private void survives(Path file) throws IOException {
        var text = Files.readString(file, StandardCharsets.UTF_8);
        var one = newCalendar(ana);
        var other = newCalendar(ana);
        var report = upload(ana, one, text).json();
        assertThat(report.get("rejected").asInt()).isZero();
        assertThat(report.get("created").asInt())
                .isPositive()
                .isEqualTo(report.get("total").asInt());
        assertThat(upload(ana, one, text).json().get("unchanged").asInt())
                .isEqualTo(report.get("total").asInt());
        var first = export(ana, one);

        upload(ana, other, ana.get("/api/calendars/" + one + "/export.ics").text());

        assertThat(components(export(ana, other))).isEqualTo(components(first));
    }

    private static List<Path> realCalendars() {
        var folder = above("shared/ics");
        if (folder.isEmpty()) {
            LoggerFactory.getLogger(ImportExportTest.class)
                    .error("shared/ics IS NOT HERE: no real calendar file is tested");
            Assumptions.abort("shared/ics is not here");
        }
        try (var files = Files.list(folder.orElseThrow())) {
            return files.filter(file -> file.toString().endsWith(".ics")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<Path> above(String relative) {
        for (var folder = Path.of("").toAbsolutePath();
                folder != null;
                folder = folder.getParent()) {
            if (Files.exists(folder.resolve(relative))) {
                return Optional.of(folder.resolve(relative));
            }
        }
        return Optional.empty();
    }

    @Test
    void progress_comes_line_by_line_and_the_report_last() {
        var answer =
                ana.send(
                        "POST",
                        "/api/calendars/" + ana.calendar() + "/import",
                        EVENTS,
                        Map.of("Content-Type", "text/calendar", "Accept", "application/x-ndjson"));

        var lines = answer.text().lines().toList();
        assertThat(lines.getFirst()).contains("\"processed\":", "\"total\":3");
        assertThat(lines.getLast()).contains("\"items\":[", "\"created\":2");
    }

    @Test
    void an_upload_form_works_as_well() {
        var body =
                "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.ics\"\r\nContent-Type: text/calendar\r\n\r\n"
                        + EVENTS
                        + "\r\n--x--\r\n";
        var answer =
                ana.send(
                        "POST",
                        "/api/calendars/" + ana.calendar() + "/import",
                        body,
                        Map.of("Content-Type", "multipart/form-data; boundary=x"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().get("created").asInt()).isEqualTo(2);
    }

    @Test
    void only_writers_import_and_only_readers_export() {
        var reader = Person.at(server, "reader");
        var stranger = Person.at(server, "stranger");
        ana.share(ana.calendar(), reader, "read");

        assertThat(upload(reader, ana.calendar(), EVENTS).status()).isEqualTo(403);
        assertThat(upload(stranger, ana.calendar(), EVENTS).status()).isEqualTo(403);
        assertThat(reader.get("/api/calendars/" + ana.calendar() + "/export.ics").status())
                .isEqualTo(200);
        assertThat(stranger.get("/api/calendars/" + ana.calendar() + "/export.ics").status())
                .isEqualTo(403);
        assertThat(ana.get("/api/calendars/" + ana.calendar() + "/export.ics").text())
                .doesNotContain("BEGIN:VEVENT");
    }

    @Test
    void what_is_no_calendar_is_refused() {
        assertThat(upload(ana, ana.calendar(), "hello").status()).isEqualTo(400);
        assertThat(
                        ana.send(
                                        "POST",
                                        "/api/calendars/" + ana.calendar() + "/import",
                                        "{}",
                                        Map.of())
                                .status())
                .isEqualTo(415);
        assertThat(upload(ana, 999_999, EVENTS).status()).isEqualTo(404);
    }

    @Test
    void a_feed_needs_no_token_answers_304_while_unchanged_and_ends_with_a_reset() {
        upload(ana, ana.calendar(), EVENTS);
        var path = path(ana.get("/api/calendars/" + ana.calendar() + "/feed"));

        var feed = server.get(null, path);
        assertThat(feed.status()).isEqualTo(200);
        assertThat(feed.text()).contains("SUMMARY:Good Friday");
        var unchanged =
                server.exchange(
                        "GET",
                        path,
                        null,
                        Map.of("If-None-Match", feed.header("ETag").orElseThrow()));
        assertThat(unchanged.status()).isEqualTo(304);

        var next = path(ana.post("/api/calendars/" + ana.calendar() + "/feed/reset", Map.of()));
        assertThat(server.get(null, path).status()).isEqualTo(404);
        assertThat(server.get(null, next).status()).isEqualTo(200);
        assertThat(server.get(null, next.replace(".ics", "A.ics")).status()).isEqualTo(404);
        var reader = Person.at(server, "feedreader");
        ana.share(ana.calendar(), reader, "write");
        assertThat(reader.get("/api/calendars/" + ana.calendar() + "/feed").status())
                .isEqualTo(403);
    }

    private String path(Answer answer) {
        return answer.json().get("url").asString().replace(server.url(), "");
    }
}
