package almanac.query.entry;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.entry.Change;
import almanac.entry.Details;
import almanac.entry.EntryState;
import almanac.entry.Numbering;
import almanac.entry.OccurrenceKey;
import almanac.entry.Segment;
import almanac.entry.Series;
import almanac.entry.SingleEntry;
import almanac.query.RandomHistory;
import almanac.query.World;
import almanac.recurrence.Rule;
import almanac.time.End;
import almanac.time.Span;
import almanac.time.Window;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A search may look at too much, never at too little. */
class CellsTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void a_search_covers_the_cell_of_everything_that_touches_the_window(long seed) {
        var history = new RandomHistory(seed, 1);
        var touching = 0;
        for (var round = 0; round < 20_000; round++) {
            var span = history.span();
            var single = single(span);
            var day = history.day();
            var window = Window.ofDays(day, day.plusDays(history.below(400)), history.zone());
            if (span.touches(window)) {
                touching++;
                var cell = Cells.of(single, single.extent());
                assertThat(covers(Cells.touching(window), cell))
                        .as("seed %d: %s in %s", seed, span, window)
                        .isTrue();
            }
        }
        assertThat(touching).isGreaterThan(1000);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void a_search_covers_every_yearly_occurrence(long seed) {
        var history = new RandomHistory(seed, 1);
        var random = new Random(seed);
        for (var round = 0; round < 20_000; round++) {
            var start = history.day().atTime(random.nextInt(24), 0);
            var end = new End.At(start.plusHours(random.nextInt(1, 72)));
            var first =
                    random.nextInt(4) == 0
                            ? allDay(history.day())
                            : new Span.Timed(start, history.zone(), end);
            var yearly = YearlyCells.of(series("FREQ=YEARLY", first)).orElseThrow();
            var date = first.startDate().plusYears(random.nextInt(30));
            var span = first.shape().on(date);
            var from = date.plusDays(random.nextInt(9) - 3);
            var window = Window.ofDays(from, from.plusDays(random.nextInt(3)), history.zone());
            if (span.touches(window)) {
                assertThat(covers(Cells.touching(window), yearly))
                        .as("seed %d: %s in %s", seed, span, window)
                        .isTrue();
            }
        }
    }

    @Test
    void a_month_is_searched_by_few_cells() {
        var december =
                Window.ofDays(
                        LocalDate.of(2026, 12, 1), LocalDate.of(2026, 12, 31), ZoneOffset.UTC);
        var search = Cells.touching(december);
        assertThat(search.cells()).hasSizeLessThan(50);
        assertThat(search.runs()).isEmpty();
    }

    @Test
    void birthdays_of_other_months_are_not_looked_at() {
        var june =
                Window.ofDays(LocalDate.of(2026, 6, 8), LocalDate.of(2026, 6, 21), ZoneOffset.UTC);
        var met = 0;
        for (var day = LocalDate.of(1960, 1, 1); day.getYear() == 1960; day = day.plusDays(1)) {
            var cell = YearlyCells.of(series("FREQ=YEARLY", allDay(day))).orElseThrow();
            met += covers(Cells.touching(june), cell) ? 1 : 0;
        }
        assertThat(met).isBetween(17, 32);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "FREQ=YEARLY | true",
                "FREQ=YEARLY;INTERVAL=4;COUNT=80 | true",
                "FREQ=YEARLY;BYMONTH=11 | true",
                "FREQ=YEARLY;BYMONTH=11;BYDAY=4TH | true",
                "FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=26 | true",
                "FREQ=YEARLY;BYMONTH=10 | false",
                "FREQ=YEARLY;BYMONTH=10,11 | false",
                "FREQ=YEARLY;BYMONTHDAY=26 | false",
                "FREQ=YEARLY;BYDAY=TH | false",
                "FREQ=YEARLY;BYWEEKNO=20 | false",
                "FREQ=YEARLY;BYYEARDAY=100 | false",
                "FREQ=MONTHLY;INTERVAL=12 | false",
                "FREQ=DAILY | false"
            })
    void only_what_stays_in_its_month_is_yearly(String rule, boolean yearly) {
        var day = allDay(LocalDate.of(2026, 11, 26));
        assertThat(YearlyCells.of(series(rule, day)).isPresent()).isEqualTo(yearly);
    }

    @Test
    void a_yearly_series_with_an_occurrence_moved_away_is_searched_by_its_bounds() {
        var day = allDay(LocalDate.of(2026, 11, 26));
        var elsewhere = new Change.When(allDay(LocalDate.of(2027, 3, 1)));
        assertThat(YearlyCells.of(series("FREQ=YEARLY", day, elsewhere))).isEmpty();
        assertThat(YearlyCells.of(series("FREQ=YEARLY", day, new Change.Title("x")))).isPresent();
    }

    private static boolean covers(Cells.Search search, int cell) {
        return search.cells().contains(cell)
                || search.runs().stream()
                        .anyMatch(run -> run.first() <= cell && cell <= run.last());
    }

    private static Span allDay(LocalDate day) {
        return new Span.AllDay(day, day.plusDays(1));
    }

    private static EntryState.Live single(Span span) {
        return new SingleEntry(
                World.entry(1), World.calendar(1), "uid", World.user(1), Details.titled("t"), span);
    }

    private static Series series(String rule, Span first, Change... ofOneOccurrence) {
        var override = new Series.Override(new OccurrenceKey(365), List.of(ofOneOccurrence));
        var segment =
                new Segment(
                        OccurrenceKey.FIRST,
                        Details.titled("t"),
                        first,
                        Optional.of(Rule.parse(rule)),
                        List.of(),
                        0);
        return new Series(
                World.entry(1),
                World.calendar(1),
                "uid",
                World.user(1),
                new Numbering(first.localStart(), 86_400),
                List.of(segment),
                List.of(override),
                new TreeSet<>(),
                Optional.empty());
    }
}
