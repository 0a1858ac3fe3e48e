package almanac.command.entry;

import static almanac.command.entry.EntryFixture.ANA;
import static almanac.command.entry.EntryFixture.FAMILY;
import static almanac.command.entry.EntryFixture.ID;
import static almanac.command.entry.EntryFixture.expectRejection;
import static almanac.command.entry.EntryFixture.fixture;
import static almanac.command.entry.EntryFixture.pickup;
import static almanac.command.entry.EntryFixture.soccer;
import static almanac.command.entry.EntryFixture.span;
import static almanac.command.entry.EntryFixture.update;
import static almanac.command.entry.EntryFixture.week;

import almanac.entry.Answer;
import almanac.entry.Answer.Response;
import almanac.entry.Change;
import almanac.entry.Details;
import almanac.entry.EntryCommand;
import almanac.entry.EntryFact;
import almanac.entry.ImportedEntry;
import almanac.entry.ImportedEntry.ImportedOverride;
import almanac.entry.Invitee;
import almanac.entry.MailAddress;
import almanac.entry.Meeting;
import almanac.entry.OccurrenceKey;
import almanac.entry.Recurrence;
import almanac.entry.Scope;
import almanac.message.Rejected;
import almanac.message.Rejection;
import almanac.recurrence.Rule;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class InvitingTest {

    private static final String WEEKLY = "FREQ=WEEKLY;BYDAY=WE";
    private static final MailAddress BEN = new MailAddress("ben@example.org");
    private static final MailAddress CLEO = new MailAddress("cleo@example.org");
    private static final Answer YES = Answer.of(Response.ACCEPTED);
    private static final Answer NO = new Answer(Response.DECLINED, Optional.of("On holiday"));
    private static final EntryFact BEN_INVITED =
            new EntryFact.EntryUpdated(ID, List.of(invited(BEN)));

    private static Change invited(MailAddress address) {
        return new Change.Invited(Invitee.of(address));
    }

    private static EntryCommand respond(
            Optional<OccurrenceKey> occurrence, MailAddress address, Answer answer) {
        return new EntryCommand.Respond(ID, occurrence, address, answer);
    }

    private static EntryFact everywhere(Change... changes) {
        return new EntryFact.EntryUpdated(ID, List.of(changes));
    }

    private static EntryFact once(int week, Change... changes) {
        return new EntryFact.OccurrenceUpdated(ID, week(week), List.of(changes));
    }

    @Test
    void an_answer_changes_that_attendees_answer_and_nothing_else() {
        fixture()
                .given(pickup(), BEN_INVITED)
                .when(respond(Optional.empty(), new MailAddress("BEN@example.org"), NO))
                .expectEvents(
                        everywhere(new Change.Answered(new MailAddress("BEN@example.org"), NO)));
        fixture()
                .given(soccer(WEEKLY), BEN_INVITED)
                .when(respond(Optional.of(week(3)), BEN, NO))
                .expectEvents(once(3, new Change.Answered(BEN, NO)));
        fixture()
                .given(soccer(WEEKLY), BEN_INVITED)
                .when(respond(Optional.empty(), BEN, YES))
                .expectEvents(everywhere(new Change.Answered(BEN, YES)));
    }

    @Test
    void the_same_answer_again_is_no_fact() {
        fixture()
                .given(pickup(), BEN_INVITED, everywhere(new Change.Answered(BEN, YES)))
                .when(respond(Optional.empty(), BEN, YES))
                .expectNoEvents();
        fixture()
                .given(soccer(WEEKLY), BEN_INVITED, everywhere(new Change.Answered(BEN, YES)))
                .when(respond(Optional.of(week(3)), BEN, YES))
                .expectNoEvents();
    }

    @Test
    void an_answer_to_the_series_takes_back_what_was_said_of_one_occurrence() {
        fixture()
                .given(
                        soccer(WEEKLY),
                        BEN_INVITED,
                        everywhere(new Change.Answered(BEN, YES)),
                        once(3, new Change.Answered(BEN, NO)))
                .when(respond(Optional.empty(), BEN, YES))
                .expectEvents(everywhere(new Change.Answered(BEN, YES)));
    }

    @Test
    void who_is_invited_to_one_occurrence_answers_for_that_one_alone() {
        fixture()
                .given(soccer(WEEKLY), once(3, invited(CLEO)))
                .when(respond(Optional.of(week(3)), CLEO, YES))
                .expectEvents(once(3, new Change.Answered(CLEO, YES)));
        expectRejection(
                fixture()
                        .given(soccer(WEEKLY), once(3, invited(CLEO)))
                        .when(respond(Optional.empty(), CLEO, YES)),
                Rejection.NotFound.class);
    }

    @Test
    void who_is_not_invited_cannot_answer() {
        fixture()
                .given(pickup(), BEN_INVITED)
                .when(respond(Optional.empty(), CLEO, YES))
                .expectException(Rejected.class)
                .expectExceptionMessage("Attendee not found");
        expectRejection(
                fixture()
                        .given(soccer(WEEKLY), BEN_INVITED, once(3, new Change.Uninvited(BEN)))
                        .when(respond(Optional.of(week(3)), BEN, YES)),
                Rejection.NotFound.class);
    }

    @Test
    void there_is_no_answer_to_what_does_not_take_place() {
        expectRejection(
                fixture()
                        .given(soccer(WEEKLY), BEN_INVITED)
                        .when(respond(Optional.of(new OccurrenceKey(1)), BEN, YES)),
                Rejection.NoSuchOccurrence.class);
        expectRejection(
                fixture()
                        .given(pickup(), BEN_INVITED)
                        .when(respond(Optional.of(week(0)), BEN, YES)),
                Rejection.NoSuchOccurrence.class);
        expectRejection(
                fixture()
                        .given(pickup(), new EntryFact.EntryDeleted(ID, FAMILY))
                        .when(respond(Optional.empty(), BEN, YES)),
                Rejection.NotFound.class);
    }

    @Test
    void nobody_delegates_without_a_delegate() {
        expectRejection(
                fixture()
                        .given(pickup(), BEN_INVITED)
                        .when(respond(Optional.empty(), BEN, Answer.of(Response.DELEGATED))),
                Rejection.Invalid.class);
    }

    @Test
    void somebody_is_invited_and_answers_in_one_edit() {
        var both = new Change[] {invited(CLEO), new Change.Answered(CLEO, YES)};
        fixture()
                .given(pickup())
                .when(update(Scope.ALL, Optional.empty(), both))
                .expectEvents(everywhere(both));
        fixture()
                .given(soccer(WEEKLY))
                .when(update(Scope.ALL, Optional.of(week(2)), both))
                .expectEvents(everywhere(both));
        fixture()
                .given(soccer(WEEKLY))
                .when(update(Scope.FUTURE, Optional.of(week(2)), both))
                .expectEvents(new EntryFact.FollowingUpdated(ID, week(2), List.of(both)));
        fixture()
                .given(soccer(WEEKLY))
                .when(update(Scope.THIS, Optional.of(week(2)), both))
                .expectEvents(once(2, both));
    }

    @Test
    void an_edit_says_nothing_of_an_answer_that_stands() {
        fixture()
                .given(soccer(WEEKLY), BEN_INVITED, everywhere(new Change.Answered(BEN, YES)))
                .when(
                        update(
                                Scope.FUTURE,
                                Optional.of(week(2)),
                                invited(BEN),
                                new Change.Answered(BEN, YES),
                                new Change.Title("Match")))
                .expectEvents(
                        new EntryFact.FollowingUpdated(
                                ID, week(2), List.of(new Change.Title("Match"))));
    }

    private static Details crowded(int size) {
        return Details.titled("Concert")
                .withAll(
                        IntStream.range(0, size)
                                .mapToObj(i -> invited(new MailAddress("p" + i + "@example.org")))
                                .toList());
    }

    private static EntryCommand create(Details details) {
        return new EntryCommand.CreateEntry(
                ID, FAMILY, "uid", ANA, details, span("2026-04-01T17:00", 90), Optional.empty());
    }

    @Test
    void five_hundred_may_come_and_one_more_is_refused() {
        fixture()
                .givenNoPriorActivity()
                .when(create(crowded(Meeting.MOST_ATTENDEES)))
                .expectSuccessfulHandlerExecution();
        expectRejection(
                fixture().givenNoPriorActivity().when(create(crowded(Meeting.MOST_ATTENDEES + 1))),
                Rejection.Invalid.class);
        var crowd = Details.titled("Soccer practice").changesTo(crowded(Meeting.MOST_ATTENDEES));
        expectRejection(
                fixture()
                        .given(soccer(WEEKLY), new EntryFact.EntryUpdated(ID, crowd))
                        .when(update(Scope.THIS, Optional.of(week(2)), invited(CLEO))),
                Rejection.Invalid.class);
        expectRejection(
                fixture()
                        .given(
                                soccer(WEEKLY),
                                once(2, invited(CLEO)),
                                new EntryFact.EntryUpdated(ID, List.of(invited(BEN))))
                        .when(
                                update(
                                        Scope.ALL,
                                        Optional.empty(),
                                        crowd.subList(0, crowd.size() - 1).toArray(Change[]::new))),
                Rejection.Invalid.class);
    }

    private static EntryCommand imported(Answer answer, Optional<Answer> once) {
        var details = Details.titled("Soccer practice").with(invited(BEN));
        return new EntryCommand.ImportEntry(
                ID,
                FAMILY,
                ANA,
                new ImportedEntry(
                        "soccer",
                        details.with(new Change.Answered(BEN, answer)),
                        span("2026-04-01T17:00", 90),
                        Optional.of(Recurrence.of(Rule.parse(WEEKLY))),
                        List.of(),
                        once.stream()
                                .map(own ->
                                        new ImportedOverride(
                                                LocalDateTime.parse("2026-04-22T17:00"),
                                                details.with(new Change.Answered(BEN, own)),
                                                span("2026-04-22T17:00", 90)))
                                .toList()));
    }

    @Test
    void an_imported_answer_is_one_change_and_an_unchanged_object_none() {
        fixture()
                .givenCommands(imported(Answer.NONE, Optional.empty()))
                .when(imported(YES, Optional.of(NO)))
                .expectEvents(
                        everywhere(new Change.Answered(BEN, YES)),
                        once(3, new Change.Answered(BEN, NO)));
        fixture()
                .givenCommands(imported(YES, Optional.of(NO)))
                .when(imported(YES, Optional.of(NO)))
                .expectNoEvents();
    }

    @Test
    void who_was_removed_from_an_occurrence_and_is_imported_back_has_not_answered_for_it() {
        fixture()
                .givenCommands(imported(YES, Optional.of(NO)))
                .andGivenCommands(
                        update(Scope.THIS, Optional.of(week(3)), new Change.Uninvited(BEN)))
                .andGivenCommands(imported(YES, Optional.of(Answer.NONE)))
                .when(imported(YES, Optional.of(Answer.NONE)))
                .expectNoEvents();
    }
}
