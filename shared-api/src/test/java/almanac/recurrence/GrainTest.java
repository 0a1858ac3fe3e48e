package almanac.recurrence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GrainTest {

    private static final LocalDateTime NINE = LocalDateTime.parse("2026-01-01T09:00");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    FREQ=YEARLY                              | 86400
                    FREQ=DAILY;INTERVAL=2                    | 86400
                    FREQ=WEEKLY;BYDAY=MO,WE                  | 86400
                    FREQ=DAILY;BYHOUR=9                      | 86400
                    FREQ=DAILY;BYHOUR=10                     | 3600
                    FREQ=DAILY;BYHOUR=9,17                   | 28800
                    FREQ=DAILY;BYHOUR=9,10,13                | 3600
                    FREQ=DAILY;BYHOUR=9,10;BYMINUTE=0,30     | 1800
                    FREQ=DAILY;BYMINUTE=1                    | 60
                    FREQ=DAILY;BYSECOND=1,0                  | 1
                    FREQ=HOURLY                              | 3600
                    FREQ=HOURLY;INTERVAL=5                   | 18000
                    FREQ=HOURLY;INTERVAL=24                  | 86400
                    FREQ=HOURLY;BYHOUR=9                     | 86400
                    FREQ=HOURLY;BYMINUTE=0,20                | 1200
                    FREQ=HOURLY;BYMINUTE=15                  | 900
                    FREQ=MINUTELY;INTERVAL=90                | 5400
                    FREQ=MINUTELY;BYHOUR=9;BYMINUTE=0        | 86400
                    FREQ=MINUTELY;BYSECOND=0,30              | 30
                    FREQ=SECONDLY;INTERVAL=7                 | 7
                    """)
    void is_the_coarsest_step(String rule, long seconds) {
        assertThat(Grain.of(Expansion.set("2026-01-01T09:00", rule)).seconds()).isEqualTo(seconds);
    }

    @Test
    void is_finer_for_an_addition_at_another_time() {
        var daily = Expansion.set("2026-01-01T09:00", "FREQ=DAILY");

        assertThat(Grain.of(daily.withAdditions(List.of(NINE.plusDays(3))))).isEqualTo(Grain.DAY);
        assertThat(Grain.of(daily.withAdditions(List.of(NINE.plusMinutes(30)))).seconds())
                .isEqualTo(1_800);
    }

    @Test
    void numbers_days_whatever_the_time_of_day() {
        assertThat(Grain.DAY.slot(NINE, LocalDateTime.parse("2026-01-04T23:59"))).isEqualTo(3);
        assertThat(Grain.DAY.slot(NINE, LocalDateTime.parse("2025-12-31T00:00"))).isEqualTo(-1);
        assertThat(Grain.DAY.start(NINE, 3)).isEqualTo(LocalDateTime.parse("2026-01-04T09:00"));
    }

    @Test
    void numbers_steps_and_refuses_what_lies_between() {
        var half = new Grain(1_800);

        assertThat(half.slot(NINE, NINE.minusHours(1))).isEqualTo(-2);
        assertThat(half.start(NINE, 49)).isEqualTo(LocalDateTime.parse("2026-01-02T09:30"));
        assertThatThrownBy(() -> half.slot(NINE, NINE.plusMinutes(29)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Grain(0)).isInstanceOf(IllegalArgumentException.class);
    }
}
