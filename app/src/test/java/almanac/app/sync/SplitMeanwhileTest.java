package almanac.app.sync;

import static almanac.app.sync.Contents.PARIS;
import static almanac.app.sync.Contents.START;
import static almanac.app.sync.Contents.at;
import static almanac.app.sync.Contents.daily;
import static almanac.app.sync.Contents.override;
import static almanac.app.sync.Contents.with;
import static almanac.app.sync.Contents.without;
import static org.assertj.core.api.Assertions.assertThat;

import almanac.calendar.CalendarId;
import almanac.connection.ConflictPolicy;
import almanac.connection.ConnectionId;
import almanac.connection.Disagreement;
import almanac.connection.ExternalCalendar.Rights;
import almanac.connection.Side;
import almanac.entry.Change;
import almanac.entry.EntryCommand;
import almanac.entry.EntryId;
import almanac.entry.EntryPart;
import almanac.entry.ImportedEntry;
import almanac.entry.OccurrenceKey;
import almanac.entry.Recurrence;
import almanac.entry.Scope;
import almanac.recurrence.Rule;
import almanac.time.SpanEdit;
import almanac.time.Window;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * One side cuts or splits a series while the other edits it as a whole: what was done to all days
 * is done to each, on both sides.
 */
final class SplitMeanwhileTest {

    private static final Duration A_ROUND = Duration.ofMinutes(45);
    private static final int DAYS = 6;

    private SyncWorld world;
    private CalendarId calendar;
    private ConnectionId connection;

    @BeforeEach
    void open() {
        world = new SyncWorld(5);
        world.provider.open("work", Rights.OWNER);
        calendar = world.calendar("Work");
        connection = world.connect();
    }

    @AfterEach
    void close() {
        world.close();
    }

    private void inStep(ConflictPolicy policy, boolean bothWays) {
        world.map(connection, "work", calendar, bothWays, policy);
        world.add(calendar, daily("training", "Training", DAYS));
        world.settle();
        world.settleAfter(A_ROUND);
    }

    private EntryId training() {
        return world.entries(calendar).keySet().iterator().next();
    }

    private void splitHere(int day, Change change) {
        world.send(update(Optional.of(new OccurrenceKey(day)), Scope.FUTURE, change));
    }

    private EntryCommand.UpdateEntry update(
            Optional<OccurrenceKey> occurrence, Scope scope, Change... changes) {
        return new EntryCommand.UpdateEntry(
                training(),
                occurrence,
                scope,
                List.of(changes),
                Optional.empty(),
                Optional.empty(),
                OptionalLong.empty());
    }

    private void there(UnaryOperator<ImportedEntry> edit) {
        var object = world.provider.objects("work").getFirst().id();
        world.provider.personEdits("work", object, edit);
    }

    private static UnaryOperator<ImportedEntry> repeating(String rule) {
        return old ->
                new ImportedEntry(
                        old.uid(),
                        old.details(),
                        old.span(),
                        Optional.of(Recurrence.of(Rule.parse(rule))),
                        old.exclusions(),
                        old.overrides());
    }

    private static Change location(String name) {
        return new Change.Location(Optional.of(name));
    }

    /** Day of December, hour, title and location of each. */
    private List<String> days() {
        return world.entries(calendar).values().stream()
                .flatMap(live ->
                        live
                                .within(
                                        Window.ofDays(
                                                LocalDate.of(2026, 12, 1),
                                                LocalDate.of(2027, 1, 1),
                                                PARIS),
                                        100)
                                .stream())
                .map(each ->
                        "%td %<tH %s%s"
                                .formatted(
                                        each.span().localStart(),
                                        each.details().title(),
                                        each.details().location().map(" in "::concat).orElse("")))
                .sorted()
                .toList();
    }

