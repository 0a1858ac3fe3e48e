package almanac.entry;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.calendar.CalendarId;
import almanac.entry.EntryFact.EntryCreated;
import almanac.entry.EntryFact.EntryUpdated;
import almanac.entry.EntryFact.FollowingDeleted;
import almanac.entry.EntryFact.FollowingUpdated;
import almanac.entry.EntryFact.OccurrenceDeleted;
import almanac.entry.EntryFact.OccurrenceUpdated;
import almanac.recurrence.Rule;
import almanac.time.End;
import almanac.time.Shape;
import almanac.time.Span;
import almanac.time.Window;
import almanac.user.UserId;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** What the calendar and the clock do to a series. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class SeriesTimesTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final EntryId ID = new EntryId(42);

    private static Span at(String start) {
        var time = LocalDateTime.parse(start);
        return new Span.Timed(time, BERLIN, new End.At(time.plusHours(1)));
    }

    private static Span on(String date, int days) {
        var start = LocalDate.parse(date);
        return new Span.AllDay(start, start.plusDays(days));
    }

    private static Series series(Span first, String rule, EntryFact... facts) {
        EntryState state =
                EntryState.initial()
                        .evolve(
                                new EntryCreated(
                                        ID,
                                        new CalendarId(5),
                                        "uid",
                                        new UserId(7),
                                        Details.titled("Title"),
                                        first,
                                        Optional.of(Recurrence.of(Rule.parse(rule))),
                                        Optional.of(
                                                new Numbering(
                                                        first.localStart().withNano(0), 86_400))));
        for (var fact : facts) {
            state = state.evolve(fact);
        }
        return (Series) state;
    }

    private static OccurrenceKey key(long slot) {
        return new OccurrenceKey(slot);
    }

    private static Change.Reshaped reshaped(long days, String start) {
        var time = LocalTime.parse(start);
        return new Change.Reshaped(
                days,
                new Shape.Timed(time, BERLIN, new Shape.Length.Until(0, time.plusHours(1))),
                Optional.empty());
    }

    private static EntryUpdated all(Change... changes) {
        return new EntryUpdated(ID, List.of(changes));
    }

    private static FollowingUpdated from(long slot, Change... changes) {
        return new FollowingUpdated(ID, key(slot), List.of(changes));
    }

    private static List<String> starts(Series series, int limit) {
        return series.head(limit).stream().map(o -> o.span().localStart().toString()).toList();
    }

    private static List<String> instants(Series series, String from, String to) {
        var window = Window.ofDays(LocalDate.parse(from), LocalDate.parse(to), BERLIN);
        return series.within(window, 100).stream()
                .map(o -> o.span().startsAt(BERLIN) + "/" + o.span().endsAt(BERLIN))
                .toList();
    }

    @Test
    void a_time_that_the_clock_skips_takes_the_offset_before_the_gap() {
        assertThat(
                        instants(
                                series(at("2026-03-28T02:30"), "FREQ=DAILY"),
                                "2026-03-28",
                                "2026-03-30"))
                .containsExactly(
                        "2026-03-28T01:30:00Z/2026-03-28T02:30:00Z",
                        "2026-03-29T01:30:00Z/2026-03-29T01:30:00Z",
                        "2026-03-30T00:30:00Z/2026-03-30T01:30:00Z");
    }

    @Test
    void a_time_that_the_clock_repeats_is_the_first_of_the_two() {
        assertThat(
                        instants(
                                series(at("2026-10-24T02:30"), "FREQ=DAILY"),
                                "2026-10-24",
                                "2026-10-26"))
                .containsExactly(
                        "2026-10-24T00:30:00Z/2026-10-24T01:30:00Z",
                        "2026-10-25T00:30:00Z/2026-10-25T02:30:00Z",
                        "2026-10-26T01:30:00Z/2026-10-26T02:30:00Z");
    }

    @Test
    void leap_days_come_in_leap_years_only_and_keep_their_keys() {
        var series = series(on("2024-02-29", 1), "FREQ=YEARLY");

        assertThat(series.head(3))
                .extracting(o -> o.span().startDate() + " " + o.key().orElseThrow().slot())
                .containsExactly("2024-02-29 0", "2028-02-29 1461", "2032-02-29 2922");
        assertThat(series.occurrence(key(366))).isEmpty();
    }

    @Test
    void a_month_without_the_day_is_skipped() {
        assertThat(starts(series(at("2026-01-31T09:00"), "FREQ=MONTHLY"), 4))
                .containsExactly(
                        "2026-01-31T09:00",
                        "2026-03-31T09:00",
                        "2026-05-31T09:00",
                        "2026-07-31T09:00");
    }

    @Test
    void an_all_day_series_lies_on_the_viewers_days() {
        var series = series(on("2026-05-01", 2), "FREQ=WEEKLY");
        for (var zone : List.of("Pacific/Kiritimati", "UTC", "Pacific/Pago_Pago")) {
            var ninth = LocalDate.of(2026, 5, 9);
            var window = Window.ofDays(ninth, ninth, ZoneId.of(zone));

            assertThat(series.within(window, 10))
                    .as(zone)
                    .extracting(o -> o.span().startDate().toString())
                    .containsExactly("2026-05-08");
            var next = Window.ofDays(ninth.plusDays(1), ninth.plusDays(5), ZoneId.of(zone));
            assertThat(series.within(next, 10)).as(zone).isEmpty();
        }
    }

    @Test
    void an_end_in_utc_that_is_the_last_start_moves_with_it() {
        var rule = "FREQ=DAILY;UNTIL=20261026T080000Z";
        var series = series(at("2026-10-23T09:00"), rule);
        assertThat(starts(series, 9)).hasSize(4).last().isEqualTo("2026-10-26T09:00");

        assertThat(starts(series(at("2026-10-23T09:00"), rule, all(reshaped(0, "11:00"))), 9))
                .containsExactly(
                        "2026-10-23T11:00",
                        "2026-10-24T11:00",
                        "2026-10-25T11:00",
                        "2026-10-26T11:00");
        assertThat(starts(series(at("2026-10-23T09:00"), rule, all(reshaped(-2, "09:00"))), 9))
                .containsExactly(
                        "2026-10-21T09:00",
                        "2026-10-22T09:00",
                        "2026-10-23T09:00",
                        "2026-10-24T09:00");
    }

    @Test
    void a_start_within_a_second_moves_by_whole_ones_and_loses_no_occurrence() {
        var rule = "FREQ=DAILY;UNTIL=20260403T090000";
        var series = series(at("2026-04-01T09:00:00.500"), rule, all(reshaped(0, "10:00")));

        assertThat(starts(series, 9))
                .containsExactly("2026-04-01T10:00", "2026-04-02T10:00", "2026-04-03T10:00");
        assertThat(series.occurrence(key(2)).orElseThrow().originalStart())
                .isEqualTo("2026-04-03T10:00");
    }

    @Test
    void an_end_by_date_of_a_rule_of_hours_moves_by_the_clock() {
        var master =
                series(at("2027-04-27T09:00"), "FREQ=HOURLY;INTERVAL=7;UNTIL=20270502").master();
        var last = master.starts().last().orElseThrow();

        for (var start : List.of("2027-04-26T21:00", "2027-04-27T04:00", "2027-04-28T08:00")) {
            var moved = at(start);
            var by = Duration.between(master.first().localStart(), moved.localStart());
            var rule = master.ruleMovedTo(moved).orElseThrow();
            assertThat(Recurrence.of(rule).starts(moved).last()).as(start).contains(last.plus(by));
        }
    }

    @Test
    void a_rule_that_names_its_time_of_day_takes_a_new_one() {
        var series =
                series(
                        at("2026-04-01T09:00"),
                        "FREQ=WEEKLY;BYDAY=MO,WE;BYHOUR=9;BYMINUTE=0;COUNT=3",
                        all(reshaped(0, "10:30")));

        assertThat(starts(series, 9))
                .containsExactly("2026-04-01T10:30", "2026-04-06T10:30", "2026-04-08T10:30");
        assertThat(series.occurrence(key(5)).orElseThrow().originalStart())
                .isEqualTo("2026-04-06T10:30");
    }

    @Test
    void a_rule_of_several_times_of_day_cannot_take_one() {
        var series = series(at("2026-04-01T09:00"), "FREQ=DAILY;BYHOUR=9,17");

        assertThat(series.master().canTake(reshaped(0, "10:00"))).isFalse();
        assertThat(series.master().canTake(reshaped(0, "09:00"))).isTrue();
    }

    @Test
    void a_rule_of_hours_within_days_cannot_take_another_time() {
        for (var days : List.of("BYDAY=WE", "BYMONTHDAY=1", "BYMONTH=4")) {
            var master = series(at("2026-04-01T00:00"), "FREQ=HOURLY;" + days).master();
            assertThat(master.canTake(reshaped(0, "02:00"))).as(days).isFalse();
            assertThat(master.canTake(reshaped(0, "00:00"))).as(days).isTrue();
        }
        var endless = series(at("2026-04-01T00:00"), "FREQ=HOURLY").master();
        assertThat(endless.canTake(reshaped(0, "02:00"))).isTrue();
    }

    @Test
    void whole_days_hold_no_rule_of_hours_or_of_times_of_day() {
        var days = new Change.Reshaped(0, new Shape.AllDay(1, false), Optional.empty());
        for (var rule : List.of("FREQ=HOURLY", "FREQ=MINUTELY;COUNT=3", "FREQ=DAILY;BYHOUR=0,12")) {
            var master = series(at("2026-04-01T00:00"), rule).master();
            assertThat(master.canTake(days)).as(rule).isFalse();
        }
        assertThat(series(at("2026-04-01T00:00"), "FREQ=DAILY").master().canTake(days)).isTrue();
    }

    @Test
    void a_split_of_a_split_and_all_after_it_reach_what_they_should() {
        var series =
                series(
                        at("2026-04-01T09:00"),
                        "FREQ=DAILY;COUNT=6",
                        from(2, new Change.Title("Two"), reshaped(0, "10:00")),
                        from(4, new Change.Title("Four")),
                        from(3, new Change.Location(Optional.of("Hall"))));
        assertThat(series.head(9))
                .extracting(o ->
                        o.key().orElseThrow().slot()
                                + o.details().title()
                                + o.details().location().orElse("")
                                + o.span().localStart().getHour())
                .containsExactly(
                        "0Title9", "1Title9", "2Two10", "3TwoHall10", "4FourHall10", "5FourHall10");

        var after = (Series) series.evolve(all(new Change.Title("All"), reshaped(1, "12:00")));
        assertThat(after.head(9))
                .allMatch(o -> o.details().title().equals("All"))
                .extracting(o -> o.span().localStart().toString())
                .containsExactly(
                        "2026-04-02T12:00",
                        "2026-04-03T12:00",
                        "2026-04-04T12:00",
                        "2026-04-05T12:00",
                        "2026-04-06T12:00",
                        "2026-04-07T12:00");
    }

    @Test
    void all_after_the_future_was_deleted_brings_nothing_back() {
        var series =
                series(
                        at("2026-04-01T09:00"),
                        "FREQ=DAILY",
                        new FollowingDeleted(ID, key(2)),
                        all(new Change.Title("All"), reshaped(3, "10:00")));

        assertThat(starts(series, 9)).containsExactly("2026-04-04T10:00", "2026-04-05T10:00");
    }

    @Test
    void an_exception_outside_of_the_rule_is_one_more_occurrence() {
        var moved = new Change.When(at("2026-04-11T15:00"));
        var series =
                series(
                        at("2026-04-01T09:00"),
                        "FREQ=WEEKLY;COUNT=2",
                        new OccurrenceUpdated(ID, key(9), List.of(moved)));

        assertThat(starts(series, 9))
                .containsExactly("2026-04-01T09:00", "2026-04-08T09:00", "2026-04-11T15:00");
        assertThat(series.extent().to()).isAfterOrEqualTo(at("2026-04-11T15:00").endsAt(BERLIN));
        assertThat(series.evolve(new OccurrenceDeleted(ID, key(9))))
                .matches(left -> starts((Series) left, 9).size() == 2);
    }

    @Test
    void an_occurrence_is_found_where_it_was_moved_to_and_not_where_it_was() {
        var moved = new Change.When(at("2031-12-24T15:00"));
        var series =
                series(
                        at("2026-04-01T09:00"),
                        "FREQ=WEEKLY",
                        new OccurrenceUpdated(ID, key(7), List.of(moved)));

        assertThat(instants(series, "2026-04-08", "2026-04-08")).isEmpty();
        assertThat(instants(series, "2031-12-24", "2031-12-24")).hasSize(2);
    }

    @Test
    void a_limit_shows_that_there_are_more_and_an_unmatched_rule_ends() {
        var window = Window.ofDays(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 12, 31), BERLIN);

        assertThat(series(at("2026-01-01T09:00"), "FREQ=DAILY").within(window, 10)).hasSize(11);
        assertThat(series(at("2026-01-01T09:00"), "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30").head(3))
                .hasSize(1);
    }

    @Test
    void the_head_of_a_rule_that_is_too_sparse_is_what_was_found() {
        var never = "FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30";

        assertThat(starts(series(at("2026-01-01T09:00"), never), 3))
                .containsExactly("2026-01-01T09:00");
    }

    @Test
    void thousands_of_exceptions_fold_and_answer_in_time() {
        var facts = new ArrayList<EntryFact>();
        for (var slot = 0L; slot < 3_000; slot++) {
            var change = new Change.Title("Day " + slot);
            facts.add(
                    slot % 2 == 0
                            ? new OccurrenceUpdated(ID, key(slot), List.of(change))
                            : new OccurrenceDeleted(ID, key(slot)));
        }
        var begun = System.nanoTime();
        var series = series(at("2026-01-01T09:00"), "FREQ=DAILY", facts.toArray(EntryFact[]::new));
        for (var year = 2026; year < 2046; year++) {
            assertThat(instants(series, year + "-03-01", year + "-03-31")).hasSizeBetween(15, 31);
        }

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
    }
}
