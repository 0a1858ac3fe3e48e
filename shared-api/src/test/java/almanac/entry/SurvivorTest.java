package almanac.entry;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.calendar.CalendarId;
import almanac.comment.ThreadId;
import almanac.recurrence.Rule;
import almanac.time.End;
import almanac.time.Span;
import almanac.user.UserId;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** What is left of a series is still the occurrence that it was (docs/adr/0033). */
@DisplayNameGeneration(ReplaceUnderscores.class)
class SurvivorTest {

    private static final EntryId ID = new EntryId(42);
    private static final CalendarId FAMILY = new CalendarId(5);
    private static final OccurrenceKey SECOND = new OccurrenceKey(7);
    private static final OccurrenceKey THIRD = new OccurrenceKey(14);
    private static final Numbering DAYS = new Numbering(at("2026-04-01T17:00"), 86_400);

    private static LocalDateTime at(String start) {
        return LocalDateTime.parse(start);
    }

    private static Span span(String start) {
        return new Span.Timed(
                at(start), ZoneId.of("Europe/Berlin"), new End.At(at(start).plusMinutes(90)));
    }

    private static EntryFact created(Optional<Recurrence> recurrence) {
        return new EntryFact.EntryCreated(
                ID,
                FAMILY,
                "soccer",
                new UserId(7),
                Details.titled("Soccer practice"),
                span("2026-04-01T17:00"),
                recurrence,
                recurrence.map(repeats -> DAYS));
    }

    private static Recurrence rule(String text) {
        return Recurrence.of(Rule.parse(text));
    }

    private static EntryState updated(EntryState state, Change... changes) {
        return state.evolve(new EntryFact.EntryUpdated(ID, List.of(changes)));
    }

    /** Wednesdays from 1 April 2026, of which the third is left, an hour later. */
    private static EntryState left(Optional<OccurrenceKey> survivor) {
        return updated(
                EntryState.initial().evolve(created(Optional.of(rule("FREQ=WEEKLY")))),
                new Change.Repeats(
                        span("2026-04-15T18:00"), Optional.empty(), Optional.empty(), survivor));
    }

    private static EntryState left() {
        return left(Optional.of(THIRD));
    }

    private static EntryState daily(EntryState state, String first, Numbering numbering) {
        return updated(
                state,
                new Change.Repeats(
                        span(first), Optional.of(rule("FREQ=DAILY")), Optional.of(numbering)));
    }

    private static Optional<Occurrence> occurrence(EntryState state, OccurrenceKey key) {
        return ((EntryState.Live) state).occurrence(key);
    }

    private static Optional<ThreadId> thread(EntryState state, OccurrenceKey key) {
        return ThreadId.of((EntryState.Live) state, Optional.of(key));
    }

    @Test
    void the_number_of_the_occurrence_is_one_of_the_entry() {
        var single = (SingleEntry) left();
        assertThat(single.occurrence(THIRD)).contains(single.self());
        assertThat(single.occurrence(SECOND)).isEmpty();
        assertThat(single.self().number()).isEqualTo(EntryNumber.of(ID));
        assertThat(thread(single, THIRD)).contains(new ThreadId(ID, OptionalLong.of(14 * 86_400)));
        assertThat(thread(single, SECOND)).isEmpty();
    }

    @Test
    void it_stays_one_through_edits_and_moves() {
        var edited =
                updated(
                                left(),
                                new Change.Title("Cup final"),
                                new Change.When(span("2026-05-02T09:00")))
                        .evolve(new EntryFact.EntryMoved(ID, FAMILY, new CalendarId(6)));
        assertThat(occurrence(edited, THIRD))
                .hasValueSatisfying(
                        it -> assertThat(it.span()).isEqualTo(span("2026-05-02T09:00")));
    }

    @Test
    void a_deletion_ends_it_and_what_comes_back_as_it_was_has_it() {
        var deleted = left().evolve(new EntryFact.EntryDeleted(ID, FAMILY));
        assertThat(occurrence(deleted.evolve(created(Optional.empty())), THIRD)).isEmpty();
        var back = deleted.evolve(new EntryFact.EntryRestored(ID, (EntryState.Live) left()));
        assertThat(occurrence(back, THIRD)).isPresent();
    }

    @Test
    void a_fact_that_does_not_name_it_leaves_none() {
        assertThat(occurrence(left(Optional.empty()), THIRD)).isEmpty();
    }

    @Test
    void a_series_that_counts_on_begins_with_it() {
        var series = (Series) daily(left(), "2026-05-02T09:00", DAYS);
        assertThat(series.head(1).getFirst().key()).contains(THIRD);
        assertThat(occurrence(series, new OccurrenceKey(16)))
                .hasValueSatisfying(
                        it -> assertThat(it.span()).isEqualTo(span("2026-05-04T09:00")));
        assertThat(thread(series, THIRD)).contains(new ThreadId(ID, OptionalLong.of(14 * 86_400)));
    }

    @Test
    void a_series_that_counts_otherwise_begins_anew() {
        var first = "2026-05-02T09:00";
        var series = (Series) daily(left(), first, new Numbering(at(first), 86_400));
        assertThat(series.head(1).getFirst().key()).contains(new OccurrenceKey(0));
    }
}
