package almanac.command.entry;

import static almanac.command.entry.EntryFixture.ANA;
import static almanac.command.entry.EntryFixture.FAMILY;
import static almanac.command.entry.EntryFixture.ID;
import static almanac.command.entry.EntryFixture.soccer;
import static almanac.command.entry.EntryFixture.span;
import static almanac.command.entry.EntryFixture.week;
import static org.assertj.core.api.Assertions.assertThat;

import almanac.entry.Change;
import almanac.entry.Details;
import almanac.entry.EntryCommand.ImportEntry;
import almanac.entry.EntryFact;
import almanac.entry.EntryState;
import almanac.entry.ImportedEntry;
import almanac.entry.ImportedEntry.ImportedOverride;
import almanac.entry.Recurrence;
import almanac.recurrence.Rule;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ImportingTest {

    private static final String RULE = "FREQ=WEEKLY;BYDAY=WE;COUNT=5";

    private static ImportEntry imported(
            List<LocalDateTime> exclusions, ImportedOverride... overrides) {
        return new ImportEntry(
                ID,
                FAMILY,
                ANA,
                new ImportedEntry(
                        "soccer",
                        Details.titled("Soccer practice"),
                        span("2026-04-01T17:00", 90),
                        Optional.of(Recurrence.of(Rule.parse(RULE))),
                        exclusions,
                        List.of(overrides)));
    }

    private static LocalDateTime at(String start) {
        return LocalDateTime.parse(start);
    }

    private static ImportedOverride moved() {
        return new ImportedOverride(
                at("2026-04-08T17:00"), Details.titled("Final"), span("2026-04-09T17:30", 90));
    }

    private static EntryState fold(EntryState state, List<EntryFact> facts) {
        for (var fact : facts) {
            state = state.evolve(fact);
        }
        return state;
    }

    @Test
    void a_series_with_exceptions_comes_in_whole() {
        var facts =
                Importing.importEntry(
                        EntryState.initial(), imported(List.of(at("2026-04-15T17:00")), moved()));

        assertThat(facts)
                .containsExactly(
                        soccer(RULE),
                        new EntryFact.OccurrenceDeleted(ID, week(2)),
                        new EntryFact.OccurrenceUpdated(
                                ID,
                                week(1),
                                List.of(
                                        new Change.Title("Final"),
                                        new Change.When(span("2026-04-09T17:30", 90)))));
    }

    @Test
    void the_same_again_changes_nothing() {
        var command = imported(List.of(at("2026-04-15T17:00")), moved());
        var state =
                fold(EntryState.initial(), Importing.importEntry(EntryState.initial(), command));

        assertThat(Importing.importEntry(state, command)).isEmpty();
    }

    @Test
    void an_exception_that_is_excluded_too_is_kept_however_often_it_comes() {
        var both = imported(List.of(at("2026-04-08T17:00"), at("2026-04-08T17:00")), moved());
        var state = fold(EntryState.initial(), Importing.importEntry(EntryState.initial(), both));

        assertThat(((almanac.entry.Series) state).occurrence(week(1)).orElseThrow().span())
                .isEqualTo(span("2026-04-09T17:30", 90));
        assertThat(Importing.importEntry(state, both)).isEmpty();
    }

    @Test
    void exceptions_that_are_gone_are_restored() {
        var state =
                fold(
                        EntryState.initial(),
                        Importing.importEntry(
                                EntryState.initial(),
                                imported(List.of(at("2026-04-15T17:00")), moved())));

        assertThat(Importing.importEntry(state, imported(List.of())))
                .containsExactly(
                        new EntryFact.OccurrenceRestored(ID, week(1)),
                        new EntryFact.OccurrenceRestored(ID, week(2)));
    }

    @Test
    void an_exclusion_that_became_an_exception_is_one() {
        var state =
                fold(
                        EntryState.initial(),
                        Importing.importEntry(
                                EntryState.initial(), imported(List.of(at("2026-04-08T17:00")))));

        var facts = Importing.importEntry(state, imported(List.of(), moved()));

        var occurrence =
                ((almanac.entry.Series) fold(state, facts)).occurrence(week(1)).orElseThrow();
        assertThat(occurrence.details().title()).isEqualTo("Final");
        assertThat(Importing.importEntry(fold(state, facts), imported(List.of(), moved())))
                .isEmpty();
    }

    @Test
    void a_deleted_entry_comes_back() {
        var deleted = new EntryState.Deleted(FAMILY);

        assertThat(Importing.importEntry(deleted, imported(List.of())))
                .containsExactly(soccer(RULE));
    }

    @Test
    void a_finer_rule_renumbers_the_series_and_keeps_its_exceptions() {
        var state =
                fold(
                        EntryState.initial(),
                        Importing.importEntry(EntryState.initial(), imported(List.of(), moved())));
        var hourly =
                new ImportEntry(
                        ID,
                        FAMILY,
                        ANA,
                        new ImportedEntry(
                                "soccer",
                                Details.titled("Soccer practice"),
                                span("2026-04-01T17:00", 30),
                                Optional.of(Recurrence.of(Rule.parse("FREQ=HOURLY;COUNT=4"))),
                                List.of(at("2026-04-01T18:00")),
                                List.of()));

        var after = fold(state, Importing.importEntry(state, hourly));

        assertThat(((EntryState.Live) after).head(10))
                .extracting(o -> o.span().localStart().toString())
                .containsExactly("2026-04-01T17:00", "2026-04-01T19:00", "2026-04-01T20:00");
        assertThat(Importing.importEntry(after, hourly)).isEmpty();
    }
}
