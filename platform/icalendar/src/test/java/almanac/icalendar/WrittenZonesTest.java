package almanac.icalendar;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.entry.Details;
import almanac.entry.ImportedEntry;
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
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import net.fortuna.ical4j.data.CalendarBuilder;
import net.fortuna.ical4j.data.ParserException;
import net.fortuna.ical4j.model.Component;
import net.fortuna.ical4j.model.component.VTimeZone;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A reader that knows nothing but the written VTIMEZONE must come to the offsets of the JDK. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class WrittenZonesTest {

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

    private static VTimeZone written(ZoneId zone) throws IOException, ParserException {
        var start = LocalDateTime.of(2026, 1, 5, 9, 0);
        var entry =
                new ImportedEntry(
                        "zone@test",
                        Details.titled("t"),
                        new Span.Timed(start, zone, new End.At(start.plusHours(1))),
                        Optional.empty(),
                        List.of(),
                        List.of());
        var text = ICalendarWriter.object(entry, Instant.EPOCH);
        var calendar = new CalendarBuilder().build(new StringReader(text));
        return calendar.<VTimeZone>getComponent(Component.VTIMEZONE).orElseThrow();
    }

    private static ZoneOffset offset(VTimeZone zone, ZonedDateTime at) {
        var ruling = Objects.requireNonNull(zone.getApplicableObservance(at));
        return Objects.requireNonNull(ruling.getTimeZoneOffsetTo()).getOffset();
    }
}