    private void assertInStep() {
        world.settleAfter(A_ROUND);
        var ours =
                world.entries(calendar).values().stream()
                        .flatMap(live -> EntryPart.of(live).stream())
                        .map(EntryPart::content)
                        .toList();
        var theirs =
                world.provider.objects("work").stream().map(object -> object.content()).toList();
        assertThat(Sameness.of(theirs)).isEqualTo(Sameness.of(ours));
    }

    @Test
    void what_is_said_of_the_whole_there_is_said_of_what_was_split_off_here() {
        inStep(ConflictPolicy.NEWEST, true);
        there(with(location("Hall")));
        splitHere(3, new Change.Title("Match"));

        assertInStep();
        assertThat(days())
                .containsExactly(
                        "07 10 Training in Hall",
                        "08 10 Training in Hall",
                        "09 10 Training in Hall",
                        "10 10 Match in Hall",
                        "11 10 Match in Hall",
                        "12 10 Match in Hall");
        assertThat(world.conflicts()).isEmpty();
    }

    @Test
    void so_it_is_where_the_split_is_pushed_first_and_refused() {
        inStep(ConflictPolicy.NEWEST, true);
        splitHere(2, new Change.Title("Match"));
        splitHere(4, new Change.Title("Final"));
        there(with(location("Hall")));

        assertInStep();
        assertThat(days())
                .containsExactly(
                        "07 10 Training in Hall",
                        "08 10 Training in Hall",
                        "09 10 Match in Hall",
                        "10 10 Match in Hall",
                        "11 10 Final in Hall",
                        "12 10 Final in Hall");
        assertThat(world.conflicts()).isEmpty();
    }

    @Test
    void of_two_values_the_policys_stands_in_what_was_split_off_and_both_are_told() {
        for (var policy : List.of(ConflictPolicy.LOCAL, ConflictPolicy.PROVIDER)) {
            close();
            open();
            inStep(policy, true);
            there(with(new Change.Title("Practice")));
            splitHere(4, new Change.Title("Match"));

            assertInStep();
            var stands = policy == ConflictPolicy.LOCAL ? "Match" : "Practice";
            assertThat(days())
                    .containsExactly(
                            "07 10 Practice",
                            "08 10 Practice",
                            "09 10 Practice",
                            "10 10 Practice",
                            "11 10 " + stands,
                            "12 10 " + stands);
            assertThat(world.conflicts())
                    .singleElement()
                    .extracting(conflict -> conflict.fields().getFirst())
                    .isEqualTo(
                            new Disagreement(
                                    Optional.empty(),
                                    "title",
                                    Optional.of(new Change.Title("Training")),
                                    Optional.of(new Change.Title("Match")),
                                    Optional.of(new Change.Title("Practice"))));
        }
    }

    @Test
    void another_time_and_another_rule_there_are_those_of_what_was_split_off_too() {
        inStep(ConflictPolicy.NEWEST, true);
        there(with(new Change.When(at(START.plusHours(4)))));
        there(repeating("FREQ=DAILY;INTERVAL=2;COUNT=4"));
        splitHere(3, location("Hall"));

        assertInStep();
        assertThat(days())
                .containsExactly(
                        "07 14 Training",
                        "09 14 Training",
                        "11 14 Training in Hall",
                        "13 14 Training in Hall");
        assertThat(world.conflicts()).isEmpty();
    }

    @Test
    void what_was_done_to_one_day_there_is_done_to_it_where_it_is_now() {
        inStep(ConflictPolicy.NEWEST, true);
        there(without(START.plusDays(1)));
        there(without(START.plusDays(5)));
        there(override(START.plusDays(4), "Guest"));
        splitHere(3, location("Hall"));

        assertInStep();
        assertThat(days())
                .containsExactly(
                        "07 10 Training",
                        "09 10 Training",
                        "10 10 Training in Hall",
                        "11 10 Guest in Hall");
        assertThat(world.conflicts()).isEmpty();
    }

