package almanac.command.entry;

import static almanac.command.entry.EntryFixture.ANA;
import static almanac.command.entry.EntryFixture.FAMILY;
import static almanac.command.entry.EntryFixture.ID;
import static almanac.command.entry.EntryFixture.soccer;
import static almanac.command.entry.EntryFixture.span;
import static almanac.command.entry.EntryFixture.week;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import almanac.entry.Change;
import almanac.entry.Details;
import almanac.entry.EntryCommand.ImportEntry;
import almanac.entry.EntryCommand.ImportOccurrence;
import almanac.entry.EntryFact;
import almanac.entry.EntryPart;
import almanac.entry.EntryState;
import almanac.entry.ImportedEntry;
import almanac.entry.ImportedEntry.ImportedOverride;
import almanac.entry.OccurrenceKey;
import almanac.entry.Recurrence;
import almanac.entry.Series;
import almanac.message.Rejected;
import almanac.recurrence.Rule;
import almanac.time.End;
import almanac.time.Span;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

    private static Span precise(String start, String end) {
        return new Span.Timed(at(start), EntryFixture.BERLIN, new End.At(at(end)));
    }

    /** iCalendar has no fractions of a second: what it cannot say is not said anew. */
    @Test
    void the_export_of_times_with_fractions_of_a_second_changes_nothing() {
        var exact =
                practice(
                        precise("2026-04-01T17:00:00.123", "2026-04-01T18:00:00.9"),
                        precise("2026-04-09T17:30:00.5", "2026-04-09T19:00:00.001"));
        var state = fold(EntryState.initial(), Importing.importEntry(EntryState.initial(), exact));

        var said =
                practice(
                        precise("2026-04-01T17:00", "2026-04-01T18:00"),
                        precise("2026-04-09T17:30", "2026-04-09T19:00"));
        assertThat(Importing.importEntry(state, said)).isEmpty();
        assertThat(Importing.importEntry(state, imported(List.of(at("2026-04-15T17:00")), moved())))
                .isNotEmpty();
    }

    /** Every week but the third, and the second at another time. */
    private static ImportEntry practice(Span first, Span second) {
        return new ImportEntry(
                ID,
                FAMILY,
                ANA,
                new ImportedEntry(
                        "soccer",
                        Details.titled("Soccer practice"),
                        first,
                        Optional.of(Recurrence.of(Rule.parse(RULE))),
                        List.of(at("2026-04-15T17:00")),
                        List.of(
                                new ImportedOverride(
                                        at("2026-04-08T17:00"), Details.titled("Final"), second))));
    }

    @Test
    void an_event_alone_with_fractions_of_a_second_is_what_its_export_says() {
        var exact = precise("2026-04-01T17:00:00.123", "2026-04-01T18:00:00.456");
        var state =
                fold(EntryState.initial(), Importing.importEntry(EntryState.initial(), one(exact)));

        assertThat(
                        Importing.importEntry(
                                state, one(precise("2026-04-01T17:00", "2026-04-01T18:00"))))
                .isEmpty();
        var moved = precise("2026-04-01T17:00", "2026-04-01T18:00:01");
        assertThat(Importing.importEntry(state, one(moved)))
                .containsExactly(new EntryFact.EntryUpdated(ID, List.of(new Change.When(moved))));
    }

    @ParameterizedTest
    @CsvSource({"+02:00, Etc/GMT-2", "Z, UTC", "UTC+02:00, Etc/GMT-2", "Etc/UTC, UTC"})
    void an_offset_is_what_its_export_names_it(String zone, String named) {
        var start = at("2026-04-01T17:00:00.5");
        var exact = new Span.Timed(start, ZoneId.of(zone), new End.At(at("2026-04-01T18:00")));
        var state =
                fold(EntryState.initial(), Importing.importEntry(EntryState.initial(), one(exact)));
        var said =
                new Span.Timed(
                        start.withNano(0), ZoneId.of(named), new End.At(at("2026-04-01T18:00")));

        assertThat(Importing.importEntry(state, one(said))).isEmpty();
        var elsewhere = new Span.Timed(said.start(), EntryFixture.BERLIN, said.end());
        assertThat(Importing.importEntry(state, one(elsewhere))).hasSize(1);
    }

    private static ImportEntry one(Span span) {
        return new ImportEntry(
                ID,
                FAMILY,
                ANA,
                ImportedEntry.single("soccer", Details.titled("Soccer practice"), span));
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
    void an_exclusion_takes_away_the_start_that_it_names_and_no_other() {
        var hourLater = imported(List.of(at("2026-04-08T18:00"), at("2026-04-22T17:00")));

        assertThat(Importing.importEntry(EntryState.initial(), hourLater))
                .containsExactly(soccer(RULE), new EntryFact.OccurrenceDeleted(ID, week(3)));
        assertThat(Importing.importEntry(imported(EntryState.initial(), hourLater), hourLater))
                .isEmpty();
    }

    @Test
    void an_exclusion_names_a_start_that_the_zone_skips_by_the_time_that_it_means() {
        var early =
                imported(
                        span("2026-03-27T02:30", 30),
                        "FREQ=DAILY;COUNT=4",
                        List.of(at("2026-03-29T03:30")));

        assertThat(starts(imported(EntryState.initial(), early)))
                .containsExactly("2026-03-27T02:30", "2026-03-28T02:30", "2026-03-30T02:30");
    }

    @Test
    void a_changed_occurrence_of_another_time_of_day_takes_no_place() {
        var other =
                new ImportedOverride(
                        at("2026-04-08T11:30"),
                        Details.titled("Extra"),
                        span("2026-04-08T12:00", 60));

        assertThat(Importing.importEntry(EntryState.initial(), imported(List.of(), other)))
                .containsExactly(soccer(RULE));
        assertThat(Importing.importEntry(EntryState.initial(), imported(List.of(), moved(), other)))
                .hasSize(2)
                .isEqualTo(
                        Importing.importEntry(
                                EntryState.initial(), imported(List.of(), other, moved())));
    }

    @Test
    void what_an_export_does_not_say_any_more_is_not_brought_back_by_it() {
        var twice =
                imported(
                        span("2026-04-01T09:00", 15),
                        "FREQ=DAILY;BYHOUR=9,18;COUNT=20",
                        List.of(at("2026-04-03T18:00"), at("2026-04-04T09:00")));
        var once = Recurrence.of(Rule.parse("FREQ=DAILY;COUNT=5"));
        var state =
                imported(EntryState.initial(), twice)
                        .evolve(
                                new EntryFact.EntryUpdated(
                                        ID,
                                        List.of(
                                                new Change.Repeats(
                                                        twice.content().span(),
                                                        Optional.of(once),
                                                        Optional.empty()))));
        var export = EntryPart.of((EntryState.Live) state).getFirst().content();
        var command = new ImportEntry(ID, FAMILY, ANA, export);

        assertThat(Importing.importEntry(state, command)).isEmpty();
        assertThat(starts(imported(EntryState.initial(), command)))
                .isEqualTo(starts(state))
                .containsExactly(
                        "2026-04-01T09:00",
                        "2026-04-02T09:00",
                        "2026-04-03T09:00",
                        "2026-04-05T09:00");
    }

    @Test
    void an_occurrence_that_says_what_its_rule_says_is_not_exported_and_goes_with_its_rule() {
        var first = span("2026-04-01T17:00", 90);
        var back =
                imported(EntryState.initial(), imported(List.of(), moved()))
                        .evolve(
                                new EntryFact.OccurrenceUpdated(
                                        ID,
                                        week(1),
                                        List.of(
                                                new Change.Title("Soccer practice"),
                                                new Change.When(span("2026-04-08T17:00", 90)))));
        var export = EntryPart.of((EntryState.Live) back).getFirst().content();

        assertThat(export.overrides()).isEmpty();
        assertThat(Importing.importEntry(back, new ImportEntry(ID, FAMILY, ANA, export))).isEmpty();
        assertThat(starts(imported(back, imported(first, "FREQ=WEEKLY;COUNT=1", List.of()))))
                .containsExactly("2026-04-01T17:00");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-04-01T17:00, FREQ=WEEKLY;UNTIL=20260520T220000Z, 2026-04-15T17:00, FREQ=WEEKLY;UNTIL=20260520T220000Z",
        "2026-04-01T17:00, FREQ=DAILY;COUNT=5, 2026-03-30T17:00, FREQ=DAILY;COUNT=7",
        "2026-04-01T17:00, FREQ=DAILY;COUNT=5, 2026-04-02T17:00, FREQ=DAILY;COUNT=5",
        "2026-04-15T17:00, FREQ=WEEKLY;COUNT=4, 2026-04-08T18:30, FREQ=WEEKLY;COUNT=5",
        "2026-04-01T17:00, 'FREQ=WEEKLY;BYDAY=MO,WE;COUNT=9', 2026-04-06T17:00, 'FREQ=WEEKLY;BYDAY=MO,WE'"
    })
    void a_series_that_begins_on_another_of_its_days_keeps_the_keys_of_its_days(
            String first, String rule, String then, String other) {
        var before = imported(EntryState.initial(), imported(span(first, 60), rule, List.of()));
        var again = imported(span(then, 60), other, List.of());
        var after = imported(before, again);

        var kept = keysByDay(after);
        kept.keySet().retainAll(keysByDay(before).keySet());
        assertThat(kept).isNotEmpty();
        assertThat(keysByDay(before)).containsAllEntriesOf(kept);
        assertThat(starts(after)).first().isEqualTo(then);
        assertThat(starts(after)).isEqualTo(starts(imported(EntryState.initial(), again)));
        assertThat(Importing.importEntry(after, again)).isEmpty();
    }

    @Test
    void a_series_that_moves_to_other_days_keeps_its_keys_in_order() {
        var before =
                imported(
                        EntryState.initial(),
                        imported(span("2026-04-01T17:00", 60), "FREQ=WEEKLY;COUNT=5", List.of()));
        var after =
                imported(
                        before,
                        imported(span("2026-04-02T17:00", 60), "FREQ=WEEKLY;COUNT=5", List.of()));

        assertThat(keysByDay(after).values()).containsExactlyElementsOf(keysByDay(before).values());
    }

    private static Map<LocalDate, OccurrenceKey> keysByDay(EntryState state) {
        var keys = new TreeMap<LocalDate, OccurrenceKey>();
        ((EntryState.Live) state)
                .head(30)
                .forEach(o -> keys.put(o.span().startDate(), o.key().orElseThrow()));
        return keys;
    }

    @Test
    void a_series_may_have_thousands_of_changed_occurrences_and_no_more() {
        var many = changed(Importing.MOST_EXCEPTIONS);
        var state = imported(EntryState.initial(), many);

        assertThat(((Series) state).overrides()).hasSize(Importing.MOST_EXCEPTIONS);
        assertThat(Importing.importEntry(state, many)).isEmpty();
        assertThat(EntryPart.of((Series) state).getFirst().content().overrides())
                .isEqualTo(many.content().overrides());
        var more = changed(Importing.MOST_EXCEPTIONS + 1);
        assertThatThrownBy(() -> Importing.importEntry(EntryState.initial(), more))
                .isInstanceOfSatisfying(
                        Rejected.class,
                        refused ->
                                assertThat(refused.rejection().message())
                                        .contains("at most " + Importing.MOST_EXCEPTIONS));
    }

    private static ImportEntry changed(int count) {
        var plain =
                imported(span("2026-01-01T10:00", 60), "FREQ=DAILY;COUNT=6000", List.of())
                        .content();
        var overrides =
                IntStream.range(0, count)
                        .mapToObj(day -> plain.span().localStart().plusDays(day))
                        .map(start ->
                                new ImportedOverride(
                                        start, Details.titled("On " + start), plain.span()))
                        .toList();
        return new ImportEntry(ID, FAMILY, ANA, plain.withExceptions(List.of(), overrides));
    }

    private static ImportEntry imported(Span first, String rule, List<LocalDateTime> exclusions) {
        return new ImportEntry(
                ID,
                FAMILY,
                ANA,
                new ImportedEntry(
                        "pills",
                        Details.titled("Pills"),
                        first,
                        Optional.of(Recurrence.of(Rule.parse(rule))),
                        exclusions,
                        List.of()));
    }

    private static EntryState imported(EntryState state, ImportEntry command) {
        return fold(state, Importing.importEntry(state, command));
    }

    private static List<String> starts(EntryState state) {
        return ((EntryState.Live) state)
                .head(30).stream().map(o -> o.span().localStart().toString()).toList();
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

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void an_occurrence_that_comes_alone_is_what_it_is_with_its_series(long seed) {
        var random = new Random(seed);
        var state = EntryState.initial().evolve(soccer(RULE));
        for (var step = 0; step < 60; step++) {
            var own = changed(random);
            var series = (Series) state;
            var alone =
                    fold(
                            state,
                            Importing.importOccurrence(
                                    state, new ImportOccurrence(ID, OccurrenceKey.FIRST, own)));
            var together = fold(state, Importing.importEntry(state, with(series, own)));

            var where = "seed " + seed + ", step " + step;
            assertThat(said(alone)).as(where).isEqualTo(said(together));
            state = random.nextInt(3) == 0 ? without(series, own) : alone;
        }
    }

    /** As the rule has it, or otherwise in one or two fields. */
    private static ImportedOverride changed(Random random) {
        var start = at("2026-04-01T17:00").plusWeeks(random.nextInt(5));
        var to = random.nextBoolean() ? start : start.plusHours(1);
        return new ImportedOverride(
                start,
                Details.titled(random.nextBoolean() ? "Soccer practice" : "Final"),
                span(to.toString(), 90));
    }

    private static EntryState without(Series series, ImportedOverride own) {
        var key = series.master().keyOf(own.originalStart(), series.numbering());
        var deleted = series.evolve(new EntryFact.OccurrenceDeleted(ID, key));
        return ((EntryState.Live) deleted).head(1).isEmpty() ? series : deleted;
    }

    /** The object of a series as a file has it, with that occurrence. */
    private static ImportEntry with(Series series, ImportedOverride own) {
        var now = EntryPart.of(series).getFirst().content();
        var overrides = new ArrayList<>(now.overrides());
        overrides.removeIf(other -> other.originalStart().equals(own.originalStart()));
        overrides.add(own);
        var exclusions = new ArrayList<>(now.exclusions());
        exclusions.remove(own.originalStart());
        return imported(exclusions, overrides.toArray(ImportedOverride[]::new));
    }

    private static List<String> said(EntryState state) {
        return ((Series) state)
                .head(30).stream()
                        .map(each -> each.key() + " " + each.span() + each.details().title())
                        .toList();
    }
}
