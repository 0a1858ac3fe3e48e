package almanac.icalendar;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.entry.ImportedEntry;
import almanac.icalendar.ImportFile.Item.Readable;
import almanac.icalendar.ImportFile.Item.Unreadable;
import almanac.time.End;
import almanac.time.Span;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class QuirksTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final ZoneId LISBON = ZoneId.of("Europe/Lisbon");

    private static final Charset WINDOWS = Charset.forName("windows-1252");

    private static ImportFile read(String text) {
        return new ICalendarReader(LISBON).read(text);
    }

    private static String calendar(String... lines) {
        return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"
                + String.join("\r\n", lines)
                + "\r\nEND:VCALENDAR\r\n";
    }

    private static String event(String... lines) {
        return "BEGIN:VEVENT\r\n" + String.join("\r\n", lines) + "\r\nEND:VEVENT";
    }

    private static Readable only(String... lines) {
        var items = read(calendar(event(lines))).items();
        assertThat(items).singleElement().isInstanceOf(Readable.class);
        return (Readable) items.getFirst();
    }

    private static ImportedEntry entry(String... lines) {
        return only(lines).entry();
    }

    private static String refusal(String... lines) {
        var items = read(calendar(event(lines))).items();
        assertThat(items).singleElement().isInstanceOf(Unreadable.class);
        return ((Unreadable) items.getFirst()).reason();
    }

    private static Span timed(ZoneId zone, String start, String end) {
        return new Span.Timed(
                LocalDateTime.parse(start), zone, new End.At(LocalDateTime.parse(end)));
    }

    @Test
    void folded_names_bare_line_feeds_and_lower_case_are_read() {
        var items =
                read("\uFEFFbegin:vcalendar\n"
                                + "begin:vevent\n"
                                + "UID\n"
                                + " :a\n"
                                + "summary\n"
                                + " :New Year's\n"
                                + "  Day\n"
                                + "DTSTART\n"
                                + " ;VALUE=DATE\n"
                                + " :20060101\n"
                                + "end:vevent\n"
                                + "end:vcalendar\n")
                        .items();

        var entry = ((Readable) items.getFirst()).entry();
        assertThat(entry.details().title()).isEqualTo("New Year's Day");
        assertThat(entry.span())
                .isEqualTo(new Span.AllDay(LocalDate.of(2006, 1, 1), LocalDate.of(2006, 1, 2)));
    }

    private static List<Readable> bytes(String... parts) throws IOException {
        var file = new ByteArrayOutputStream();
        for (var i = 0; i < parts.length; i++) {
            file.write(parts[i].getBytes(i % 2 == 0 ? StandardCharsets.UTF_8 : WINDOWS));
        }
        return new ICalendarReader(LISBON)
                .read(new ByteArrayInputStream(file.toByteArray())).items().stream()
                        .map(Readable.class::cast)
                        .toList();
    }

    private static String title(Readable item) {
        return item.entry().details().title();
    }

    @Test
    void a_line_that_is_no_utf_8_is_windows_1252_and_said_so() throws IOException {
        var day = "DTSTART;VALUE=DATE:20060101";
        var file =
                calendar(
                        event("UID:a", day, "SUMMARY:K\u00f6ln, 10 \u20ac|"),
                        event(day, "SUMMARY:"));
        var cut = file.lastIndexOf("SUMMARY:");

        var items =
                bytes(
                        "",
                        file.substring(0, cut),
                        file.substring(cut).replace("SUMMARY:", "SUMMARY:Z\u00fcrich"));

        assertThat(title(items.getFirst())).isEqualTo("K\u00f6ln, 10 \u20ac|");
        assertThat(items.getFirst().notes()).singleElement().asString().contains("Windows-1252");
        assertThat(title(items.getLast())).isEqualTo("Z\u00fcrich");
        assertThat(items.getLast().notes()).isEmpty();
    }

    /** RFC 5545 3.1: a fold may lie within a character. */
    @ParameterizedTest
    @ValueSource(strings = {"\r\n ", "\n\t", "\r\n \r\n "})
    void a_character_that_was_folded_within_is_whole_again(String fold) throws IOException {
        var day = "DTSTART;VALUE=DATE:20060101";
        var file = calendar(event("UID:a", day, "SUMMARY:M"), event(day, "SUMMARY:Z\u00fcrich"));
        var after = file.indexOf("SUMMARY:M") + 9;

        var items =
                bytes(
                        file.substring(0, after),
                        "\u00c3" + fold + "\u00bc",
                        "nchen" + file.substring(after));

        assertThat(items)
                .extracting(QuirksTest::title)
                .containsExactly("M\u00fcnchen", "Z\u00fcrich");
        assertThat(items).allSatisfy(item -> assertThat(item.notes()).isEmpty());
    }

    private static ImportFile octets(byte[] file, Charset said) throws IOException {
        return new ICalendarReader(LISBON).read(new ByteArrayInputStream(file), said);
    }

    private static String kitchen(String title) {
        return calendar(event("UID:a", "SUMMARY:" + title, "DTSTART;VALUE=DATE:20060101"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"iso-8859-2", "utf-16", "koi8-r", "iso-2022-jp", "utf-8"})
    void a_file_is_read_in_the_charset_that_its_sender_says(String name) throws IOException {
        var charset = Charset.forName(name);
        var letters = name.equals("koi8-r") ? "щи" : name.equals("iso-2022-jp") ? "茶" : "Łódź";

        var items = octets(kitchen(letters).getBytes(charset), charset).items();

        assertThat(title((Readable) items.getFirst())).isEqualTo(letters);
        assertThat(((Readable) items.getFirst()).notes()).isEmpty();
    }

    @Test
    void what_is_utf_8_is_that_whatever_its_sender_says() throws IOException {
        var file = kitchen("Łódź").getBytes(StandardCharsets.UTF_8);

        for (var said : List.of(StandardCharsets.US_ASCII, StandardCharsets.ISO_8859_1)) {
            assertThat(title((Readable) octets(file, said).items().getFirst())).isEqualTo("Łódź");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE"})
    void a_byte_order_mark_says_the_charset_too(String charset) throws IOException {
        var file = ("\uFEFF" + kitchen("Łódź")).getBytes(Charset.forName(charset));

        var items = octets(file, StandardCharsets.UTF_8).items();

        assertThat(title((Readable) items.getFirst())).isEqualTo("Łódź");
    }

    @Test
    void a_file_without_line_feeds_has_lines_all_the_same() {
        var file = read(kitchen("Long\r\n er").replace("\r\n", "\r"));

        assertThat(file.framed()).isTrue();
        assertThat(title((Readable) file.items().getFirst())).isEqualTo("Longer");
    }

    @ParameterizedTest
    @CsvSource({
        "'X-WR-CALNAME:Ana\\, Ben\\; Co\\\\', 'Ana, Ben; Co\\'",
        "'NAME;X-A=\"b:c\":Home', Home",
        "'X-WR-CALNAME;VALUE=TEXT: Home ', Home"
    })
    void the_name_of_a_calendar_is_a_text(String line, String name) {
        var day = event("UID:a", "DTSTART;VALUE=DATE:20060101");

        assertThat(read(calendar(line, day)).name()).contains(name);
    }

    /** RFC 5545 3.3.6: days count by the calendar, hours by the clock that never changes. */
    @ParameterizedTest
    @CsvSource({
        "P1D, 2026-03-29T12:00",
        "PT24H, 2026-03-29T13:00",
        "P1DT1H, 2026-03-29T13:00",
        "P1DT0S, 2026-03-29T12:00",
        "+P1W, 2026-04-04T12:00",
        "PT1H30M5S, 2026-03-28T13:30:05",
        "pt0s, 2026-03-28T12:00"
    })
    void a_duration_over_a_change_of_the_clock_ends_when_it_means(String duration, String end) {
        var entry =
                entry(
                        "UID:a",
                        "DTSTART;TZID=Europe/Berlin:20260328T120000",
                        "DURATION:" + duration);

        assertThat(entry.span()).isEqualTo(timed(BERLIN, "2026-03-28T12:00", end));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "P", "1H", "PT", "P1H", "T1H", "P1DT", "P99999999999D"})
    void a_duration_that_is_none_says_so(String duration) {
        assertThat(refusal("UID:a", "DTSTART:20260328T120000Z", "DURATION:" + duration))
                .startsWith("DURATION is none");
    }

    @Test
    void lengths_come_from_end_duration_or_the_day() {
        assertThat(
                        entry(
                                        "UID:a",
                                        "DTSTART;TZID=Europe/Berlin:20260330T153000",
                                        "DURATION:PT30M")
                                .span())
                .isEqualTo(timed(BERLIN, "2026-03-30T15:30", "2026-03-30T16:00"));
        assertThat(entry("UID:a", "DTSTART;VALUE=DATE:20260330", "DURATION:P2D").span())
                .isEqualTo(new Span.AllDay(LocalDate.of(2026, 3, 30), LocalDate.of(2026, 4, 1)));
        assertThat(
                        entry("UID:a", "DTSTART;VALUE=DATE:20260330", "DTEND;VALUE=DATE:20260330")
                                .span())
                .isEqualTo(new Span.AllDay(LocalDate.of(2026, 3, 30), LocalDate.of(2026, 3, 31)));
        assertThat(entry("UID:a", "DTSTART:20260330T153000Z").span())
                .isEqualTo(
                        new Span.Timed(
                                LocalDateTime.of(2026, 3, 30, 15, 30),
                                ZoneId.of("UTC"),
                                new End.None()));
        assertThat(
                        entry(
                                        "UID:a",
                                        "DTSTART;TZID=Europe/Berlin:20260330T153000",
                                        "DTEND:20260330T140000Z")
                                .span())
                .isEqualTo(timed(BERLIN, "2026-03-30T15:30", "2026-03-30T16:00"));
    }

    /** On 2 November 2025 New York has the hour from 01:00 twice. */
    @ParameterizedTest
    @CsvSource({
        "DURATION:PT45M, 2025-11-02T02:00, true",
        "DTEND:20251102T061500Z, 2025-11-02T02:00, true",
        "DTEND;TZID=Europe/Berlin:20251102T075959, 2025-11-02T02:00, true",
        "DURATION:PT29M, 2025-11-02T01:59, false",
        "DTEND:20251102T070000Z, 2025-11-02T02:00, false",
        "DURATION:PT2H, 2025-11-02T02:30, false",
        "DURATION:P1D, 2025-11-03T01:30, false",
        "DTEND:20251102T053000Z, 2025-11-02T01:30, false"
    })
    void an_end_in_the_second_of_two_hours_is_the_end_of_it(
            String line, String end, boolean noted) {
        var item = only("UID:a", "DTSTART;TZID=America/New_York:20251102T013000", line);

        assertThat(item.entry().span())
                .isEqualTo(timed(ZoneId.of("America/New_York"), "2025-11-02T01:30", end));
        assertThat(item.notes()).hasSize(noted ? 1 : 0);
        assertThat(item.notes()).allSatisfy(note -> assertThat(note).contains("twice", end));
    }

    @Test
    void an_end_before_the_start_is_refused_on_such_a_day_too() {
        var zone = "TZID=America/New_York:";
        assertThat(
                        refusal(
                                "UID:a",
                                "DTSTART;" + zone + "20251102T013000",
                                "DTEND;" + zone + "20251102T011500"))
                .contains("DTEND");
        assertThat(
                        refusal(
                                "UID:a",
                                "DTSTART;" + zone + "20251102T020000",
                                "DTEND:20251102T061500Z"))
                .contains("DTEND");
        assertThat(refusal("UID:a", "DTSTART:20251102T013000Z", "DURATION:-PT1S"))
                .contains("DTEND");
        // a start that the clock skips is later than it says
        assertThat(
                        entry(
                                        "UID:a",
                                        "DTSTART;" + zone + "20260308T023000",
                                        "DTEND;" + zone + "20260308T030000")
                                .span())
                .isEqualTo(
                        timed(
                                ZoneId.of("America/New_York"),
                                "2026-03-08T02:30",
                                "2026-03-08T03:00"));
        assertThat(
                        entry(
                                        "UID:a",
                                        "DTSTART;" + zone + "20260308T023000",
                                        "DTEND:20260308T071500Z")
                                .span())
                .isEqualTo(
                        timed(
                                ZoneId.of("America/New_York"),
                                "2026-03-08T02:30",
                                "2026-03-08T03:15"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Europe/Berlin|Europe/Berlin",
                "US/Pacific|US/Pacific",
                "/mozilla.org/20050126_1/Europe/Berlin|Europe/Berlin",
                "/freeassociation.sourceforge.net/America/Argentina/Buenos_Aires|America/Argentina/Buenos_Aires",
                "W. Europe Standard Time|Europe/Berlin",
                "\"Eastern Standard Time\"|America/New_York"
            })
    void zone_names_of_every_kind_resolve(String tzid, String zone) {
        var span = (Span.Timed) entry("UID:a", "DTSTART;TZID=" + tzid + ":20260330T153000").span();

        assertThat(span.zone().getRules()).isEqualTo(ZoneId.of(zone).getRules());
    }

    @Test
    void a_custom_zone_is_known_by_its_rules_and_said_so() {
        var file =
                read(
                        calendar(
                                "BEGIN:VTIMEZONE",
                                "TZID:Customized Time Zone",
                                "BEGIN:STANDARD",
                                "DTSTART:16010101T030000",
                                "TZOFFSETFROM:+0200",
                                "TZOFFSETTO:+0100",
                                "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
                                "END:STANDARD",
                                "BEGIN:DAYLIGHT",
                                "DTSTART:16010101T020000",
                                "TZOFFSETFROM:+0100",
                                "TZOFFSETTO:+0200",
                                "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
                                "END:DAYLIGHT",
                                "END:VTIMEZONE",
                                event(
                                        "UID:a",
                                        "DTSTART;TZID=Customized Time Zone:20260330T153000")));

        var item = (Readable) file.items().getFirst();
        assertThat(((Span.Timed) item.entry().span()).zone()).isEqualTo(BERLIN);
        assertThat(item.notes())
                .singleElement()
                .asString()
                .contains("Customized Time Zone", "Europe/Berlin");
    }

    private static String fixedZone(String name, String offset) {
        return """
        BEGIN:VTIMEZONE
        TZID:%1$s
        BEGIN:STANDARD
        DTSTART:19700101T000000
        TZOFFSETFROM:%2$s
        TZOFFSETTO:%2$s
        END:STANDARD
        END:VTIMEZONE\
        """
                .formatted(name, offset);
    }

    @ParameterizedTest
    @CsvSource({"+0117", "-1300"})
    void a_custom_zone_with_the_rules_of_none_is_refused_and_the_rest_is_read(String offset) {
        var items =
                read(calendar(
                                fixedZone("Fixed", offset),
                                event("UID:a", "DTSTART;TZID=Fixed:20260701T100000"),
                                event("UID:b", "DTSTART:20260701T100000Z")))
                        .items();

        assertThat(items)
                .satisfiesExactly(
                        a ->
                                assertThat(a)
                                        .isInstanceOfSatisfying(
                                                Unreadable.class,
                                                item ->
                                                        assertThat(item.reason())
                                                                .contains("DTSTART", "Fixed")),
                        b -> assertThat(b).isInstanceOf(Readable.class));
    }

    @Test
    void every_event_of_a_custom_zone_says_how_it_is_read() {
        var items =
                read(calendar(
                                fixedZone("Ours", "+0530"),
                                event("UID:a", "DTSTART;TZID=Ours:20260701T100000"),
                                event("UID:b", "DTSTART;TZID=Ours:20260801T100000")))
                        .items();

        assertThat(items)
                .hasSize(2)
                .allSatisfy(item ->
                        assertThat(((Readable) item).notes())
                                .containsExactly(
                                        "time zone Ours is read as Asia/Kolkata by its rules"));
    }

    @Test
    void a_placeholder_of_a_library_is_no_zone() {
        assertThat(refusal("UID:a", "DTSTART;TZID=ical4j-local-7:20260701T100000"))
                .contains("ical4j-local-7");
    }

    @Test
    void a_text_as_long_as_the_json_apis_take_is_read_and_a_longer_one_refused() {
        var start = "DTSTART:20260701T100000Z";

        assertThat(entry(start, "DESCRIPTION:" + "\\,".repeat(1 << 20)).details().description())
                .hasValueSatisfying(text -> assertThat(text).hasSize(1 << 20));
        assertThat(refusal(start, "DESCRIPTION:" + "x".repeat((1 << 20) + 1)))
                .contains("DESCRIPTION");
    }

    /** Nobody could store it, and it would keep everything else from being stored. */
    @Test
    void an_event_with_more_attached_than_can_be_stored_is_refused_and_never_cut() {
        var start = "DTSTART:20260701T100000Z";
        var third = "ATTACH;ENCODING=BASE64;VALUE=BINARY:" + "A".repeat(3 << 19);

        assertThat(entry(start, third, third).details().extras()).hasSize(2);
        assertThat(refusal(start, third, third, third)).contains("longer than 3670016 bytes");
        assertThat(refusal(start, "X-FOLDED:" + ("A".repeat(1000) + "\r\n ").repeat(6000)))
                .contains("longer than 3670016 bytes");
    }

    @Test
    void marks_of_ours_are_believed_only_where_the_times_fit() {
        var moved = "DTSTART:20260306T100000Z";

        assertThat(entry(moved, "DTEND:20260306T120000Z", "X-ALMANAC-END-DAY:20260305").span())
                .isEqualTo(timed(ZoneId.of("UTC"), "2026-03-06T10:00", "2026-03-06T12:00"));
        assertThat(entry(moved, "DTEND:20260308T000000Z", "X-ALMANAC-END-DAY:20260306").span())
                .isEqualTo(timed(ZoneId.of("UTC"), "2026-03-06T10:00", "2026-03-08T00:00"));
        assertThat(entry(moved, "X-ALMANAC-UNTIMED:TRUE").span())
                .isEqualTo(
                        new Span.Timed(
                                LocalDateTime.parse("2026-03-06T10:00"),
                                ZoneId.of("UTC"),
                                new End.None()));
    }

    @Test
    void a_date_that_is_added_with_an_end_of_its_own_is_noted() {
        var start = "DTSTART:20260406T090000Z";
        var period = "RDATE;VALUE=PERIOD:20260410T090000Z/PT3H";

        assertThat(only("UID:a", start, "RDATE:20260410T090000Z").notes()).isEmpty();
        assertThat(only("UID:a", start, period).notes())
                .singleElement()
                .asString()
                .contains("RDATE", "PERIOD");
    }

    @Test
    void an_unknown_zone_is_never_utc() {
        assertThat(refusal("UID:a", "DTSTART;TZID=Mars/Olympus:20260330T153000"))
                .contains("DTSTART", "Mars/Olympus");
    }

    @Test
    void floating_times_are_read_in_the_calendars_zone_else_the_readers_and_said_so() {
        var floating = only("UID:a", "DTSTART:20260330T153000");
        assertThat(((Span.Timed) floating.entry().span()).zone()).isEqualTo(LISBON);
        assertThat(floating.notes()).singleElement().asString().contains("Europe/Lisbon");

        var file =
                read(
                        calendar(
                                "X-WR-TIMEZONE;VALUE=TEXT:Europe/Berlin",
                                event("UID:a", "DTSTART:20260330T153000")));
        assertThat(((Span.Timed) ((Readable) file.items().getFirst()).entry().span()).zone())
                .isEqualTo(BERLIN);
    }

    @Test
    void exclusions_additions_and_exceptions_lie_in_the_zone_of_the_master() {
        var file =
                read(
                        calendar(
                                event(
                                        "UID:a",
                                        "DTSTART;TZID=Europe/Berlin:20260401T170000",
                                        "RRULE:FREQ=WEEKLY;COUNT=9",
                                        "EXDATE;TZID=Europe/Berlin:20260408T170000,20260415T170000",
                                        "EXDATE:20260422T150000Z",
                                        "EXDATE;VALUE=DATE:20260429",
                                        "RDATE;VALUE=PERIOD:20260502T100000Z/PT1H"),
                                event(
                                        "UID:a",
                                        "RECURRENCE-ID:20260506T150000Z",
                                        "DTSTART;TZID=Europe/Berlin:20260507T180000",
                                        "SUMMARY:Moved")));

        var entry = ((Readable) file.items().getFirst()).entry();
        assertThat(entry.exclusions())
                .extracting(LocalDateTime::toString)
                .containsExactly(
                        "2026-04-08T17:00",
                        "2026-04-15T17:00",
                        "2026-04-22T17:00",
                        "2026-04-29T17:00");
        assertThat(entry.recurrence().orElseThrow().additions())
                .containsExactly(LocalDateTime.of(2026, 5, 2, 12, 0));
        assertThat(entry.overrides())
                .singleElement()
                .satisfies(o -> {
                    assertThat(o.originalStart()).isEqualTo("2026-05-06T17:00");
                    assertThat(o.details().title()).isEqualTo("Moved");
                });
    }

    @Test
    void an_exception_without_its_master_stands_alone() {
        var item = only("UID:a", "RECURRENCE-ID:20260506T150000Z", "DTSTART:20260507T150000Z");

        assertThat(item.entry().uid()).isEqualTo("a#20260506T150000Z");
        assertThat(item.entry().recurrence()).isEmpty();
        assertThat(item.notes()).isEmpty();
        assertThat(item.notesAlone()).containsExactly("stands alone as a#20260506T150000Z");
        var claim = item.claim().orElseThrow();
        assertThat(claim.series()).isEqualTo("a");
        assertThat(
                        claim.startIn(
                                only("UID:b", "DTSTART;TZID=Europe/Berlin:20260401T170000")
                                        .entry()
                                        .span()))
                .isEqualTo("2026-05-06T17:00");
        assertThat(claim.startIn(only("UID:b", "DTSTART;VALUE=DATE:20260401").entry().span()))
                .isEqualTo("2026-05-06T00:00");
    }

    @Test
    void a_uid_that_comes_twice_stays_two_and_a_missing_one_is_made_from_the_content() {
        var twice =
                read(
                        calendar(
                                event("UID:a", "DTSTART;VALUE=DATE:20260101"),
                                event("UID:a", "DTSTART;VALUE=DATE:20260201")));
        assertThat(twice.items())
                .extracting(item -> ((Readable) item).entry().uid())
                .containsExactly("a", "a#2");

        var one =
                entry("DTSTART;VALUE=DATE:20260101", "SUMMARY:x", "DTSTAMP:20260101T000000Z").uid();
        assertThat(
                        entry(
                                        "DTSTART;VALUE=DATE:20260101",
                                        "SUMMARY:x",
                                        "DTSTAMP:20270101T000000Z")
                                .uid())
                .isEqualTo(one);
        assertThat(entry("DTSTART;VALUE=DATE:20260101", "SUMMARY:y").uid()).isNotEqualTo(one);
    }

    @Test
    void what_cannot_be_read_says_why_and_leaves_the_rest() {
        assertThat(refusal("UID:a", "SUMMARY:x")).contains("DTSTART");
        assertThat(refusal("UID:a", "DTSTART:tomorrow")).contains("DTSTART", "tomorrow");
        assertThat(refusal("UID:a", "DTSTART:20260230T100000Z")).contains("DTSTART");
        assertThat(refusal("UID:a", "DTSTART:20260330T153000Z", "DTEND:20260330T143000Z"))
                .contains("DTEND");
        assertThat(refusal("UID:a", "DTSTART:20260330T153000Z", "RRULE:FREQ=SOMETIMES"))
                .contains("RRULE");
        assertThat(
                        refusal(
                                "UID:a",
                                "DTSTART:20260330T153000Z",
                                "RRULE:FREQ=DAILY",
                                "EXRULE:FREQ=WEEKLY"))
                .contains("EXRULE");
        assertThat(refusal("UID:a", "DTSTART:20260330T153000Z", "DURATION:soon"))
                .contains("DURATION");
        assertThat(refusal("UID:a", "DTSTART:20260330T153000Z", "STATUS:NEEDS-ACTION"))
                .contains("STATUS");

        var mixed =
                read(
                        calendar(
                                "BEGIN:VTODO",
                                "UID:t",
                                "END:VTODO",
                                "BEGIN:VEVENT",
                                "UID:b",
                                event("UID:a", "DTSTART;VALUE=DATE:20260101")));
        assertThat(mixed.items()).filteredOn(Readable.class::isInstance).hasSize(1);
        assertThat(mixed.items()).filteredOn(Unreadable.class::isInstance).hasSize(2);
    }

    @Test
    void what_we_do_not_model_is_kept_as_it_stands() {
        var details =
                entry(
                                "UID:a",
                                "DTSTART;VALUE=DATE:20260101",
                                "SUMMARY;LANGUAGE=et:Tere\\, maailm",
                                "DESCRIPTION:one\\ntwo",
                                "CATEGORIES:a,b\\,c",
                                "X-FOO;X-BAR=\"a;b\":baz",
                                "CONTACT;ALTREP=\"mailto:a@b\",\"mailto:c@d\":Jane\\, who else",
                                "BEGIN:VALARM",
                                "TRIGGER:-PT5M",
                                "END:VALARM")
                        .details();

        assertThat(details.title()).isEqualTo("Tere, maailm");
        assertThat(details.description()).contains("one\ntwo");
        assertThat(details.tags()).containsExactly("a", "b,c");
        assertThat(details.extras())
                .containsExactly(
                        "X-FOO;X-BAR=\"a;b\":baz",
                        "CONTACT;ALTREP=\"mailto:a@b\",\"mailto:c@d\":Jane\\, who else",
                        "BEGIN:VALARM",
                        "TRIGGER:-PT5M",
                        "END:VALARM",
                        "@SUMMARY;LANGUAGE=et");
    }

    @Test
    void parameters_of_what_we_model_go_back_as_they_came() {
        var entry =
                entry(
                        "UID:a",
                        "DTSTART;VALUE=DATE:20260101",
                        "STATUS;X-A=b:CONFIRMED",
                        "COLOR;X-C=d:red",
                        "CATEGORIES;LANGUAGE=en:a",
                        "CATEGORIES;LANGUAGE=en:b");

        assertThat(ICalendarWriter.object(entry, Instant.EPOCH))
                .contains(
                        "STATUS;X-A=b:CONFIRMED\r\n",
                        "COLOR;X-C=d:red\r\n",
                        "CATEGORIES;LANGUAGE=en:a,b\r\n");
    }
}
