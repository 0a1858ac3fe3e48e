package almanac.comment;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.calendar.CalendarId;
import almanac.entry.Change;
import almanac.entry.Details;
import almanac.entry.EntryFact;
import almanac.entry.EntryId;
import almanac.entry.EntryState;
import almanac.entry.Numbering;
import almanac.entry.OccurrenceKey;
import almanac.entry.Recurrence;
import almanac.recurrence.Rule;
import almanac.time.End;
import almanac.time.Shape;
import almanac.time.Span;
import almanac.user.UserId;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** A thread keeps its name whatever happens to its entry. */
class ThreadIdTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final EntryId ID = new EntryId(42);
    private static final LocalDateTime START = LocalDateTime.of(2026, 4, 1, 17, 0);
    private static final OccurrenceKey SECOND = new OccurrenceKey(7);
    private static final OccurrenceKey THIRD = new OccurrenceKey(14);
    private static final long WEEK = 7 * 86_400;

    private static Span span(LocalDateTime start) {
        return new Span.Timed(start, BERLIN, new End.At(start.plusMinutes(90)));
    }

    private static EntryFact created(Optional<String> rule) {
        return new EntryFact.EntryCreated(
                ID,
                new CalendarId(5),
                "soccer",
                new UserId(7),
                Details.titled("Soccer practice"),
                span(START),
                rule.map(Rule::parse).map(Recurrence::of),
                rule.map(series -> new Numbering(START, 86_400)));
    }

    private static EntryState weekly() {
        return EntryState.initial().evolve(created(Optional.of("FREQ=WEEKLY;BYDAY=WE")));
    }

    private static Optional<ThreadId> thread(EntryState state, OccurrenceKey key) {
        return ThreadId.of((EntryState.Live) state, Optional.of(key));
    }

    private static Change.Reshaped moved(long days, int hour) {
        var time = LocalTime.of(hour, 30);
        return new Change.Reshaped(
                days,
                new Shape.Timed(time, BERLIN, new Shape.Length.Until(0, time.plusMinutes(90))),
                Optional.empty());
    }

    private static ThreadId at(long offset) {
        return new ThreadId(ID, OptionalLong.of(offset));
    }

    @Test
    void a_thread_belongs_to_the_whole_or_to_one_occurrence() {
        var whole = ThreadId.of((EntryState.Live) weekly(), Optional.empty()).orElseThrow();
        assertThat(whole).isEqualTo(ThreadId.of(ID)).hasToString("thread-42");
        assertThat(thread(weekly(), SECOND).orElseThrow())
                .isEqualTo(at(WEEK))
                .hasToString("thread-42@604800");
    }

    @Test
    void there_is_no_thread_of_an_occurrence_that_does_not_take_place() {
        assertThat(thread(weekly(), new OccurrenceKey(3))).isEmpty();
        assertThat(thread(EntryState.initial().evolve(created(Optional.empty())), SECOND))
                .isEmpty();
        var deleted = weekly().evolve(new EntryFact.OccurrenceDeleted(ID, SECOND));
        assertThat(thread(deleted, SECOND)).isEmpty();
        assertThat(thread(deleted, THIRD)).contains(at(2 * WEEK));
    }

    @Test
    void an_occurrence_that_was_moved_keeps_its_thread() {
        var state =
                weekly().evolve(
                                new EntryFact.OccurrenceUpdated(
                                        ID,
                                        SECOND,
                                        List.of(new Change.When(span(START.plusDays(9))))));
        assertThat(thread(state, SECOND)).contains(at(WEEK));
    }

    @Test
    void edits_of_time_and_weekday_from_one_on_keep_every_thread() {
        var state =
                weekly().evolve(new EntryFact.FollowingUpdated(ID, SECOND, List.of(moved(1, 18))))
                        .evolve(new EntryFact.EntryUpdated(ID, List.of(moved(-2, 9))));
        assertThat(thread(state, SECOND)).contains(at(WEEK));
        assertThat(thread(state, THIRD)).contains(at(2 * WEEK));
    }

    @Test
    void a_series_that_gets_finer_steps_keeps_the_threads_of_its_occurrences() {
        var later = START.plusMinutes(30);
        var shifted = weekly().evolve(new EntryFact.EntryUpdated(ID, List.of(moved(0, 17))));
        var state =
                shifted.evolve(
                        new EntryFact.EntryUpdated(
                                ID,
                                List.of(
                                        new Change.Repeats(
                                                span(later),
                                                Optional.of(
                                                        Recurrence.of(Rule.parse("FREQ=HOURLY"))),
                                                Optional.of(new Numbering(later, 3600))))));
        // the number of the occurrence is another now, its thread is the same
        assertThat(thread(state, new OccurrenceKey(7 * 24))).contains(at(WEEK));
        assertThat(thread(state, SECOND)).contains(at(7 * 3600));
    }

    @Test
    void a_series_that_comes_back_finds_its_threads() {
        var again =
                weekly().evolve(new EntryFact.EntryDeleted(ID, new CalendarId(5)))
                        .evolve(created(Optional.of("FREQ=WEEKLY;BYDAY=WE;COUNT=9")));
        assertThat(thread(again, SECOND)).contains(at(WEEK));
    }
}
