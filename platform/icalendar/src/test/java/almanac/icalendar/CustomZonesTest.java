package almanac.icalendar;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.icalendar.ImportFile.Item.Readable;
import almanac.icalendar.ImportFile.Item.Unreadable;
import almanac.time.Span;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import net.fortuna.ical4j.model.TimeZoneRegistryFactory;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Time zones that a calendar defines for itself (RFC 5545 3.6.5). */
@DisplayNameGeneration(ReplaceUnderscores.class)
class CustomZonesTest {

    private static final ZoneId UTC = ZoneId.of("UTC");

    private static String calendar(String... parts) {
        return "BEGIN:VCALENDAR\n" + String.join("", parts) + "END:VCALENDAR\n";
    }

    private static String event(String uid, String start) {
        return "BEGIN:VEVENT\nUID:" + uid + "\n" + start + "\nEND:VEVENT\n";
    }

    private static String zone(String name, String... observances) {
        return "BEGIN:VTIMEZONE\nTZID:"
                + name
                + "\n"
                + String.join("", observances)
                + "END:VTIMEZONE\n";
    }

    private static String standard(String start, String before, String after) {
        return "BEGIN:STANDARD\nDTSTART:%s\nTZOFFSETFROM:%s\nTZOFFSETTO:%s\nEND:STANDARD\n"
                .formatted(start, before, after);
    }

    private static List<ImportFile.Item> read(String text) {
        return new ICalendarReader(UTC).read(text).items();
    }

    private static String instant(ImportFile.Item item) {
        assertThat(item).isInstanceOf(Readable.class);
        return ((Readable) item).entry().span().startsAt(UTC).toString();
    }

    private static ZoneId zone(ImportFile.Item item) {
        return ((Span.Timed) ((Readable) item).entry().span()).zone();
    }

    private static final String OFFICE =
            zone(
                    "Office",
                    standard("20050315T000000", "+0600", "+0600"),
                    standard("20240301T000000", "+0600", "+0500"));

    @ParameterizedTest
    @CsvSource({"2021,2026", "2026,2021"})
    void each_time_is_read_by_the_rules_of_its_time(String one, String other) {
        var items =
                read(
                        calendar(
                                OFFICE,
                                event("a", "DTSTART;TZID=Office:" + one + "0601T100000"),
                                event("b", "DTSTART;TZID=Office:" + other + "0601T100000")));

        assertThat(items)
                .extracting(CustomZonesTest::instant)
                .containsExactlyInAnyOrder("2021-06-01T04:00:00Z", "2026-06-01T05:00:00Z");
    }

    @Test
    void a_zone_that_keeps_the_rules_is_preferred_to_one_that_has_them_now() {
        var series = "DTSTART;TZID=Office:20200601T100000\nRRULE:FREQ=YEARLY;COUNT=8";
        var exception =
                event(
                        "a",
                        "RECURRENCE-ID;TZID=Office:20260601T100000\n"
                                + "DTSTART;TZID=Office:20260601T120000");

        var item = (Readable) read(calendar(OFFICE, event("a", series), exception)).getFirst();

        var override = item.entry().overrides().getFirst();
        assertThat(override.originalStart()).isEqualTo("2026-06-01T10:00");
        assertThat(override.span().startsAt(UTC)).isEqualTo("2026-06-01T07:00:00Z");
        assertThat(item.notes()).singleElement().asString().endsWith("by its rules");
    }

    @Test
    void what_no_zone_keeps_is_read_for_its_time_and_said_so() {
        var ours =
                zone(
                        "Ours",
                        standard("20000101T000000", "+0100", "+0100"),
                        standard("20260601T000000", "+0100", "+0500"));

        var items =
                read(
                        calendar(
                                ours,
                                event("a", "DTSTART;TZID=Ours:20210101T100000"),
                                event("b", "DTSTART;TZID=Ours:20270701T100000"),
                                event("c", "DTSTART;TZID=Ours:20260701T100000")));

        assertThat(items.subList(0, 2))
                .extracting(CustomZonesTest::instant)
                .containsExactly("2021-01-01T09:00:00Z", "2027-07-01T05:00:00Z");
        assertThat(((Readable) items.getFirst()).notes())
                .singleElement()
                .asString()
                .endsWith("by its rules of 2021");
        assertThat(items.getLast())
                .isInstanceOfSatisfying(
                        Unreadable.class,
                        item -> assertThat(item.reason()).contains("DTSTART", "Ours", "rules"));
    }