    @Test
    void where_nothing_is_pushed_what_was_split_off_still_follows() {
        world.map(connection, "work", calendar, false, ConflictPolicy.NEWEST);
        world.provider.personAdds("work", daily("training", "Training", DAYS));
        world.settleAfter(A_ROUND);
        splitHere(4, new Change.Title("Match"));
        world.settle();
        for (var room : List.of("Hall", "Gym")) {
            there(with(location(room)));
            world.settleAfter(A_ROUND);
            assertThat(days())
                    .containsExactly(
                            "07 10 Training in " + room,
                            "08 10 Training in " + room,
                            "09 10 Training in " + room,
                            "10 10 Training in " + room,
                            "11 10 Match in " + room,
                            "12 10 Match in " + room);
        }
        assertThat(world.conflicts()).isEmpty();
    }

    @Test
    void another_time_there_takes_no_day_from_a_series_that_was_cut_here() {
        inStep(ConflictPolicy.NEWEST, true);
        there(with(new Change.When(at(START.plusHours(4)))));
        world.send(
                new EntryCommand.DeleteEntry(
                        training(),
                        Optional.of(new OccurrenceKey(3)),
                        Scope.FUTURE,
                        OptionalLong.empty()));

        assertInStep();
        assertThat(days()).containsExactly("07 14 Training", "08 14 Training", "09 14 Training");
        assertThat(world.conflicts()).isEmpty();
    }

    @Test
    void another_time_here_takes_no_day_from_a_series_that_was_cut_there() {
        inStep(ConflictPolicy.NEWEST, true);
        there(repeating("FREQ=DAILY;UNTIL=20261209T090000Z"));
        world.send(
                new EntryCommand.UpdateEntry(
                        training(),
                        Optional.empty(),
                        Scope.ALL,
                        List.of(),
                        Optional.of(new SpanEdit.Replace(at(START.plusHours(4)))),
                        Optional.empty(),
                        OptionalLong.empty()));

        assertInStep();
        assertThat(days()).containsExactly("07 14 Training", "08 14 Training", "09 14 Training");
        assertThat(world.conflicts()).isEmpty();
    }

    @Test
    void a_day_deleted_here_that_goes_on_there_in_another_series_is_told() {
        inStep(ConflictPolicy.NEWEST, true);
        there(repeating("FREQ=DAILY;UNTIL=20261209T090000Z"));
        world.send(
                new EntryCommand.DeleteEntry(
                        training(),
                        Optional.of(new OccurrenceKey(4)),
                        Scope.THIS,
                        OptionalLong.empty()));

        assertInStep();
        assertThat(days()).containsExactly("07 10 Training", "08 10 Training", "09 10 Training");
        assertThat(world.conflicts())
                .singleElement()
                .returns(Side.PROVIDER, conflict -> conflict.standing())
                .extracting(conflict -> conflict.fields().getFirst())
                .returns(Disagreement.EXISTENCE, Disagreement::field)
                .returns(Optional.of(START.plusDays(4)), Disagreement::occurrence);
    }

    @Test
    void an_end_that_moved_with_the_time_here_is_no_edit_of_the_rule_that_was_made_longer_there() {
        inStep(ConflictPolicy.LOCAL, true);
        there(repeating("FREQ=DAILY;UNTIL=20261209T090000Z"));
        world.settleAfter(A_ROUND);
        there(repeating("FREQ=DAILY;UNTIL=20261211T090000Z"));
        world.send(
                new EntryCommand.UpdateEntry(
                        training(),
                        Optional.empty(),
                        Scope.ALL,
                        List.of(),
                        Optional.of(new SpanEdit.Replace(at(START.plusHours(4)))),
                        Optional.empty(),
                        OptionalLong.empty()));

        assertInStep();
        assertThat(days())
                .containsExactly(
                        "07 14 Training",
                        "08 14 Training",
                        "09 14 Training",
                        "10 14 Training",
                        "11 14 Training");
        assertThat(world.conflicts()).isEmpty();
    }

