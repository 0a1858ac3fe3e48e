package almanac.sync.microsoft;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.time.Span;
import com.microsoft.graph.models.Event;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
final class MicrosoftTimesTest {

    /** microsoft-graph-docs issues 2804 and 7163: it is midnight of the series' zone, in UTC. */
    @ParameterizedTest
    @CsvSource({
        "2018-06-05T07:00:00Z, America/Los_Angeles, 2018-06-05",
        "2018-06-05T00:00:00Z, America/Los_Angeles, 2018-06-05",
        "2026-01-04T11:00:00Z, Pacific/Auckland, 2026-01-05",
        "2026-07-04T12:00:00Z, Pacific/Auckland, 2026-07-05",
        "2026-01-05T00:00:00Z, Pacific/Auckland, 2026-01-05",
        "2026-01-04T10:00:00Z, Pacific/Kiritimati, 2026-01-05",
        "2026-01-05T11:00:00Z, Pacific/Pago_Pago, 2026-01-05",
        "2026-01-04T15:00:00Z, UTC, 2026-01-05",
        "2026-01-05T08:00:00Z, UTC, 2026-01-05"
    })
    void a_whole_day_is_named_by_its_midnight(OffsetDateTime original, String zone, LocalDate day)
            throws UnreadableEvent {
        var occurrence = new Event();
        occurrence.setOriginalStart(original);
        var series = new Span.AllDay(day, day.plusDays(1));

        assertThat(MicrosoftEntryReader.originalStart(occurrence, series, ZoneId.of(zone)))
                .isEqualTo(day.atStartOfDay());
    }

    @Test
    void exchanges_own_name_of_utc_is_no_custom_zone() {
        assertThat(MicrosoftTimes.zone("tzone://Microsoft/Utc"))
                .hasValueSatisfying(
                        zone -> assertThat(zone.normalized()).isEqualTo(ZoneOffset.UTC));
        assertThat(MicrosoftTimes.zone("tzone://Microsoft/Custom")).isEmpty();
    }
}