    /** Programs define the rules of today as if they had been so for ever. */
    @Test
    void a_time_of_old_is_read_where_the_zone_of_today_agrees() {
        var today =
                zone(
                        "Today",
                        standard("16010101T030000", "+0200", "+0100")
                                .replace("END", "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\nEND"),
                        standard("16010101T020000", "+0100", "+0200")
                                .replace("END", "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\nEND")
                                .replace("STANDARD", "DAYLIGHT"));

        var items =
                read(
                        calendar(
                                today,
                                event("a", "DTSTART;TZID=Today:19900601T100000"),
                                event("b", "DTSTART;TZID=Today:19901010T100000"),
                                event("c", "DTSTART;TZID=Today:20260601T100000")));

        assertThat(instant(items.getFirst())).isEqualTo("1990-06-01T08:00:00Z");
        assertThat(((Readable) items.getFirst()).notes())
                .containsExactly("time zone Today is read as Europe/Berlin by its rules of 2025");
        // in that year the clocks were put back in September
        assertThat(items.get(1)).isInstanceOf(Unreadable.class);
        assertThat(zone(items.getLast())).isEqualTo(ZoneId.of("Europe/Berlin"));
    }

    @Test
    void a_name_means_what_its_own_calendar_says() {
        var items =
                read(
                        calendar(
                                        zone("My", standard("19700101T000000", "+0900", "+0900")),
                                        event("a", "DTSTART;TZID=My:20260101T100000"))
                                + calendar(
                                        zone("My", standard("19700101T000000", "+0100", "+0100")),
                                        event("b", "DTSTART;TZID=My:20260101T100000"))
                                + calendar(event("c", "DTSTART;TZID=My:20260101T100000")));

        assertThat(items.subList(0, 2))
                .extracting(CustomZonesTest::instant)
                .containsExactly("2026-01-01T01:00:00Z", "2026-01-01T09:00:00Z");
        assertThat(items.getLast()).isInstanceOf(Unreadable.class);
    }

    @Test
    void floating_times_are_in_the_zone_of_their_own_calendar() {
        var file =
                calendar("X-WR-TIMEZONE:Asia/Tokyo\n", event("a", "DTSTART:20260101T100000"))
                        + calendar(
                                "X-WR-TIMEZONE:Europe/Paris\n",
                                event("b", "DTSTART:20260101T100000"))
                        + calendar(event("c", "DTSTART:20260101T100000"));

        assertThat(read(file))
                .extracting(CustomZonesTest::zone)
                .containsExactly(ZoneId.of("Asia/Tokyo"), ZoneId.of("Europe/Paris"), UTC);
        assertThat(read(file)).allSatisfy(item -> assertThat(((Readable) item).notes()).hasSize(1));
    }

    /** To the second, also where the clock is changed. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Europe/Berlin",
                "America/New_York",
                "America/Sao_Paulo",
                "Australia/Sydney",
                "Asia/Almaty",
                "Asia/Tokyo"
            })
    void a_definition_gives_the_offsets_of_its_zone(String id) {
        var registry = TimeZoneRegistryFactory.getInstance().createRegistry();
        var known = Objects.requireNonNull(registry.getTimeZone(id)).getVTimeZone();
        var definition = ZoneDefinition.of(known.toString().lines().toList()).orElseThrow();
        var rules = ZoneId.of(id).getRules();

        for (var year = 1995; year < 2030; year++) {
            var offsets = definition.from(year).orElseThrow();
            var time = LocalDateTime.of(year, 1, 1, 0, 0).atZone(ZoneId.of(id)).toInstant();
            for (var change = rules.nextTransition(time);
                    change != null && change.getInstant().isBefore(time.plusSeconds(31_000_000));
                    change = rules.nextTransition(change.getInstant())) {
                for (var seconds : new long[] {-86_400, -1, 0, 1, 86_400}) {
                    var near = change.getInstant().plusSeconds(seconds);
                    assertThat(offsets.at(near))
                            .as("%s %s", id, near)
                            .isEqualTo(rules.getOffset(near));
                }
            }
        }
    }

    @Test
    void a_definition_that_cannot_be_counted_is_no_zone() {
        var endless =
                standard("20000101T000000", "+0100", "+0100")
                        .replace("END:", "RRULE:FREQ=SECONDLY\nEND:");

        for (var broken :
                List.of(
                        endless,
                        endless.replace("SECONDLY", "SOMETIMES"),
                        standard("20000101T000000", "+0100", "+9900"),
                        standard("someday", "+0100", "+0100"),
                        "")) {
            var items =
                    read(calendar(zone("X", broken), event("a", "DTSTART;TZID=X:20260101T100000")));
            assertThat(items).singleElement().isInstanceOf(Unreadable.class);
        }
    }
}
