package almanac.recurrence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    FREQ=DAILY                                     | FREQ=DAILY
                    RRULE:FREQ=WEEKLY;INTERVAL=1;COUNT=10          | FREQ=WEEKLY;COUNT=10
                    freq=weekly;byday=we,mo,we;                    | FREQ=WEEKLY;BYDAY=MO,WE
                    BYMONTH=4,3;BYDAY=-1su,1SU;FREQ=YEARLY         | FREQ=YEARLY;BYMONTH=3,4;BYDAY=-1SU,1SU
                    FREQ=MONTHLY;BYDAY=+2TU;WKST=MO                | FREQ=MONTHLY;BYDAY=2TU
                    FREQ=WEEKLY;WKST=SU;INTERVAL=02;UNTIL=20261231 | FREQ=WEEKLY;INTERVAL=2;UNTIL=20261231;WKST=SU
                    FREQ=DAILY;UNTIL=20261231T090000               | FREQ=DAILY;UNTIL=20261231T090000
                    FREQ=DAILY;UNTIL=20261231t090000z              | FREQ=DAILY;UNTIL=20261231T090000Z
                    FREQ=DAILY;X-NOTE=a;RSCALE=GREGORIAN;SKIP=OMIT | FREQ=DAILY
                    ' FREQ = DAILY ; COUNT = 3 '                   | FREQ=DAILY;COUNT=3
                    FREQ=DAILY;BYSECOND=0;BYMINUTE=30,0;BYHOUR=9   | FREQ=DAILY;BYHOUR=9;BYMINUTE=0,30;BYSECOND=0
                    FREQ=YEARLY;BYSETPOS=-1;BYYEARDAY=1,-1;BYWEEKNO=1 | FREQ=YEARLY;BYWEEKNO=1;BYYEARDAY=-1,1;BYSETPOS=-1
                    """)
    void has_one_canonical_text(String written, String canonical) {
        var rule = Rule.parse(written);

        assertThat(rule.text()).isEqualTo(canonical);
        assertThat(rule).isEqualTo(Rule.parse(canonical)).hasToString(canonical);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    ''                                      | FREQ
                    COUNT=3                                 | FREQ
                    FREQ=FORTNIGHTLY                        | FREQ
                    FREQ                                    | FREQ
                    FREQ=DAILY;INTERVAL=0                   | INTERVAL
                    FREQ=DAILY;INTERVAL=99999999999         | INTERVAL
                    FREQ=DAILY;COUNT=0                      | COUNT
                    FREQ=DAILY;COUNT=-1                     | COUNT
                    FREQ=DAILY;COUNT=x                      | COUNT
                    FREQ=DAILY;COUNT=                       | COUNT
                    FREQ=DAILY;COUNT=3;UNTIL=20261231       | COUNT and UNTIL
                    FREQ=DAILY;COUNT=3;COUNT=3              | COUNT
                    FREQ=DAILY;UNTIL=20260230               | UNTIL
                    FREQ=DAILY;UNTIL=tomorrow               | UNTIL
                    FREQ=DAILY;UNTIL=20261231T2500          | UNTIL
                    FREQ=DAILY;BYMONTH=13                   | BYMONTH
                    FREQ=DAILY;BYMONTHDAY=0                 | BYMONTHDAY
                    FREQ=DAILY;BYMONTHDAY=-32               | BYMONTHDAY
                    FREQ=DAILY;BYHOUR=24                    | BYHOUR
                    FREQ=DAILY;BYMINUTE=60                  | BYMINUTE
                    FREQ=DAILY;BYSECOND=61                  | BYSECOND
                    FREQ=DAILY;BYDAY=XX                     | BYDAY
                    FREQ=DAILY;BYDAY=MO,                    | BYDAY
                    FREQ=MONTHLY;BYDAY=0MO                  | BYDAY
                    FREQ=MONTHLY;BYDAY=54MO                 | BYDAY
                    FREQ=WEEKLY;BYDAY=1MO                   | BYDAY
                    FREQ=YEARLY;BYWEEKNO=20;BYDAY=1MO       | BYDAY
                    FREQ=MONTHLY;BYWEEKNO=20                | BYWEEKNO
                    FREQ=YEARLY;BYWEEKNO=54                 | BYWEEKNO
                    FREQ=WEEKLY;BYMONTHDAY=1                | BYMONTHDAY
                    FREQ=MONTHLY;BYYEARDAY=1                | BYYEARDAY
                    FREQ=YEARLY;BYYEARDAY=367               | BYYEARDAY
                    FREQ=MONTHLY;BYSETPOS=1                 | BYSETPOS
                    FREQ=DAILY;WKST=2MO                     | WKST
                    FREQ=DAILY;RSCALE=CHINESE               | RSCALE
                    FREQ=DAILY;BYEASTER=0                   | BYEASTER
                    """)
    void names_the_part_that_is_wrong(String written, String part) {
        assertThatExceptionOfType(InvalidRule.class)
                .isThrownBy(() -> Rule.parse(written))
                .withMessageContaining(part);
    }

    @Test
    void refuses_a_text_without_bound() {
        assertThatThrownBy(() -> Rule.parse("FREQ=DAILY;BYHOUR=" + "1,".repeat(10_000) + "1"))
                .isInstanceOf(InvalidRule.class);
    }

    @Test
    void is_its_text_in_json() throws Exception {
        var json = new ObjectMapper();
        var rule = Rule.parse("freq=weekly;byday=tu");

        assertThat(json.writeValueAsString(rule)).isEqualTo("\"FREQ=WEEKLY;BYDAY=TU\"");
        assertThat(json.readValue("\"FREQ=WEEKLY;BYDAY=TU\"", Rule.class)).isEqualTo(rule);
        assertThat(json.readValue("{\"rule\":\"FREQ=DAILY\"}", Holder.class).rule())
                .isEqualTo(Rule.parse("FREQ=DAILY"));
    }

    record Holder(Rule rule) {}

    @Test
    void shows_its_parts() {
        var rule =
                Rule.parse("FREQ=YEARLY;INTERVAL=2;COUNT=5;BYMONTH=3;BYDAY=-1SU;BYHOUR=9;WKST=SU");

        assertThat(rule.frequency()).isEqualTo(Frequency.YEARLY);
        assertThat(rule.interval()).isEqualTo(2);
        assertThat(rule.count()).hasValue(5);
        assertThat(rule.until()).isEmpty();
        assertThat(rule.byMonth()).containsExactly(3);
        assertThat(rule.byDay()).containsExactly(new WeekdayOrdinal(-1, DayOfWeek.SUNDAY));
        assertThat(rule.byHour()).containsExactly(9);
        assertThat(rule.weekStart()).isEqualTo(DayOfWeek.SUNDAY);
        assertThat(rule.endless()).isFalse();
    }

    @Test
    void takes_one_end_at_a_time() {
        var rule = Rule.parse("FREQ=DAILY;COUNT=5");

        assertThat(rule.withoutEnd()).hasToString("FREQ=DAILY");
        assertThat(rule.withoutEnd().endless()).isTrue();
        assertThat(rule.withCount(3)).hasToString("FREQ=DAILY;COUNT=3");
        assertThat(rule.withUntil(LocalDateTime.parse("2026-12-31T09:00:00.5")))
                .hasToString("FREQ=DAILY;UNTIL=20261231T090000");
        assertThat(rule.withUntil(new Until.OnDate(LocalDate.parse("2026-12-31"))).withCount(2))
                .hasToString("FREQ=DAILY;COUNT=2");
        assertThatThrownBy(() -> rule.withCount(0)).isInstanceOf(InvalidRule.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    FREQ=DAILY;INTERVAL=3                        | 5  | FREQ=DAILY;INTERVAL=3
                    FREQ=DAILY;BYDAY=MO,FR                       | 1  | FREQ=DAILY;BYDAY=TU,SA
                    FREQ=WEEKLY;BYDAY=MO,SU                      | 1  | FREQ=WEEKLY;BYDAY=MO,TU
                    FREQ=WEEKLY;BYDAY=MO,WE                      | -1 | FREQ=WEEKLY;BYDAY=TU,SU
                    FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,SU           | 1  | FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TU;WKST=TU
                    FREQ=WEEKLY                                  | 9  | FREQ=WEEKLY
                    FREQ=WEEKLY;UNTIL=20261231T090000Z           | 2  | FREQ=WEEKLY;UNTIL=20270102T090000Z
                    FREQ=MONTHLY;BYMONTHDAY=10                   | 18 | FREQ=MONTHLY;BYMONTHDAY=28
                    FREQ=MONTHLY;BYMONTHDAY=10                   | 19 | -
                    FREQ=MONTHLY;BYMONTHDAY=10                   | -10 | -
                    FREQ=MONTHLY;BYMONTHDAY=31                   | -5 | -
                    FREQ=MONTHLY;BYMONTHDAY=-1                   | -1 | -
                    FREQ=MONTHLY;BYMONTHDAY=1,15                 | 1  | -
                    FREQ=MONTHLY                                 | 1  | FREQ=MONTHLY
                    FREQ=MONTHLY;BYDAY=1MO                       | 1  | -
                    FREQ=MONTHLY;BYDAY=1MO                       | 0  | FREQ=MONTHLY;BYDAY=1MO
                    FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=5           | 2  | FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=7
                    FREQ=YEARLY;BYYEARDAY=5                      | 2  | -
                    FREQ=YEARLY;BYWEEKNO=5                       | 2  | -
                    FREQ=DAILY;BYMONTH=5                         | 2  | -
                    FREQ=MONTHLY;BYMONTHDAY=5;BYHOUR=9,10;BYSETPOS=-1 | 2 | -
                    """)
    void rotates_where_a_rule_can_say_so(String rule, long days, String rotated) {
        assertThat(Rule.parse(rule).rotateByDays(days).map(Rule::text).orElse("-"))
                .isEqualTo(rotated);
    }

    @Test
    void rotates_by_the_day_of_its_start_inside_a_short_month_only() {
        var rule = Rule.parse("FREQ=MONTHLY");

        assertThat(rule.rotateByDays(1, LocalDate.parse("2026-01-27"))).contains(rule);
        assertThat(rule.rotateByDays(2, LocalDate.parse("2026-01-27"))).isEmpty();
        assertThat(rule.rotateByDays(-5, LocalDate.parse("2026-01-31"))).isEmpty();
    }

    @Test
    void rotates_inside_the_month_or_year_from_which_an_interval_counts_only() {
        var start = LocalDate.parse("2026-12-27");
        var monthly = "FREQ=MONTHLY;INTERVAL=18;BYMONTHDAY=8";
        var yearly = "FREQ=YEARLY;INTERVAL=2;BYMONTH=7;BYMONTHDAY=8";

        assertThat(Rule.parse(monthly).rotateByDays(4, start)).isPresent();
        assertThat(Rule.parse(monthly).rotateByDays(5, start)).isEmpty();
        assertThat(Rule.parse(yearly).rotateByDays(4, start)).isPresent();
        assertThat(Rule.parse(yearly).rotateByDays(5, start)).isEmpty();
        assertThat(Rule.parse("FREQ=MONTHLY;BYMONTHDAY=8").rotateByDays(5, start)).isPresent();
    }

    @Test
    void rotates_inside_the_month_that_a_yearly_rule_takes_from_its_start_only() {
        var rule = Rule.parse("FREQ=YEARLY;BYMONTHDAY=10");
        var named = Rule.parse("FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=10");

        assertThat(rule.rotateByDays(1, LocalDate.parse("2026-01-30"))).isPresent();
        assertThat(rule.rotateByDays(1, LocalDate.parse("2026-01-31"))).isEmpty();
        assertThat(named.rotateByDays(1, LocalDate.parse("2026-01-31"))).isPresent();
    }
}
