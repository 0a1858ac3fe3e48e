package almanac.command.entry;

import static almanac.command.entry.EntryFixture.ANA;
import static almanac.command.entry.EntryFixture.BERLIN;
import static almanac.command.entry.EntryFixture.FAMILY;
import static almanac.command.entry.EntryFixture.ID;
import static almanac.command.entry.EntryFixture.span;
import static almanac.command.entry.EntryFixture.times;
import static almanac.command.entry.EntryFixture.when;
import static almanac.time.SpanPart.END;
import static almanac.time.SpanPart.START;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import almanac.entry.Change;
import almanac.entry.Details;
import almanac.entry.EntryCommand.UpdateEntry;
import almanac.entry.EntryFact;
import almanac.entry.EntryState;
import almanac.entry.Occurrence;
import almanac.entry.OccurrenceKey;
import almanac.entry.Recurrence;
import almanac.entry.Scope;
import almanac.entry.Series;
import almanac.message.Rejected;
import almanac.recurrence.Rule;
import almanac.time.Shape;
import almanac.time.Span;
import almanac.time.SpanEdit;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** A new time for all or the following, where several times of day share a series. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class MovementTest {

    private static final int HISTORIES = 100 * Integer.getInteger("random.times", 1);

    private static final List<String> RULES =
            List.of(
                    "FREQ=WEEKLY;COUNT=6",
                    "FREQ=DAILY;INTERVAL=2;COUNT=9",
                    "FREQ=HOURLY;INTERVAL=5;COUNT=12",
                    "FREQ=MINUTELY;INTERVAL=90;COUNT=12",
                    "FREQ=HOURLY;INTERVAL=4;BYDAY=WE,TH;COUNT=14",
                    "FREQ=HOURLY;INTERVAL=3;BYMONTH=6;COUNT=14",
                    "FREQ=DAILY;UNTIL=20260612T170000",
                    "FREQ=DAILY;BYHOUR=9,17;COUNT=8",
                    "FREQ=MONTHLY;BYDAY=1WE;COUNT=4");

    private SplittableRandom random = new SplittableRandom(0);

    private static Series series(Span first, Recurrence recurrence) {
        return (Series)
                EntryState.initial()
                        .evolve(
                                new EntryFact.EntryCreated(
                                        ID,
                                        FAMILY,
                                        "class",
                                        ANA,
                                        Details.titled("Class"),
                                        first,
                                        Optional.of(recurrence),
                                        Optional.of(Scheduling.numbering(first, recurrence))));
    }

    private static Series series(String first, String rule, String... additions) {
        return series(
                span(first, 60),
                new Recurrence(
                        Optional.of(Rule.parse(rule)),
                        List.of(additions).stream().map(LocalDateTime::parse).toList()));
    }

    /** Mondays at ten, and once more within the first week. */
    private static Series withAnExtraHour() {
        return series("2026-01-05T10:00", "FREQ=WEEKLY;COUNT=6", "2026-01-07T15:30");
    }

    private static Series after(Series series, List<EntryFact> facts) {
        EntryState state = series;
        for (var fact : facts) {
            state = state.evolve(fact);
        }
        return (Series) state;
    }

    private static Occurrence at(Series series, String start) {
        return series.head(60).stream()
                .filter(o -> o.span().localStart().equals(LocalDateTime.parse(start)))
                .findFirst()
                .orElseThrow();
    }

    private static List<EntryFact> edited(
            Series series, Scope scope, String addressed, SpanEdit edit) {
        return Editing.update(series, when(scope, at(series, addressed).key(), edit));
    }

    private static Series moved(
            Series series, Scope scope, String addressed, String start, String end) {
        return after(series, edited(series, scope, addressed, times(start, end)));
    }

    private static List<String> starts(Series series) {
        return series.head(60).stream().map(o -> o.span().localStart().toString()).toList();
    }

    @Test
    void the_following_take_the_start_that_was_sent_though_the_series_once_had_others() {
        var series = withAnExtraHour();

        series = moved(series, Scope.FUTURE, "2026-01-19T10:00", "12:00", "13:00");
        series = moved(series, Scope.FUTURE, "2026-01-26T12:00", "13:00", "14:00");

        assertThat(starts(series))
                .containsExactly(
                        "2026-01-05T10:00",
                        "2026-01-07T15:30",
                        "2026-01-12T10:00",
                        "2026-01-19T12:00",
                        "2026-01-26T13:00",
                        "2026-02-02T13:00",
                        "2026-02-09T13:00");
        assertThat(series.overrides()).isEmpty();
    }

    @Test
    void parts_of_one_time_each_take_the_same_where_no_other_is_in_reach() {
        var series = withAnExtraHour();

        series = moved(series, Scope.FUTURE, "2026-01-26T10:00", "13:00", "14:00");
        series = moved(series, Scope.FUTURE, "2026-01-19T10:00", "12:00", "13:00");

        assertThat(starts(series))
                .containsExactly(
                        "2026-01-05T10:00",
                        "2026-01-07T15:30",
                        "2026-01-12T10:00",
                        "2026-01-19T12:00",
                        "2026-01-26T12:00",
                        "2026-02-02T12:00",
                        "2026-02-09T12:00");
    }

    @Test
    void every_part_moves_by_as_much_as_the_addressed_one_of_all() {
        var series = withAnExtraHour();

        series = moved(series, Scope.FUTURE, "2026-01-19T10:00", "12:00", "13:00");
        series = moved(series, Scope.ALL, "2026-01-26T12:00", "13:00", "14:00");

        assertThat(starts(series))
                .containsExactly(
                        "2026-01-05T11:00",
                        "2026-01-07T16:30",
                        "2026-01-12T11:00",
                        "2026-01-19T13:00",
                        "2026-01-26T13:00",
                        "2026-02-02T13:00",
                        "2026-02-09T13:00");
        assertThat(series.overrides()).isEmpty();
    }

    @Test
    void each_time_of_day_moves_by_as_much_as_the_addressed_one() {
        var series = series("2026-04-01T09:00", "FREQ=HOURLY;COUNT=6");

        assertThat(edited(series, Scope.ALL, "2026-04-01T11:00", times("11:10", "12:00")))
                .containsExactly(
                        new EntryFact.EntryUpdated(
                                ID,
                                List.of(
                                        new Change.Reshaped(
                                                0,
                                                new Shape.Timed(
                                                        LocalTime.of(11, 10),
                                                        BERLIN,
                                                        new Shape.Length.Until(
                                                                0, LocalTime.of(12, 0))),
                                                Optional.of(Set.of(START, END)),
                                                OptionalLong.of(600)))));
    }

    @Test
    void a_movement_goes_beyond_midnight() {
        var series = series("2026-04-01T22:00", "FREQ=HOURLY;INTERVAL=3;COUNT=3");

        assertThat(starts(moved(series, Scope.ALL, "2026-04-02T01:00", "03:30", "04:00")))
                .containsExactly("2026-04-02T00:30", "2026-04-02T03:30", "2026-04-02T06:30");
    }

    @Test
    void a_start_that_several_times_of_day_have_moves_none_of_them() {
        var series =
                moved(
                        series("2026-04-01T09:00", "FREQ=HOURLY;COUNT=6"),
                        Scope.FUTURE,
                        "2026-04-01T13:00",
                        "13:20",
                        "14:20");

        assertThat(edited(series, Scope.ALL, "2026-04-01T11:00", times("11:00", "12:00")))
                .isEmpty();
    }

    @Test
    void what_has_no_time_takes_the_start_and_what_has_some_stays() {
        var series = withAnExtraHour();
        series = after(series, edited(series, Scope.FUTURE, "2026-02-02T10:00", allDay()));

        series = after(series, edited(series, Scope.ALL, "2026-02-02T00:00", startTime("09:00")));

        assertThat(starts(series))
                .containsExactly(
                        "2026-01-05T10:00",
                        "2026-01-07T15:30",
                        "2026-01-12T10:00",
                        "2026-01-19T10:00",
                        "2026-01-26T10:00",
                        "2026-02-02T09:00",
                        "2026-02-09T09:00");
    }

    @Test
    void a_refusal_names_what_was_sent() {
        var series =
                series("2026-01-05T23:00", "FREQ=MONTHLY;BYDAY=1MO;COUNT=3", "2026-01-07T15:30");

        assertThatThrownBy(() ->
                        edited(series, Scope.ALL, "2026-01-07T15:30", times("17:00", "18:00")))
                .isInstanceOfSatisfying(
                        Rejected.class,
                        refused ->
                                assertThat(refused.rejection())
                                        .hasFieldOrPropertyWithValue("field", "startTime")
                                        .extracting("message")
                                        .asString()
                                        .contains("by 1 days"));
    }

    private static SpanEdit fields(
            Optional<LocalDate> date, Optional<LocalTime> start, Optional<Boolean> allDay) {
        return new SpanEdit.Fields(
                date,
                start.map(Optional::of),
                Optional.empty(),
                Optional.empty(),
                allDay,
                Optional.empty(),
                BERLIN);
    }

    private static SpanEdit allDay() {
        return fields(Optional.empty(), Optional.empty(), Optional.of(true));
    }

    private static SpanEdit startTime(String sent) {
        return fields(Optional.empty(), Optional.of(LocalTime.parse(sent)), Optional.of(false));
    }

    @Test
    void what_is_in_reach_moves_as_the_addressed_one_and_the_rest_stays() {
        for (var seed = 1L; seed <= HISTORIES; seed++) {
            random = new SplittableRandom(seed);
            var story = new ArrayList<Object>(List.of("seed " + seed));
            var series = random();
            for (var step = 0; step < 6; step++) {
                var standing = series.head(30);
                var command = random(standing.get(random.nextInt(standing.size())));
                story.add(series.segments());
                story.add(command);
                try {
                    var after = after(series, Editing.update(series, command));
                    check(series, after, command, story);
                    series = after;
                } catch (Rejected refused) {
                    story.add(refused.rejection());
                }
            }
        }
    }

    /** Away from the days on which a clock changes: there an hourly rule skips an hour. */
    private Series random() {
        var start = LocalDate.of(2026, 6, 3).atTime(random.nextInt(24), 30 * random.nextInt(2));
        var additions = new ArrayList<LocalDateTime>();
        for (var n = random.nextInt(3); n > 0; n--) {
            additions.add(start.plusDays(random.nextInt(20)).plusMinutes(30 * random.nextInt(48)));
        }
        var rule = Rule.parse(RULES.get(random.nextInt(RULES.size())));
        return series(
                span(start.toString(), 60),
                new Recurrence(Optional.of(rule), additions.stream().distinct().toList()));
    }

    private UpdateEntry random(Occurrence addressed) {
        var start = addressed.span().localStart();
        var to = start.plusMinutes(30 * random.nextInt(-6, 7));
        var days = random.nextInt(4) == 0 ? random.nextInt(-2, 3) : 0;
        return when(
                random.nextBoolean() ? Scope.ALL : Scope.FUTURE,
                addressed.key(),
                fields(
                        Optional.of(to.toLocalDate().plusDays(days)),
                        Optional.of(to.toLocalTime()),
                        Optional.empty()));
    }

    private static void check(
            Series before, Series after, UpdateEntry command, List<Object> story) {
        var key = command.occurrence().orElseThrow();
        var from = command.scope() == Scope.ALL ? OccurrenceKey.FIRST : key;
        var was = starts(before, from);
        var is = starts(after, from);
        assertThat(is.keySet()).as(story::toString).isEqualTo(was.keySet());
        assertThat(after.overrides()).as(story::toString).isEmpty();
        before.head(60).stream()
                .filter(o -> o.key().orElseThrow().compareTo(from) < 0)
                .forEach(o ->
                        assertThat(after.occurrence(o.key().orElseThrow()))
                                .as(story::toString)
                                .contains(o));
        var addressed = before.occurrence(key).orElseThrow().span();
        var sent = command.span().orElseThrow().applyTo(addressed);
        var by = Duration.between(addressed.localStart(), sent.localStart());
        var days = addressed.startDate().until(sent.startDate());
        var moved = new TreeMap<>(was);
        moved.replaceAll((each, start) -> start.plus(by));
        var same = new TreeMap<>(was);
        same.replaceAll((each, start) ->
                start.toLocalDate().plus(days).atTime(sent.localStart().toLocalTime()));
        if (haveSeveralTimes(before, was)) {
            assertThat(is).as(story::toString).isEqualTo(moved);
        } else {
            assertThat(is).as(story::toString).isIn(moved, same);
        }
    }

    private static SortedMap<OccurrenceKey, LocalDateTime> starts(
            Series series, OccurrenceKey from) {
        var starts = new TreeMap<OccurrenceKey, LocalDateTime>();
        series.head(60).forEach(o -> starts.put(o.key().orElseThrow(), o.span().localStart()));
        return starts.tailMap(from);
    }

    private static boolean haveSeveralTimes(
            Series series, Map<OccurrenceKey, LocalDateTime> starts) {
        return starts.entrySet().stream()
                .collect(
                        groupingBy(
                                start -> series.segmentOf(start.getKey()).from(),
                                mapping(start -> start.getValue().toLocalTime(), toSet())))
                .values()
                .stream()
                .anyMatch(times -> times.size() > 1);
    }
}
