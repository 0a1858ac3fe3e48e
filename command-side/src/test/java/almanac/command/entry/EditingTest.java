package almanac.command.entry;

import static almanac.command.entry.EntryFixture.ANA;
import static almanac.command.entry.EntryFixture.FAMILY;
import static almanac.command.entry.EntryFixture.ID;
import static almanac.command.entry.EntryFixture.expectRejection;
import static almanac.command.entry.EntryFixture.fixture;
import static almanac.command.entry.EntryFixture.pickup;
import static almanac.command.entry.EntryFixture.repeat;
import static almanac.command.entry.EntryFixture.reshaped;
import static almanac.command.entry.EntryFixture.soccer;
import static almanac.command.entry.EntryFixture.span;
import static almanac.command.entry.EntryFixture.startDate;
import static almanac.command.entry.EntryFixture.times;
import static almanac.command.entry.EntryFixture.update;
import static almanac.command.entry.EntryFixture.week;
import static almanac.command.entry.EntryFixture.when;
import static almanac.time.SpanPart.END;
import static almanac.time.SpanPart.START;

import almanac.entry.Change;
import almanac.entry.Details;
import almanac.entry.EntryCommand;
import almanac.entry.EntryCommand.UpdateEntry;
import almanac.entry.EntryFact;
import almanac.entry.Recurrence;
import almanac.entry.Scope;
import almanac.message.Rejection;
import almanac.recurrence.Rule;
import almanac.time.SpanEdit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.axonframework.test.aggregate.ResultValidator;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class EditingTest {

    private static final String WEEKLY = "FREQ=WEEKLY;BYDAY=WE";

    @Test
    void a_creation_with_a_recurrence_fixes_the_numbering() {
        fixture()
                .givenNoPriorActivity()
                .when(
                        new EntryCommand.CreateEntry(
                                ID,
                                FAMILY,
                                "soccer",
                                ANA,
                                Details.titled("Soccer practice"),
                                span("2026-04-01T17:00", 90),
                                Optional.of(Recurrence.of(Rule.parse(WEEKLY)))))
                .expectEvents(soccer(WEEKLY));
    }

    @Test
    void a_single_entry_takes_only_what_differs() {
        fixture()
                .given(pickup())
                .when(
                        update(
                                Scope.ALL,
                                Optional.empty(),
                                new Change.Title("School pickup"),
                                new Change.Tags(List.of("kids"))))
                .expectEvents(
                        new EntryFact.EntryUpdated(ID, List.of(new Change.Tags(List.of("kids")))));
    }

    @Test
    void nothing_new_is_no_fact() {
        fixture()
                .given(pickup())
                .when(update(Scope.THIS, Optional.empty(), new Change.Title("School pickup")))
                .expectNoEvents();
        fixture()
                .given(soccer(WEEKLY))
                .when(when(Scope.FUTURE, Optional.of(week(3)), times("17:00", "18:30")))
                .expectNoEvents();
        fixture()
                .given(soccer(WEEKLY))
                .when(
                        update(
                                Scope.FUTURE,
                                Optional.of(week(3)),
                                new Change.Title("Soccer practice")))
                .expectNoEvents();
    }

    @Test
    void one_occurrence_moves_alone() {
        fixture()
                .given(soccer(WEEKLY))
                .when(when(Scope.THIS, Optional.of(week(3)), times("17:30", "19:00")))
                .expectEvents(
                        new EntryFact.OccurrenceUpdated(
                                ID,
                                week(3),
                                List.of(new Change.When(span("2026-04-22T17:30", 90)))));
    }

    @Test
    void the_master_alone_means_its_first_occurrence() {
        fixture()
                .given(soccer(WEEKLY))
                .when(update(Scope.THIS, Optional.empty(), new Change.Title("Kick-off")))
                .expectEvents(
                        new EntryFact.OccurrenceUpdated(
                                ID, week(0), List.of(new Change.Title("Kick-off"))));
    }

    @Test
    void an_edit_of_the_following_moves_them_from_the_addressed_one_on() {
        fixture()
                .given(soccer(WEEKLY))
                .when(when(Scope.FUTURE, Optional.of(week(3)), times("17:30", "19:00")))
                .expectEvents(
                        new EntryFact.FollowingUpdated(
                                ID, week(3), List.of(reshaped(0, "17:30", "19:00", START, END))));
    }

    @Test
    void the_following_of_the_first_are_all() {
        fixture()
                .given(soccer(WEEKLY))
                .when(update(Scope.FUTURE, Optional.of(week(0)), new Change.Title("Training")))
                .expectEvents(
                        new EntryFact.EntryUpdated(ID, List.of(new Change.Title("Training"))));
    }

    @Test
    void all_move_by_as_many_days_as_the_addressed_one() {
        fixture()
                .given(soccer(WEEKLY))
                .when(when(Scope.ALL, Optional.of(week(2)), startDate("2026-04-16")))
                .expectEvents(
                        new EntryFact.EntryUpdated(ID, List.of(reshaped(1, "17:00", "18:30"))));
    }

    @Test
    void a_rule_that_cannot_move_by_days_is_told_so() {
        expectRejection(
                fixture()
                        .given(soccer("FREQ=MONTHLY;BYDAY=1WE"))
                        .when(when(Scope.ALL, Optional.empty(), startDate("2026-04-02"))),
                Rejection.Invalid.class);
    }

    @Test
    void a_rule_of_several_times_of_day_cannot_take_another_one() {
        expectRejection(
                fixture()
                        .given(soccer("FREQ=DAILY;BYHOUR=17,18"))
                        .when(when(Scope.ALL, Optional.empty(), times("19:00", "20:00"))),
                Rejection.Invalid.class);
    }

    @Test
    void the_addressed_occurrence_gets_what_was_sent_though_it_was_moved_before() {
        fixture()
                .given(
                        soccer(WEEKLY),
                        new EntryFact.OccurrenceUpdated(
                                ID,
                                week(2),
                                List.of(new Change.When(span("2026-04-16T17:00", 90)))))
                .when(when(Scope.FUTURE, Optional.of(week(2)), startDate("2026-04-17")))
                .expectEvents(
                        new EntryFact.FollowingUpdated(
                                ID, week(2), List.of(reshaped(1, "17:00", "18:30"))),
                        new EntryFact.OccurrenceUpdated(
                                ID,
                                week(2),
                                List.of(new Change.When(span("2026-04-17T17:00", 90)))));
    }

    private static EntryFact deleted() {
        return new EntryFact.OccurrenceDeleted(ID, week(0));
    }

    /** From Wednesday at 17:00 to Friday at 20:00. */
    private static EntryFact moved() {
        return new EntryFact.OccurrenceUpdated(
                ID, week(0), List.of(new Change.When(span("2026-04-03T20:00", 60))));
    }

    private static ResultValidator<EntryAggregate> master(
            EntryFact before, Scope scope, SpanEdit edit) {
        return fixture().given(soccer(WEEKLY), before).when(when(scope, Optional.empty(), edit));
    }

    @Test
    void what_the_master_shows_is_no_change_though_its_first_day_is_moved_or_gone() {
        for (var scope : Scope.values()) {
            for (var before : List.of(deleted(), moved())) {
                master(before, scope, startDate("2026-04-01")).expectNoEvents();
                master(before, scope, new SpanEdit.Replace(span("2026-04-01T17:00", 90)))
                        .expectNoEvents();
            }
        }
        master(deleted(), Scope.THIS, times("17:00", "18:30")).expectNoEvents();
        master(deleted(), Scope.ALL, times("17:00", "18:30")).expectNoEvents();
        master(moved(), Scope.THIS, times("17:00", "18:30")).expectNoEvents();
    }

    @Test
    void all_move_by_as_many_days_as_the_master_and_a_day_of_its_own_stays() {
        for (var before : List.of(deleted(), moved())) {
            master(before, Scope.ALL, startDate("2026-04-02"))
                    .expectEvents(
                            new EntryFact.EntryUpdated(ID, List.of(reshaped(1, "17:00", "18:30"))));
        }
    }

    @Test
    void the_first_alone_takes_what_was_sent_for_the_master_and_differs_from_it() {
        master(deleted(), Scope.THIS, startDate("2026-04-09"))
                .expectEvents(
                        new EntryFact.OccurrenceUpdated(
                                ID,
                                week(1),
                                List.of(new Change.When(span("2026-04-09T17:00", 90)))));
        master(moved(), Scope.THIS, times("17:00", "19:00"))
                .expectEvents(
                        new EntryFact.OccurrenceUpdated(
                                ID,
                                week(0),
                                List.of(new Change.When(span("2026-04-03T20:00", 120)))));
    }

    @Test
    void a_new_recurrence_begins_where_the_master_was_planned() {
        var daily = Recurrence.of(Rule.parse("FREQ=DAILY"));
        for (var before : List.of(deleted(), moved())) {
            fixture()
                    .given(soccer(WEEKLY), before)
                    .when(
                            new UpdateEntry(
                                    ID,
                                    Optional.empty(),
                                    Scope.ALL,
                                    List.of(),
                                    Optional.of(startDate("2026-04-01")),
                                    Optional.of(Optional.of(daily)),
                                    OptionalLong.empty()))
                    .expectEvents(
                            new EntryFact.EntryUpdated(
                                    ID,
                                    List.of(
                                            new Change.Repeats(
                                                    span("2026-04-01T17:00", 90),
                                                    Optional.of(daily),
                                                    Optional.empty()))));
        }
    }

    @Test
    void a_series_that_repeats_no_more_is_where_it_first_took_place() {
        fixture()
                .given(soccer(WEEKLY), new EntryFact.OccurrenceDeleted(ID, week(0)))
                .when(repeat(Scope.ALL, Optional.empty(), Optional.empty()))
                .expectEvents(
                        new EntryFact.EntryUpdated(
                                ID,
                                List.of(
                                        new Change.Repeats(
                                                span("2026-04-08T17:00", 90),
                                                Optional.empty(),
                                                Optional.empty(),
                                                Optional.of(week(1))))));
    }

    @Test
    void a_new_recurrence_from_the_first_that_is_left_begins_there() {
        var daily = Recurrence.of(Rule.parse("FREQ=DAILY"));
        fixture()
                .given(soccer(WEEKLY), new EntryFact.OccurrenceDeleted(ID, week(0)))
                .when(repeat(Scope.FUTURE, Optional.of(week(1)), Optional.of(daily)))
                .expectEvents(
                        new EntryFact.FollowingUpdated(
                                ID,
                                week(1),
                                List.of(
                                        new Change.Repeats(
                                                span("2026-04-08T17:00", 90),
                                                Optional.of(daily),
                                                Optional.empty()))));
    }

    @Test
    void an_end_that_stands_is_not_set_again() {
        fixture()
                .given(
                        soccer(WEEKLY),
                        new EntryFact.FollowingDeleted(ID, new almanac.entry.OccurrenceKey(15)))
                .when(repeat(Scope.FUTURE, Optional.of(week(2)), Optional.empty()))
                .expectNoEvents();
    }

    @Test
    void a_recurrence_that_never_comes_to_its_second_start_is_refused() {
        var bomb = Recurrence.of(Rule.parse("FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30"));
        expectRejection(
                fixture()
                        .given(soccer(WEEKLY))
                        .when(repeat(Scope.ALL, Optional.empty(), Optional.of(bomb))),
                Rejection.TooMuch.class);
        expectRejection(
                fixture()
                        .given(pickup())
                        .when(repeat(Scope.ALL, Optional.empty(), Optional.of(bomb))),
                Rejection.TooMuch.class);
    }

    @Test
    void one_occurrence_cannot_repeat() {
        expectRejection(
                fixture()
                        .given(soccer(WEEKLY))
                        .when(
                                repeat(
                                        Scope.THIS,
                                        Optional.of(week(1)),
                                        Optional.of(Recurrence.of(Rule.parse("FREQ=DAILY"))))),
                Rejection.Invalid.class);
    }

    @Test
    void the_following_that_repeat_no_more_end_the_series_with_the_addressed_one() {
        fixture()
                .given(soccer(WEEKLY))
                .when(repeat(Scope.FUTURE, Optional.of(week(2)), Optional.empty()))
                .expectEvents(
                        new EntryFact.FollowingDeleted(ID, new almanac.entry.OccurrenceKey(15)));
    }

    @Test
    void an_occurrence_that_never_was_is_refused() {
        expectRejection(
                fixture()
                        .given(soccer(WEEKLY))
                        .when(
                                update(
                                        Scope.THIS,
                                        Optional.of(new almanac.entry.OccurrenceKey(3)),
                                        new Change.Title("x"))),
                Rejection.NoSuchOccurrence.class);
    }

    @Test
    void a_stale_editor_is_told_so() {
        expectRejection(
                fixture()
                        .given(pickup())
                        .when(
                                new EntryCommand.UpdateEntry(
                                        ID,
                                        Optional.empty(),
                                        Scope.THIS,
                                        List.of(new Change.Title("x")),
                                        Optional.empty(),
                                        Optional.empty(),
                                        OptionalLong.of(3))),
                Rejection.StaleRevision.class);
    }

    @Test
    void a_deleted_entry_is_not_there() {
        expectRejection(
                fixture()
                        .given(pickup(), new EntryFact.EntryDeleted(ID, FAMILY))
                        .when(update(Scope.THIS, Optional.empty(), new Change.Title("x"))),
                Rejection.NotFound.class);
    }
}
