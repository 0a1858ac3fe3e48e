package almanac.entry;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.calendar.CalendarId;
import almanac.entry.EntryFact.EntryCreated;
import almanac.entry.EntryFact.EntryUpdated;
import almanac.entry.EntryFact.FollowingDeleted;
import almanac.entry.EntryFact.FollowingUpdated;
import almanac.entry.EntryFact.OccurrenceDeleted;
import almanac.entry.EntryFact.OccurrenceRestored;
import almanac.entry.EntryFact.OccurrenceUpdated;
import almanac.recurrence.Rule;
import almanac.time.End;
import almanac.time.Shape;
import almanac.time.Span;
import almanac.time.Window;
import almanac.user.UserId;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class SeriesTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final EntryId ID = new EntryId(42);

    /** Wednesdays at 17:00 to 18:30 from 1 April 2026, keys 0, 7, 14, ... */
    private static Series soccer(String rule) {
        var start = LocalDateTime.of(2026, 4, 1, 17, 0);
        var span = new Span.Timed(start, BERLIN, new End.At(start.plusMinutes(90)));
        return (Series)
                EntryState.initial()
                        .evolve(
                                new EntryCreated(
                                        ID,
                                        new CalendarId(5),
                                        "soccer",
                                        new UserId(7),
                                        Details.titled("Soccer practice"),
                                        span,
                                        Optional.of(Recurrence.of(Rule.parse(rule))),
                                        Optional.of(new Numbering(start, 86_400))));
    }

    private static OccurrenceKey week(int n) {
        return new OccurrenceKey(7L * n);
    }

    private static List<String> april(EntryState state) {
        var window = Window.ofDays(LocalDate.of(2026, 4, 1), LocalDate.of(2026, 4, 30), BERLIN);
        return ((EntryState.Live) state)
                .within(window, 100).stream()
                        .map(o -> o.span().localStart() + " " + o.details().title())
                        .toList();
    }

    private static Change.When at(String start) {
        var time = LocalDateTime.parse(start);
        return new Change.When(new Span.Timed(time, BERLIN, new End.At(time.plusMinutes(90))));
    }

    private static Change.Reshaped reshaped(long days, int hour, int minute) {
        var time = LocalTime.of(hour, minute);
        return new Change.Reshaped(
                days,
                new Shape.Timed(time, BERLIN, new Shape.Length.Until(0, time.plusMinutes(90))),
                Optional.empty());
    }

    @Test
    void one_moved_occurrence_leaves_the_others_and_keeps_its_key() {
        var state =
                soccer("FREQ=WEEKLY;BYDAY=WE;COUNT=5")
                        .evolve(
                                new OccurrenceUpdated(
                                        ID, week(1), List.of(at("2026-04-09T17:30"))));

        assertThat(april(state))
                .containsExactly(
                        "2026-04-01T17:00 Soccer practice",
                        "2026-04-09T17:30 Soccer practice",
                        "2026-04-15T17:00 Soccer practice",
                        "2026-04-22T17:00 Soccer practice",
                        "2026-04-29T17:00 Soccer practice");
        var moved = ((Series) state).occurrence(week(1)).orElseThrow();
        assertThat(moved.exception()).isTrue();
        assertThat(moved.originalStart()).isEqualTo("2026-04-08T17:00");
    }

    @Test
    void following_keeps_count_and_a_later_all_still_reaches_everything() {
        var split =
                soccer("FREQ=WEEKLY;BYDAY=WE;COUNT=4")
                        .evolve(
                                new FollowingUpdated(
                                        ID,
                                        week(2),
                                        List.of(new Change.Title("Match"), reshaped(1, 18, 0))));
        assertThat(april(split))
                .containsExactly(
                        "2026-04-01T17:00 Soccer practice",
                        "2026-04-08T17:00 Soccer practice",
                        "2026-04-16T18:00 Match",
                        "2026-04-23T18:00 Match");
        assertThat(((Series) split).head(10))
                .extracting(o -> o.key().orElseThrow())
                .containsExactly(week(0), week(1), week(2), week(3));

        var all = split.evolve(new EntryUpdated(ID, List.of(new Change.Title("Training"))));
        assertThat(april(all)).allMatch(line -> line.endsWith("Training")).hasSize(4);
    }

    @Test
    void all_moves_every_day_and_an_override_keeps_its_own_day_in_the_new_shape() {
        var state =
                soccer("FREQ=WEEKLY;BYDAY=WE;COUNT=3")
                        .evolve(new OccurrenceUpdated(ID, week(1), List.of(at("2026-04-10T09:00"))))
                        .evolve(new EntryUpdated(ID, List.of(reshaped(0, 17, 30))));

        assertThat(april(state))
                .containsExactly(
                        "2026-04-01T17:30 Soccer practice",
                        "2026-04-10T17:30 Soccer practice",
                        "2026-04-15T17:30 Soccer practice");
    }

    @Test
    void deleted_occurrences_stay_deleted_and_restored_ones_return_as_the_series_says() {
        var state =
                soccer("FREQ=WEEKLY;BYDAY=WE;COUNT=3")
                        .evolve(
                                new OccurrenceUpdated(
                                        ID, week(1), List.of(new Change.Title("Other"))))
                        .evolve(new OccurrenceDeleted(ID, week(1)))
                        .evolve(new EntryUpdated(ID, List.of(new Change.Title("Training"))));
        assertThat(april(state))
                .containsExactly("2026-04-01T17:00 Training", "2026-04-15T17:00 Training");

        assertThat(april(state.evolve(new OccurrenceRestored(ID, week(1)))))
                .contains("2026-04-08T17:00 Training");
    }

    @Test
    void deleting_the_following_ends_the_series() {
        var state = soccer("FREQ=WEEKLY;BYDAY=WE").evolve(new FollowingDeleted(ID, week(2)));

        assertThat(april(state)).hasSize(2);
        assertThat(((Series) state).extent().to()).isBefore(Window.END_OF_TIME);
        assertThat(((Series) state).occurrence(week(2))).isEmpty();
    }

    @Test
    void a_new_rule_from_an_occurrence_on_drops_only_overrides_that_it_does_not_produce() {
        var start = LocalDateTime.of(2026, 4, 15, 17, 0);
        var first = new Span.Timed(start, BERLIN, new End.At(start.plusMinutes(90)));
        var state =
                soccer("FREQ=WEEKLY;BYDAY=WE")
                        .evolve(
                                new OccurrenceUpdated(
                                        ID, week(3), List.of(new Change.Title("Kept out"))))
                        .evolve(
                                new OccurrenceUpdated(
                                        ID, week(4), List.of(new Change.Title("Kept"))))
                        .evolve(
                                new FollowingUpdated(
                                        ID,
                                        week(2),
                                        List.of(
                                                new Change.Repeats(
                                                        first,
                                                        Optional.of(
                                                                Recurrence.of(
                                                                        Rule.parse(
                                                                                "FREQ=WEEKLY;INTERVAL=2"))),
                                                        Optional.empty()))));

        assertThat(april(state))
                .containsExactly(
                        "2026-04-01T17:00 Soccer practice",
                        "2026-04-08T17:00 Soccer practice",
                        "2026-04-15T17:00 Soccer practice",
                        "2026-04-29T17:00 Kept");
    }

    @Test
    void an_endless_series_answers_thirty_years_on() {
        var window = Window.ofDays(LocalDate.of(2056, 4, 1), LocalDate.of(2056, 4, 30), BERLIN);

        assertThat(soccer("FREQ=WEEKLY;BYDAY=WE").within(window, 100)).hasSize(4);
    }

    @Test
    void the_wall_clock_stays_across_a_change_of_offset() {
        var window = Window.ofDays(LocalDate.of(2026, 10, 21), LocalDate.of(2026, 10, 28), BERLIN);

        assertThat(soccer("FREQ=WEEKLY;BYDAY=WE").within(window, 10))
                .extracting(o -> o.span().startsAt(BERLIN).toString())
                .containsExactly("2026-10-21T15:00:00Z", "2026-10-28T16:00:00Z");
    }

    @Test
    void a_state_survives_json() throws JsonProcessingException {
        var json = new ObjectMapper().registerModules(new Jdk8Module(), new JavaTimeModule());
        var state =
                soccer("FREQ=WEEKLY;BYDAY=WE")
                        .evolve(new OccurrenceUpdated(ID, week(1), List.of(at("2026-04-09T17:30"))))
                        .evolve(new OccurrenceDeleted(ID, week(3)))
                        .evolve(new FollowingDeleted(ID, week(9)));

        var text = json.writerFor(EntryState.Live.class).writeValueAsString(state);
        assertThat(json.readValue(text, EntryState.Live.class)).isEqualTo(state);
    }
}
