package almanac.recurrence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RuleSetTest {

    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    2024-02-29T09:00 | FREQ=YEARLY                                  | 2024-02: 29 2028-02: 29 2032-02: 29
                    2096-02-29T09:00 | FREQ=YEARLY                                  | 2096-02: 29 2104-02: 29
                    2024-02-29T09:00 | FREQ=YEARLY;INTERVAL=3                       | 2024-02: 29 2036-02: 29 2048-02: 29
                    2024-02-28T09:00 | FREQ=MONTHLY;BYMONTHDAY=-1                   | 2024-02: 28,29 2024-03: 31
                    2026-01-31T09:00 | FREQ=MONTHLY                                 | 2026-01: 31 2026-03: 31 2026-05: 31 2026-07: 31 2026-08: 31
                    2026-01-30T09:00 | FREQ=MONTHLY;BYMONTHDAY=30,31                | 2026-01: 30,31 2026-03: 30,31 2026-04: 30
                    2026-12-29T09:00 | FREQ=YEARLY;BYWEEKNO=53                      | 2026-12: 29 2032-12: 28 2037-12: 29
                    2027-01-01T09:00 | FREQ=YEARLY;BYWEEKNO=53;BYDAY=FR,SA,SU       | 2027-01: 1,2,3 2032-12: 31 2033-01: 1,2
                    2024-12-30T09:00 | FREQ=YEARLY;INTERVAL=2;BYWEEKNO=1;BYDAY=MO   | 2024-12: 30 2027-01: 4 2029-01: 1
                    2024-12-22T09:00 | FREQ=YEARLY;BYWEEKNO=-1;BYDAY=SU;WKST=SU     | 2024-12: 22 2025-12: 28 2026-12: 27
                    2026-01-30T09:00 | FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1 | 2026-01: 30 2026-02: 27 2026-03: 31
                    2026-03-29T09:00 | FREQ=YEARLY;BYMONTH=3,10;BYDAY=-1SU          | 2026-03: 29 2026-10: 25 2027-03: 28
                    2024-12-31T09:00 | FREQ=YEARLY;BYYEARDAY=366                    | 2024-12: 31 2028-12: 31 2032-12: 31
                    2026-12-31T09:00 | FREQ=YEARLY;BYYEARDAY=-1,1                   | 2026-12: 31 2027-01: 1 2027-12: 31
                    2026-08-20T09:00 | FREQ=YEARLY;BYMONTHDAY=20                    | 2026-08: 20 2027-08: 20
                    2026-02-13T09:00 | FREQ=YEARLY;BYMONTH=1,2,3;BYMONTHDAY=13;BYDAY=FR | 2026-02: 13 2026-03: 13 2032-02: 13
                    2026-08-19T09:00 | FREQ=DAILY;BYMONTH=8;BYMONTHDAY=19,-1        | 2026-08: 19,31 2027-08: 19,31
                    2026-01-01T09:00 | FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,TH;WKST=SU   | 2026-01: 1,11,15,25,29
                    2026-01-01T09:00 | FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,TH           | 2026-01: 1,4,15,18,29
                    2025-12-29T09:00 | FREQ=WEEKLY;BYMONTH=1;BYDAY=TH               | 2025-12: 29 2026-01: 1,8,15,22,29 2027-01: 7
                    2026-01-01T09:00 | FREQ=DAILY;BYHOUR=9,17;BYSECOND=0,60;BYSETPOS=1 | 2026-01: 1-5
                    9998-06-01T09:00 | FREQ=YEARLY                                  | 9998-06: 1 9999-06: 1
                    """)
    void finds_the_tricky_dates(String start, String rule, String dates) {
        var expected = RfcExamples.dates(dates);

        assertThat(Expansion.first(expected.size(), Expansion.set(start, rule)))
                .isEqualTo(expected);
    }

    @Test
    void ends_with_the_year_9999() {
        var last = LocalDateTime.parse("9999-12-31T09:00");

        for (var rule : List.of("FREQ=DAILY", "FREQ=HOURLY;BYHOUR=9", "FREQ=YEARLY;INTERVAL=9")) {
            var starts = Expansion.set("9999-12-31T09:00", rule).startsFrom(last);
            assertThat(Expansion.take(9, starts)).as(rule).containsExactly(last);
        }
    }

    @Test
    void an_interval_beyond_all_years_leaves_the_start_alone() {
        var start = LocalDateTime.parse("2026-01-01T09:00");

        for (var frequency : List.of("DAILY", "WEEKLY", "MONTHLY", "YEARLY")) {
            var set =
                    Expansion.set("2026-01-01T09:00", "FREQ=" + frequency + ";INTERVAL=2147483647");
            assertThat(Expansion.first(9, set)).as(frequency).containsExactly(start);
        }
    }

    @Test
    void counts_its_start_first_even_when_the_rule_does_not_match_it() {
        var friday13 =
                Expansion.set("1997-09-02T09:00", "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13;COUNT=3");

        assertThat(Expansion.first(9, friday13))
                .isEqualTo(RfcExamples.dates("1997-09: 2 1998-02: 13 1998-03: 13"));
        assertThat(friday13.last()).contains(LocalDateTime.parse("1998-03-13T09:00"));
    }

    @Test
    void keeps_its_start_when_until_lies_before_it() {
        var set = Expansion.set("2026-01-10T09:00", "FREQ=DAILY;UNTIL=20260101");

        assertThat(Expansion.first(9, set))
                .containsExactly(LocalDateTime.parse("2026-01-10T09:00"));
        assertThat(set.last()).contains(LocalDateTime.parse("2026-01-10T09:00"));
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    20260103T090000,  3
                    20260103T085959,  2
                    20260103,         3
                    20260103T140000Z, 3
                    20260103T135959Z, 2
                    20260103T000000Z, 2
                    """)
    void holds_until_inclusive_in_each_form(String until, int starts) {
        var rule = Rule.parse("FREQ=DAILY;UNTIL=" + until);
        var set = RuleSet.of(LocalDateTime.parse("2026-01-01T09:00"), NEW_YORK, rule);

        assertThat(Expansion.first(9, set)).hasSize(starts);
        assertThat(set.last())
                .contains(LocalDateTime.parse("2026-01-01T09:00").plusDays(starts - 1));
    }

    @Test
    void compares_until_in_utc_by_the_instant_where_the_clock_jumps() {
        // 02:30 does not exist on 8 March 2026 in New York and means 03:30 EDT = 07:30 UTC
        var start = LocalDateTime.parse("2026-03-07T02:30");
        var before = RuleSet.of(start, NEW_YORK, Rule.parse("FREQ=DAILY;UNTIL=20260308T072959Z"));
        var exact = RuleSet.of(start, NEW_YORK, Rule.parse("FREQ=DAILY;UNTIL=20260308T073000Z"));

        assertThat(Expansion.first(9, before)).hasSize(1);
        assertThat(Expansion.first(9, exact)).hasSize(2);
    }

    @Test
    void takes_until_by_its_letters_for_days() {
        for (var until : List.of("20260103", "20260103T000000Z", "20260103T235959Z")) {
            var rule = Rule.parse("FREQ=DAILY;UNTIL=" + until);
            var set = RuleSet.allDay(LocalDate.parse("2026-01-01"), rule);

            assertThat(set.last()).as(until).contains(LocalDateTime.parse("2026-01-03T00:00"));
        }
    }

    @Test
    void keeps_a_daily_start_that_the_clock_skips_and_leaves_out_an_hourly_one() {
        var daily =
                RuleSet.of(
                        LocalDateTime.parse("2026-03-07T02:30"),
                        NEW_YORK,
                        Rule.parse("FREQ=DAILY"));
        var hourly =
                RuleSet.of(
                        LocalDateTime.parse("2026-03-08T01:30"),
                        NEW_YORK,
                        Rule.parse("FREQ=HOURLY;COUNT=3"));

        assertThat(Expansion.first(2, daily)).contains(LocalDateTime.parse("2026-03-08T02:30"));
        assertThat(Expansion.first(9, hourly))
                .containsExactly(
                        LocalDateTime.parse("2026-03-08T01:30"),
                        LocalDateTime.parse("2026-03-08T03:30"),
                        LocalDateTime.parse("2026-03-08T04:30"));
    }

    @Test
    void weaves_additions_in_without_counting_or_doubling_them() {
        var set =
                Expansion.set("2026-01-02T09:00", "FREQ=DAILY;COUNT=2")
                        .withAdditions(RfcExamples.dates("2026-01: 1,3,9 2025-01: 1"));

        assertThat(Expansion.first(9, set))
                .isEqualTo(RfcExamples.dates("2025-01: 1 2026-01: 1,2,3,9"));
        assertThat(Expansion.take(9, set.startsFrom(LocalDateTime.parse("2026-01-03T09:00"))))
                .isEqualTo(RfcExamples.dates("2026-01: 3,9"));
        assertThat(set.last()).contains(LocalDateTime.parse("2026-01-09T09:00"));
    }

    @Test
    void lives_without_a_rule() {
        var start = LocalDateTime.parse("2026-01-02T09:00");
        var alone = new RuleSet(start, NEW_YORK, Optional.empty(), new TreeSet<>());

        assertThat(alone.isFinite()).isTrue();
        assertThat(alone.last()).contains(start);
        assertThat(Expansion.first(9, alone)).containsExactly(start);
        assertThat(alone.startsFrom(start.plusSeconds(1)).hasNext()).isFalse();
        assertThat(Expansion.first(9, alone.withAdditions(List.of(start, start.plusDays(1)))))
                .containsExactly(start, start.plusDays(1));
    }

    @Test
    void has_no_last_start_when_endless() {
        var endless = Expansion.set("2026-01-02T09:00", "FREQ=DAILY");

        assertThat(endless.isFinite()).isFalse();
        assertThat(endless.last()).isEmpty();
    }

    @Test
    void finds_the_last_start_far_away_within_few_steps() {
        var set = Expansion.set("2000-02-29T09:00:07", "FREQ=SECONDLY;INTERVAL=7;UNTIL=21000101");
        var leap = Expansion.set("2000-02-29T09:00", "FREQ=YEARLY;UNTIL=21040228");

        assertThat(set.last(Budget.of(20_000)).orElseThrow())
                .isAfter(LocalDateTime.parse("2100-01-01T23:59:52"));
        assertThat(leap.last(Budget.of(2_000))).contains(LocalDateTime.parse("2096-02-29T09:00"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    FREQ=SECONDLY
                    FREQ=MINUTELY;INTERVAL=7;BYHOUR=3
                    FREQ=HOURLY;BYDAY=MO
                    FREQ=DAILY
                    FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,SU
                    FREQ=MONTHLY;BYDAY=-1FR
                    FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29
                    FREQ=YEARLY;BYWEEKNO=53;BYDAY=MO,SU
                    FREQ=YEARLY;BYDAY=MO,TU,WE,TH,FR,SA,SU;BYHOUR=0,6,12,18;BYMINUTE=0,15,30,45;BYSECOND=0,30
                    """)
    void enters_an_endless_series_far_away_in_few_steps(String rule) {
        var set = Expansion.set("2000-01-01T09:00", rule);
        var far = LocalDateTime.parse("2900-06-01T00:00");
        var budget = Budget.of(15_000);

        assertThat(set.startsFrom(far, budget).next()).isAfterOrEqualTo(far);
        assertThat(budget.left()).isPositive();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30
                    FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30
                    FREQ=SECONDLY;INTERVAL=2;BYSECOND=1
                    FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30
                    FREQ=DAILY;BYSECOND=60
                    FREQ=WEEKLY;BYDAY=MO;BYSETPOS=2
                    """)
    void ends_quickly_when_nothing_ever_matches(String rule) {
        var starts =
                Expansion.set("2026-01-01T00:00", rule)
                        .startsFrom(LocalDateTime.MIN, Budget.of(10_000));

        assertThat(starts.next()).isEqualTo(LocalDateTime.parse("2026-01-01T00:00"));
        assertThatExceptionOfType(BudgetExceeded.class)
                .isThrownBy(starts::hasNext)
                .satisfies(spent -> assertThat(spent.steps()).isEqualTo(10_000));
    }

    @Test
    void bounds_a_walk_through_an_endless_series_and_a_huge_count() {
        var everySecond = Expansion.set("2026-01-01T00:00", "FREQ=SECONDLY");
        var counted = Expansion.set("2026-01-01T00:00", "FREQ=SECONDLY;COUNT=2000000000");
        var starts = everySecond.startsFrom(LocalDateTime.MIN, Budget.of(500));

        assertThatThrownBy(() -> Expansion.take(1_000, starts)).isInstanceOf(BudgetExceeded.class);
        assertThatThrownBy(counted::last).isInstanceOf(BudgetExceeded.class);
        var far = counted.startsFrom(LocalDateTime.parse("2060-01-01T00:00"), Budget.of(500));
        assertThatThrownBy(far::hasNext).isInstanceOf(BudgetExceeded.class);
    }

    @Test
    void shares_one_budget_between_series() {
        var set = Expansion.set("2026-01-01T00:00", "FREQ=DAILY");
        var budget = Budget.of(50);

        assertThat(Expansion.take(10, set.startsFrom(LocalDateTime.MIN, budget))).hasSize(10);
        assertThatThrownBy(() -> Expansion.take(30, set.startsFrom(LocalDateTime.MIN, budget)))
                .isInstanceOf(BudgetExceeded.class);
        assertThatThrownBy(() -> Budget.of(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refuses_a_next_that_is_not_there() {
        var starts =
                Expansion.set("2026-01-01T00:00", "FREQ=DAILY;COUNT=1")
                        .startsFrom(LocalDateTime.MIN);
        starts.next();

        assertThatThrownBy(starts::next).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void takes_no_step_behind_its_window() {
        var never = Expansion.set("2026-01-01T00:00", "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30");
        var from = LocalDateTime.parse("2900-01-01T00:00");
        var budget = Budget.of(200);

        assertThat(never.startsBetween(from, from.plusMonths(3), budget).hasNext()).isFalse();
        assertThat(never.startsBetween(from, from, budget).hasNext()).isFalse();
        var ended =
                Expansion.set(
                        "2026-01-01T00:00", "FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30;UNTIL=20270101");
        assertThat(ended.last(budget)).contains(LocalDateTime.parse("2026-01-01T00:00"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"FREQ=DAILY", "FREQ=DAILY;COUNT=5"})
    void a_name_is_that_of_the_very_start_or_of_the_one_that_the_zone_skips(String rule) {
        var set = RuleSet.of(LocalDateTime.parse("2026-03-06T02:30"), NEW_YORK, Rule.parse(rule));
        var names =
                Stream.of(
                                "2026-03-07T02:30",
                                "2026-03-07T03:30",
                                "2026-03-08T03:30",
                                "2026-03-09T03:30",
                                "2026-03-05T02:30")
                        .map(LocalDateTime::parse)
                        .toList();

        assertThat(set.startsNamed(names))
                .containsOnly(
                        Map.entry(names.get(0), names.get(0)),
                        Map.entry(names.get(2), LocalDateTime.parse("2026-03-08T02:30")));
        assertThat(set.startsNamed(List.of())).isEmpty();
    }

    @Test
    void a_counting_rule_is_counted_once_for_many_names() {
        var start = LocalDateTime.parse("2026-01-01T10:00");
        var set = RuleSet.of(start, NEW_YORK, Rule.parse("FREQ=MINUTELY;COUNT=400000"));
        var names = IntStream.range(0, 400).mapToObj(i -> start.plusMinutes(999L * i)).toList();

        assertThat(set.startsAmong(names)).containsExactlyElementsOf(names);
    }
}
