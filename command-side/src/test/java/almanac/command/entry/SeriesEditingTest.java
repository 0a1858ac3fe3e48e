package almanac.command.entry;

import static almanac.command.entry.EntryFixture.FAMILY;
import static almanac.command.entry.EntryFixture.ID;
import static almanac.command.entry.EntryFixture.endTime;
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
import static org.assertj.core.api.Assertions.assertThat;

import almanac.calendar.CalendarId;
import almanac.entry.Absences;
import almanac.entry.Change;
import almanac.entry.Details;
import almanac.entry.EntryCommand.MoveEntry;
import almanac.entry.EntryCommand.UpdateEntry;
import almanac.entry.EntryCommand.UpdatePart;
import almanac.entry.EntryFact;
import almanac.entry.EntryState;
import almanac.entry.Numbering;
import almanac.entry.OccurrenceKey;
import almanac.entry.Recurrence;
import almanac.entry.Scope;
import almanac.entry.Series;
import almanac.message.Rejection;
import almanac.recurrence.Rule;
import almanac.time.SpanEdit;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class SeriesEditingTest {

    private static final String WEEKLY = "FREQ=WEEKLY;BYDAY=WE";

    private static Optional<Recurrence> rule(String text) {
        return Optional.of(Recurrence.of(Rule.parse(text)));
    }

    private static UpdateEntry both(
            Scope scope, OccurrenceKey key, Optional<Recurrence> recurrence) {
        return new UpdateEntry(
                ID,
                Optional.of(key),
                scope,
                List.of(new Change.Title("Training")),
                Optional.of(times("18:00", "19:00")),
                Optional.of(recurrence),
                OptionalLong.empty());
    }

    /** Every hour from 9:00; keys are hours. */
    private static EntryFact.EntryCreated hourly() {
        var span = span("2026-04-01T09:00", 30);
        return new EntryFact.EntryCreated(
                ID,
                FAMILY,
                "pills",
                EntryFixture.ANA,
                Details.titled("Pills"),
                span,
                rule("FREQ=HOURLY;COUNT=6"),
                Optional.of(new Numbering(span.localStart(), 3_600)));
    }

    @Test
    void a_new_recurrence_for_all_begins_where_the_series_began() {
        fixture()
                .given(soccer(WEEKLY))
                .when(both(Scope.ALL, week(2), rule("FREQ=DAILY;COUNT=3")))
                .expectEvents(
                        new EntryFact.EntryUpdated(
                                ID,
                                List.of(
                                        new Change.Title("Training"),
                                        new Change.Repeats(
                                                span("2026-04-01T18:00", 60),
                                                rule("FREQ=DAILY;COUNT=3"),
                                                Optional.empty()))));
    }

    @Test
    void a_new_recurrence_for_the_following_begins_at_the_addressed_one() {
        fixture()
                .given(soccer(WEEKLY))
                .when(both(Scope.FUTURE, week(2), rule("FREQ=WEEKLY;INTERVAL=2")))
                .expectEvents(
                        new EntryFact.FollowingUpdated(
                                ID,
                                week(2),
                                List.of(
                                        new Change.Title("Training"),
                                        new Change.Repeats(
                                                span("2026-04-15T18:00", 60),
                                                rule("FREQ=WEEKLY;INTERVAL=2"),
                                                Optional.empty()))));
    }

    @Test
    void a_new_recurrence_takes_nothing_from_later_parts_that_was_not_sent() {
        var lab =
                new EntryFact.FollowingUpdated(
                        ID,
                        week(2),
                        List.of(
                                new Change.Title("Class in lab"),
                                new Change.Location(Optional.of("Lab")),
                                reshaped(0, "20:00", "21:00", START, END)));
        var alone =
                new EntryFact.OccurrenceUpdated(
                        ID,
                        week(3),
                        List.of(
                                new Change.Title("Alone"),
                                new Change.When(span("2026-04-23T08:00", 60))));
        var series = evolved(soccer("FREQ=WEEKLY;COUNT=5"), lab, alone);

        var facts =
                Editing.update(
                        series,
                        repeat(Scope.ALL, Optional.of(week(0)), rule("FREQ=WEEKLY;COUNT=7")));

        assertThat(said(evolved(series, facts)))
                .containsExactly(
                        "Soccer practice - 2026-04-01T17:00",
                        "Soccer practice - 2026-04-08T17:00",
                        "Class in lab Lab 2026-04-15T20:00",
                        "Alone Lab 2026-04-23T08:00",
                        "Class in lab Lab 2026-04-29T20:00",
                        "Class in lab Lab 2026-05-06T20:00",
                        "Class in lab Lab 2026-05-13T20:00");
    }

    @Test
    void a_new_recurrence_gives_later_parts_what_was_sent_with_it() {
        var series =
                evolved(
                        soccer(WEEKLY),
                        laterAtEight(),
                        new EntryFact.FollowingUpdated(
                                ID, week(4), List.of(new Change.Location(Optional.of("Hall")))));

        var facts =
                Editing.update(
                        series, both(Scope.ALL, week(0), rule("FREQ=WEEKLY;BYDAY=FR;COUNT=6")));

        assertThat(said(evolved(series, facts)))
                .containsExactly(
                        "Training - 2026-04-01T18:00",
                        "Training - 2026-04-03T18:00",
                        "Training - 2026-04-10T18:00",
                        "Training - 2026-04-17T18:00",
                        "Training - 2026-04-24T18:00",
                        "Training Hall 2026-05-01T18:00");
    }

    @Test
    void the_same_recurrence_again_is_no_change_of_a_series_that_was_split() {
        var series = evolved(soccer(WEEKLY), laterAtEight());

        assertThat(Editing.update(series, repeat(Scope.ALL, Optional.of(week(0)), rule(WEEKLY))))
                .isEmpty();
    }

    private static Series evolved(EntryFact... facts) {
        return evolved(EntryState.initial(), List.of(facts));
    }

    private static Series evolved(EntryState state, List<EntryFact> facts) {
        var after = state;
        for (var fact : facts) {
            after = after.evolve(fact);
        }
        return (Series) after;
    }

    private static List<String> said(Series series) {
        return series.head(20).stream()
                .map(o ->
                        o.details().title()
                                + " "
                                + o.details().location().orElse("-")
                                + " "
                                + o.span().localStart())
                .toList();
    }

    @Test
    void the_same_recurrence_again_is_no_change() {
        fixture()
                .given(soccer(WEEKLY))
                .when(repeat(Scope.ALL, Optional.of(week(1)), rule(WEEKLY)))
                .expectNoEvents();
    }

    @Test
    void all_that_repeat_no_more_are_the_first_alone() {
        fixture()
                .given(soccer(WEEKLY))
                .when(repeat(Scope.ALL, Optional.of(week(2)), Optional.empty()))
                .expectEvents(
                        new EntryFact.EntryUpdated(
                                ID,
                                List.of(
                                        new Change.Repeats(
                                                span("2026-04-01T17:00", 90),
                                                Optional.empty(),
                                                Optional.empty(),
                                                Optional.of(week(0))))));
    }

    @Test
    void the_following_that_end_take_the_edit_of_the_last_along() {
        fixture()
                .given(soccer(WEEKLY))
                .when(both(Scope.FUTURE, week(2), Optional.empty()))
                .expectEvents(
                        new EntryFact.FollowingDeleted(ID, new OccurrenceKey(15)),
                        new EntryFact.OccurrenceUpdated(
                                ID,
                                week(2),
                                List.of(
                                        new Change.Title("Training"),
                                        new Change.When(span("2026-04-15T18:00", 60)))));
    }

    @Test
    void a_whole_series_may_repeat_in_finer_steps_and_a_part_may_not() {
        fixture()
                .given(soccer(WEEKLY))
                .when(repeat(Scope.ALL, Optional.of(week(0)), rule("FREQ=HOURLY;COUNT=3")))
                .expectEvents(
                        new EntryFact.EntryUpdated(
                                ID,
                                List.of(
                                        new Change.Repeats(
                                                span("2026-04-01T17:00", 90),
                                                rule("FREQ=HOURLY;COUNT=3"),
                                                Optional.of(
                                                        new Numbering(
                                                                LocalDateTime.of(2026, 4, 1, 17, 0),
                                                                3_600))))));
        expectRejection(
                fixture()
                        .given(soccer(WEEKLY))
                        .when(
                                repeat(
                                        Scope.FUTURE,
                                        Optional.of(week(2)),
                                        rule("FREQ=HOURLY;COUNT=3"))),
                Rejection.Invalid.class);
    }

    private static EntryFact.FollowingUpdated laterAtEight() {
        return new EntryFact.FollowingUpdated(
                ID, week(2), List.of(reshaped(0, "20:00", "21:00", START, END)));
    }

    @Test
    void a_time_that_was_sent_reaches_all_though_the_addressed_one_has_it() {
        fixture()
                .given(soccer(WEEKLY), laterAtEight())
                .when(when(Scope.ALL, Optional.of(week(0)), times("17:00", "18:30")))
                .expectEvents(
                        new EntryFact.EntryUpdated(
                                ID, List.of(reshaped(0, "17:00", "18:30", START, END))));
        fixture()
                .given(soccer(WEEKLY), laterAtEight())
                .when(when(Scope.FUTURE, Optional.of(week(2)), times("20:00", "21:00")))
                .expectNoEvents();
    }

    private static UpdatePart part(
            Optional<SpanEdit> edit, Optional<Optional<Recurrence>> recurrence) {
        return new UpdatePart(
                ID,
                week(2),
                List.of(new Change.Title("Training")),
                edit,
                recurrence,
                OptionalLong.empty(),
                Absences.AS_BEFORE);
    }

    @Test
    void a_part_is_measured_against_where_it_was_planned_to_begin() {
        var title = new Change.Title("Training");
        var moved = new Change.When(span("2026-04-17T08:00", 60));
        for (var before :
                List.of(
                        new EntryFact.OccurrenceDeleted(ID, week(2)),
                        new EntryFact.OccurrenceUpdated(ID, week(2), List.of(moved)))) {
            fixture()
                    .given(soccer(WEEKLY), laterAtEight(), before)
                    .when(part(Optional.empty(), Optional.empty()))
                    .expectEvents(new EntryFact.FollowingUpdated(ID, week(2), List.of(title)));
            fixture()
                    .given(soccer(WEEKLY), laterAtEight(), before)
                    .when(
                            part(
                                    Optional.of(new SpanEdit.Replace(span("2026-04-16T20:00", 60))),
                                    Optional.empty()))
                    .expectEvents(
                            new EntryFact.FollowingUpdated(
                                    ID, week(2), List.of(title, reshaped(1, "20:00", "21:00"))));
            fixture()
                    .given(soccer(WEEKLY), laterAtEight(), before)
                    .when(part(Optional.empty(), Optional.of(rule("FREQ=DAILY;COUNT=3"))))
                    .expectEvents(
                            new EntryFact.FollowingUpdated(
                                    ID,
                                    week(2),
                                    List.of(
                                            title,
                                            new Change.Repeats(
                                                    span("2026-04-15T20:00", 60),
                                                    rule("FREQ=DAILY;COUNT=3"),
                                                    Optional.empty()))));
        }
    }

    @Test
    void a_part_that_repeats_no_more_is_its_first_that_takes_place() {
        fixture()
                .given(soccer(WEEKLY), laterAtEight(), new EntryFact.OccurrenceDeleted(ID, week(2)))
                .when(part(Optional.empty(), Optional.of(Optional.empty())))
                .expectEvents(
                        new EntryFact.FollowingDeleted(ID, new OccurrenceKey(22)),
                        new EntryFact.OccurrenceUpdated(
                                ID, week(3), List.of(new Change.Title("Training"))));
    }

    @Test
    void what_begins_no_part_is_refused_as_one() {
        expectRejection(
                fixture().given(soccer(WEEKLY)).when(part(Optional.empty(), Optional.empty())),
                Rejection.NoSuchOccurrence.class);
        expectRejection(
                fixture().given(pickup()).when(part(Optional.empty(), Optional.empty())),
                Rejection.NoSuchOccurrence.class);
    }

    @Test
    void an_end_that_was_sent_alone_names_no_start() {
        fixture()
                .given(soccer(WEEKLY), laterAtEight())
                .when(when(Scope.ALL, Optional.of(week(1)), endTime("19:00")))
                .expectEvents(
                        new EntryFact.EntryUpdated(
                                ID, List.of(reshaped(0, "17:00", "19:00", END))));
    }

    @Test
    void a_day_that_was_sent_names_no_time_and_moves_no_day_of_its_own() {
        var moved =
                new EntryFact.OccurrenceUpdated(
                        ID, week(2), List.of(new Change.When(span("2026-04-17T20:00", 60))));
        fixture()
                .given(soccer(WEEKLY), moved)
                .when(when(Scope.FUTURE, Optional.of(week(1)), startDate("2026-04-09")))
                .expectEvents(
                        new EntryFact.FollowingUpdated(
                                ID, week(1), List.of(reshaped(1, "17:00", "18:30"))));
    }

    @Test
    void only_the_segments_in_reach_need_a_rule_that_can_move() {
        var monthly =
                new EntryFact.FollowingUpdated(
                        ID,
                        week(2),
                        List.of(
                                new Change.Repeats(
                                        span("2026-04-15T17:00", 90),
                                        rule("FREQ=MONTHLY;BYDAY=3WE"),
                                        Optional.empty())));
        expectRejection(
                fixture()
                        .given(soccer(WEEKLY), monthly)
                        .when(when(Scope.ALL, Optional.of(week(0)), startDate("2026-04-02"))),
                Rejection.Invalid.class);
        fixture()
                .given(soccer("FREQ=MONTHLY;BYDAY=1WE"), weeklyFrom())
                .when(
                        when(
                                Scope.FUTURE,
                                Optional.of(new OccurrenceKey(42)),
                                startDate("2026-05-14")))
                .expectEvents(
                        new EntryFact.FollowingUpdated(
                                ID, new OccurrenceKey(42), List.of(reshaped(1, "17:00", "18:30"))));
    }

    @Test
    void whole_days_take_no_rule_that_says_when_on_a_day() {
        var allDay =
                new SpanEdit.Fields(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(true),
                        Optional.empty(),
                        EntryFixture.BERLIN);
        expectRejection(
                fixture()
                        .given(hourly())
                        .when(when(Scope.ALL, Optional.of(new OccurrenceKey(0)), allDay)),
                Rejection.Invalid.class);
    }

    private static EntryFact.FollowingUpdated weeklyFrom() {
        return new EntryFact.FollowingUpdated(
                ID,
                new OccurrenceKey(35),
                List.of(
                        new Change.Repeats(
                                span("2026-05-06T17:00", 90), rule(WEEKLY), Optional.empty())));
    }

    @Test
    void an_entry_moves_once_to_another_calendar() {
        fixture()
                .given(pickup())
                .when(new MoveEntry(ID, new CalendarId(6)))
                .expectEvents(new EntryFact.EntryMoved(ID, FAMILY, new CalendarId(6)));
        fixture().given(pickup()).when(new MoveEntry(ID, FAMILY)).expectNoEvents();
        expectRejection(
                fixture()
                        .given(pickup(), new EntryFact.EntryDeleted(ID, FAMILY))
                        .when(new MoveEntry(ID, new CalendarId(6))),
                Rejection.NotFound.class);
    }

    @Test
    void an_entry_is_edited_and_moves_in_one_commit() {
        var elsewhere = new CalendarId(6);
        var moved = new EntryFact.EntryMoved(ID, FAMILY, elsewhere);
        var edited = new EntryFact.EntryUpdated(ID, List.of(new Change.Title("new")));
        var edit = update(Scope.ALL, Optional.empty(), new Change.Title("new"));
        fixture().given(pickup()).when(moving(edit, elsewhere)).expectEvents(moved, edited);
        fixture().given(soccer(WEEKLY)).when(moving(edit, elsewhere)).expectEvents(moved, edited);
        fixture().given(pickup()).when(moving(edit, FAMILY)).expectEvents(edited);
        fixture().given(pickup(), edited).when(moving(edit, elsewhere)).expectEvents(moved);
        expectRejection(
                fixture()
                        .given(pickup())
                        .when(
                                moving(
                                        repeat(Scope.THIS, Optional.of(week(0)), rule(WEEKLY)),
                                        elsewhere)),
                Rejection.NoSuchOccurrence.class);
    }

    private static UpdateEntry moving(UpdateEntry edit, CalendarId to) {
        return new UpdateEntry(
                edit.entry(),
                edit.occurrence(),
                edit.scope(),
                edit.changes(),
                edit.span(),
                edit.recurrence(),
                edit.expectedRevision(),
                Optional.of(to),
                Absences.AS_BEFORE,
                false);
    }

    @Test
    void a_single_entry_becomes_a_series_and_has_no_occurrences_before() {
        fixture()
                .given(pickup())
                .when(repeat(Scope.ALL, Optional.empty(), rule("FREQ=DAILY;COUNT=2")))
                .expectEvents(
                        new EntryFact.EntryUpdated(
                                ID,
                                List.of(
                                        new Change.Repeats(
                                                span("2026-03-30T15:30", 30),
                                                rule("FREQ=DAILY;COUNT=2"),
                                                Optional.of(
                                                        new Numbering(
                                                                LocalDateTime.of(
                                                                        2026, 3, 30, 15, 30),
                                                                86_400))))));
        expectRejection(
                fixture()
                        .given(pickup())
                        .when(when(Scope.THIS, Optional.of(week(0)), times("16:00", "17:00"))),
                Rejection.NoSuchOccurrence.class);
        fixture()
                .given(pickup())
                .when(when(Scope.THIS, Optional.empty(), times("16:00", "17:00")))
                .expectEvents(
                        new EntryFact.EntryUpdated(
                                ID, List.of(new Change.When(span("2026-03-30T16:00", 60)))));
    }
}