    @Test
    void a_rule_that_a_part_cannot_have_is_told_and_all_else_is_taken() {
        for (var pushedBefore : List.of(false, true)) {
            close();
            open();
            inStep(ConflictPolicy.NEWEST, true);
            if (pushedBefore) {
                splitHere(3, new Change.Title("Match"));
                world.settleAfter(A_ROUND);
            }
            there(with(location("Hall")));
            there(repeating("FREQ=DAILY;BYHOUR=10,15;COUNT=" + 2 * DAYS));
            if (!pushedBefore) {
                splitHere(3, new Change.Title("Match"));
            }

            assertInStep();
            assertThat(days().subList(0, 3))
                    .containsExactly(
                            "07 10 Training in Hall",
                            "08 10 Training in Hall",
                            "09 10 Training in Hall");
            assertThat(days().subList(3, DAYS))
                    .allMatch(day -> day.contains(pushedBefore ? "Match" : "Match in Hall"));
            assertThatOnlyTheRuleIsTold();
            assertThatNothingIsLeftToWrite();
        }
    }

    @Test
    void a_rule_of_which_a_part_can_take_nothing_is_told_and_cut_there() {
        inStep(ConflictPolicy.NEWEST, true);
        splitHere(3, new Change.Title("Match"));
        world.settleAfter(A_ROUND);
        there(repeating("FREQ=DAILY;COUNT=" + DAYS));

        assertInStep();
        assertThat(days())
                .containsExactly(
                        "07 10 Training",
                        "08 10 Training",
                        "09 10 Training",
                        "10 10 Match",
                        "11 10 Match",
                        "12 10 Match");
        assertThatOnlyTheRuleIsTold();
        assertThatNothingIsLeftToWrite();
    }

    private void assertThatOnlyTheRuleIsTold() {
        assertThat(world.conflicts())
                .isNotEmpty()
                .allSatisfy(conflict ->
                        assertThat(conflict.fields())
                                .extracting(Disagreement::field)
                                .containsExactly("repeats"))
                .allMatch(conflict -> conflict.standing() == Side.LOCAL);
    }

    private void assertThatNothingIsLeftToWrite() {
        var writes = world.provider.writes();
        world.settleAfter(A_ROUND);
        assertThat(world.provider.writes()).isEqualTo(writes);
    }

    @Test
    void a_date_that_was_added_stays_with_the_part_that_began_with_it() {
        inStep(ConflictPolicy.NEWEST, true);
        there(old ->
                new ImportedEntry(
                        old.uid(),
                        old.details(),
                        old.span(),
                        old.recurrence()
                                .map(all ->
                                        new Recurrence(all.rule(), List.of(START.plusDays(13)))),
                        old.exclusions(),
                        old.overrides()));
        world.settleAfter(A_ROUND);
        splitHere(13, new Change.Title("Match"));
        there(with(new Change.When(at(START.plusHours(4)))));
        there(with(location("Hall")));

        assertInStep();
        assertThat(days())
                .containsExactly(
                        "07 14 Training in Hall",
                        "08 14 Training in Hall",
                        "09 14 Training in Hall",
                        "10 14 Training in Hall",
                        "11 14 Training in Hall",
                        "12 14 Training in Hall",
                        "20 10 Match in Hall");
    }

    @Test
    void a_part_that_begins_earlier_there_stays_behind_the_one_before_and_that_is_told() {
        inStep(ConflictPolicy.NEWEST, true);
        splitHere(3, new Change.Title("Match"));
        world.settleAfter(A_ROUND);
        var later =
                world.provider.objects("work").stream()
                        .filter(each -> each.content().details().title().equals("Match"))
                        .findFirst()
                        .orElseThrow();
        world.provider.personEdits(
                "work", later.id(), with(new Change.When(at(START.plusDays(1)))));

        assertInStep();
        assertThat(days())
                .containsExactly(
                        "07 10 Training",
                        "08 10 Training",
                        "09 10 Training",
                        "10 10 Match",
                        "11 10 Match",
                        "12 10 Match");
        assertThat(world.conflicts()).isNotEmpty();
    }
}
