package almanac.entry;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.recurrence.Rule;
import almanac.time.End;
import almanac.time.Span;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class RecurrenceTest {

    private static final LocalDate DAY = LocalDate.of(2027, 2, 10);
    private static final Span DAYS = new Span.AllDay(DAY, DAY.plusDays(1));

    private static Span at(String time, String zone) {
        return new Span.Timed(
                LocalDateTime.parse("2027-02-10T" + time), ZoneId.of(zone), new End.None());
    }

    private static Recurrence until(String end) {
        return Recurrence.of(Rule.parse("FREQ=DAILY;UNTIL=" + end));
    }

    @ParameterizedTest
    @CsvSource({
        "20270214, 20270215T045959Z",
        "20270214T161500, 20270214T211500Z",
        "20270214T211500Z, 20270214T211500Z",
        // four digits are all that a year has
        "99991231, 99991231T235959Z"
    })
    void beside_a_time_a_rule_ends_in_utc(String given, String told) {
        assertThat(until(given).beside(at("16:15", "America/New_York"))).isEqualTo(until(told));
    }

    @ParameterizedTest
    @CsvSource({"20270214, 20270214", "20270214T161500, 20270214", "20270214T235959Z, 20270214"})
    void beside_whole_days_it_ends_with_a_date(String given, String told) {
        assertThat(until(given).beside(DAYS)).isEqualTo(until(told));
    }

    @ParameterizedTest
    @CsvSource({"20270214", "20270214T161500", "20270214T161500Z", "20270214T161459Z"})
    void the_starts_stay_the_same(String end) {
        var given = until(end);

        for (var first :
                new Span[] {
                    DAYS, at("16:15", "UTC"), at("16:15", "Asia/Tokyo"), at("23:59", "-11")
                }) {
            assertThat(given.beside(first).starts(first).last())
                    .as("%s beside %s", end, first)
                    .isEqualTo(given.starts(first).last());
        }
    }

    @Test
    void a_rule_that_does_not_end_by_time_stays_as_it_is() {
        var counted = Recurrence.of(Rule.parse("FREQ=DAILY;COUNT=5"));

        assertThat(counted.beside(DAYS)).isEqualTo(counted);
    }
}
