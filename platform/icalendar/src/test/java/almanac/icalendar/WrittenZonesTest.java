package almanac.icalendar;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.entry.Details;
import almanac.entry.ImportedEntry;
import almanac.icalendar.ImportFile.Item.Readable;
import almanac.time.End;
import almanac.time.Span;
import java.io.IOException;
import java.io.StringReader;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Objects;
import net.fortuna.ical4j.data.CalendarBuilder;
import net.fortuna.ical4j.data.ParserException;
import net.fortuna.ical4j.model.Component;
import net.fortuna.ical4j.model.component.VTimeZone;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A reader that knows nothing but the written VTIMEZONE must come to the offsets of the JDK. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class WrittenZonesTest {

    private static final LocalDateTime START = LocalDateTime.of(2026, 1, 5, 9, 0);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Europe/Berlin",
                "Africa/Casablanca",
                "Australia/Lord_Howe",
                "America/New_York",
                "America/Sao_Paulo",
                "Asia/Kolkata",
                "Europe/London",
                "Pacific/Auckland"
            })
    void a_written_zone_has_the_offsets_of_the_jdk(String name) throws Exception {
        var zone = ZoneId.of(name);
        var written = written(zone);

        for (var day = LocalDate.of(2020, 1, 1);
                day.isBefore(LocalDate.of(2031, 1, 1));
                day = day.plusDays(1)) {
            var noon = day.atTime(12, 0).atZone(zone);
            // on the day of a change itself ical4j compares local with UTC times
            if (!noon.minusDays(1).getOffset().equals(noon.getOffset())) {
                continue;
            }
            assertThat(offset(written, noon))
                    .as("%s at %s", name, noon)
                    .isEqualTo(noon.getOffset());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "+02:00, Etc/GMT-2",
        "UTC+3, Etc/GMT-3",
        "-12:00, Etc/GMT+12",
        "Z, UTC",
        "+05:30, Asia/Kolkata",
        "Etc/GMT+5, Etc/GMT+5"
    })
    void an_offset_is_written_so_that_it_can_be_read(String offset, String zone) {
        var text = text(ZoneId.of(offset));

        assertThat(text.lines().filter(line -> line.startsWith("DTSTART;")).toList())
                .allSatisfy(line -> assertThat(line).doesNotContain("\"").matches("[^:]+:[^:]+"));
        assertThat(new ICalendarReader(ZoneId.of("Asia/Tokyo")).read(text).items())
                .singleElement()
                .isInstanceOfSatisfying(
                        Readable.class,
                        item ->
                                assertThat(item.entry().span())
                                        .isEqualTo(
                                                new Span.Timed(
                                                        START,
                                                        ZoneId.of(zone),
                                                        new End.At(START.plusHours(1)))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Europe/Berlin", "America/Argentina/ComodRivadavia"})
    void no_line_is_longer_than_75_octets(String zone) {
        assertThat(text(ZoneId.of(zone)).split("\r\n")).allMatch(line -> line.length() <= 75);
    }

    private static VTimeZone written(ZoneId zone) throws IOException, ParserException {
        var calendar = new CalendarBuilder().build(new StringReader(text(zone)));
        return calendar.<VTimeZone>getComponent(Component.VTIMEZONE).orElseThrow();
    }

    private static String text(ZoneId zone) {
        var entry =
                ImportedEntry.single(
                        "zone@test",
                        Details.titled("t"),
                        new Span.Timed(START, zone, new End.At(START.plusHours(1))));
        return ICalendarWriter.object(entry, Instant.EPOCH);
    }

    private static ZoneOffset offset(VTimeZone zone, ZonedDateTime at) {
        var ruling = Objects.requireNonNull(zone.getApplicableObservance(at));
        return Objects.requireNonNull(ruling.getTimeZoneOffsetTo()).getOffset();
    }
}
