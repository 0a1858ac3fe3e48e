package almanac.command.comment;

import static almanac.command.comment.Talk.ANA;
import static almanac.command.comment.Talk.BEFORE;
import static almanac.command.comment.Talk.BEN;
import static almanac.command.comment.Talk.THREAD;
import static almanac.command.comment.Talk.TODAY;
import static almanac.command.comment.Talk.edit;
import static almanac.command.comment.Talk.fixture;
import static almanac.command.comment.Talk.flag;
import static almanac.command.comment.Talk.id;
import static almanac.command.comment.Talk.opened;
import static almanac.command.comment.Talk.refusal;
import static almanac.command.comment.Talk.track;
import static almanac.command.comment.Talk.write;
import static almanac.command.comment.Talk.written;
import static org.assertj.core.api.Assertions.assertThat;

import almanac.comment.CommentCommand;
import almanac.comment.CommentFact;
import almanac.comment.Template;
import almanac.message.Rejection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ThreadAggregateTest {

    private static final CommentFact FIRST = written(1, Optional.empty(), "Late.");
    private static final CommentFact OPENED = opened(5, ANA, TODAY);

    private static CommentCommand templated(String content) {
        return new CommentCommand.WriteComment(
                THREAD,
                id(1),
                ANA,
                Optional.empty(),
                Optional.of(Template.QUICK_NOTE),
                content,
                true);
    }

    private static CommentFact note(String content) {
        return new CommentFact.CommentWritten(
                THREAD,
                id(1),
                ANA,
                Optional.empty(),
                Optional.of(Template.QUICK_NOTE),
                content,
                true);
    }

    @Test
    void the_first_comment_begins_the_thread() {
        fixture()
                .givenNoPriorActivity()
                .when(write(1, Optional.empty(), "  Running 10 minutes late.\n"))
                .expectEvents(written(1, Optional.empty(), "Running 10 minutes late."));
    }

    @Test
    void a_comment_that_is_sent_again_is_there_once() {
        fixture()
                .given(FIRST)
                .when(write(1, Optional.empty(), "Late."))
                .expectNoEvents()
                .expectSuccessfulHandlerExecution();
    }

    @Test
    void a_template_comes_before_the_text_or_stands_alone() {
        fixture()
                .givenNoPriorActivity()
                .when(templated("late"))
                .expectEvents(note("Quick note: late"));
        fixture().givenNoPriorActivity().when(templated(" ")).expectEvents(note("Quick note:"));
    }

    @Test
    void content_has_1_to_10000_characters_with_its_prefix() {
        var empty = Rejection.Invalid.class.cast(refusal(List.of(), write(1, none(), " \t\n ")));
        assertThat(empty).isEqualTo(invalid("Comment content cannot be empty"));

        var longest = "🎄".repeat(10_000);
        fixture()
                .givenNoPriorActivity()
                .when(write(1, none(), longest + " "))
                .expectEvents(written(1, none(), longest));
        assertThat(refusal(List.of(), write(1, none(), longest + "x")))
                .isEqualTo(invalid("content must be shorter than or equal to 10000 characters"));
        assertThat(refusal(List.of(), templated("x".repeat(9_990))))
                .isInstanceOf(Rejection.Invalid.class);
    }

    private static Optional<Long> none() {
        return Optional.empty();
    }

    private static Rejection invalid(String message) {
        return new Rejection.Invalid("content", message);
    }

    @Test
    void a_reply_needs_a_parent_in_the_same_thread() {
        fixture()
                .given(FIRST)
                .when(write(2, Optional.of(1L), "Me too."))
                .expectEvents(written(2, Optional.of(1L), "Me too."));
        assertThat(refusal(List.of(FIRST), write(2, Optional.of(3L), "Me too.")))
                .isEqualTo(new Rejection.NotFound("Parent comment", "3"));
        assertThat(refusal(List.of(), write(2, Optional.of(1L), "Me too.")).message())
                .isEqualTo("Parent comment not found");
    }

    @Test
    void threads_nest_32_deep_and_no_deeper() {
        var chain = new ArrayList<CommentFact>(List.of(FIRST));
        for (var number = 2L; number <= 32; number++) {
            var reply = written(number, Optional.of(number - 1), "and");
            fixture()
                    .given(chain)
                    .when(write(number, Optional.of(number - 1), "and"))
                    .expectEvents(reply);
            chain.add(reply);
        }
        assertThat(refusal(chain, write(33, Optional.of(32L), "and")))
                .isInstanceOfSatisfying(
                        Rejection.Invalid.class,
                        r -> assertThat(r.field()).isEqualTo("parentCommentId"));
        fixture()
                .given(chain)
                .when(write(33, Optional.of(31L), "and"))
                .expectEvents(written(33, Optional.of(31L), "and"));
    }

    @Test
    void the_author_edits_and_nobody_else() {
        fixture()
                .given(FIRST)
                .when(edit(ANA, 1, " Later. "))
                .expectEvents(new CommentFact.CommentEdited(THREAD, id(1), "Later."));
        assertThat(refusal(List.of(FIRST), edit(BEN, 1, "Later.")))
                .isEqualTo(
                        new Rejection.NotPermitted(
                                "Comment", "You do not have permission to edit comment"));
        assertThat(refusal(List.of(FIRST), edit(ANA, 1, " ")))
                .isEqualTo(invalid("Comment content cannot be empty"));
    }

    @Test
    void an_edit_keeps_the_template() {
        fixture()
                .given(note("Quick note: late"))
                .when(edit(ANA, 1, "later"))
                .expectEvents(new CommentFact.CommentEdited(THREAD, id(1), "Quick note: later"));
    }

    @Test
    void an_edit_that_says_the_same_is_none() {
        var later = new CommentFact.CommentEdited(THREAD, id(1), "Later.");
        fixture().given(FIRST, later).when(edit(ANA, 1, " Later. ")).expectNoEvents();
        fixture().given(note("Quick note: late")).when(edit(ANA, 1, "late")).expectNoEvents();
        assertThat(refusal(List.of(FIRST, later), edit(BEN, 1, "Later.")))
                .isInstanceOf(Rejection.NotPermitted.class);
    }

    @Test
    void what_the_system_noted_is_not_edited_even_by_who_looked() {
        assertThat(refusal(List.of(OPENED), edit(ANA, 5, "x")))
                .isEqualTo(
                        new Rejection.NotPermitted(
                                "Comment", "System-generated comments cannot be edited"));
    }

    @Test
    void what_was_never_written_is_not_found() {
        var missing = new Rejection.NotFound("Comment", "1");
        assertThat(refusal(List.of(), edit(ANA, 1, "x"))).isEqualTo(missing);
        assertThat(refusal(List.of(OPENED), flag(ANA, 1, true))).isEqualTo(missing);
        assertThat(refusal(List.of(), flag(ANA, 1, false))).isEqualTo(missing);
    }

    @Test
    void a_flag_stays_until_it_is_taken_away() {
        var flagged = new CommentFact.CommentFlagged(THREAD, id(1), BEN);
        var unflagged = new CommentFact.CommentUnflagged(THREAD, id(1));
        fixture().given(FIRST).when(flag(BEN, 1, true)).expectEvents(flagged);
        fixture().given(FIRST, flagged).when(flag(ANA, 1, true)).expectNoEvents();
        fixture().given(FIRST, flagged).when(flag(ANA, 1, false)).expectEvents(unflagged);
        fixture().given(FIRST, flagged, unflagged).when(flag(ANA, 1, false)).expectNoEvents();
        fixture().given(note("flagged at once")).when(flag(BEN, 1, true)).expectNoEvents();
        fixture()
                .given(OPENED)
                .when(flag(BEN, 5, true))
                .expectEvents(new CommentFact.CommentFlagged(THREAD, id(5), BEN));
    }

    @Test
    void somebody_who_looks_is_noted_once_for_each_day() {
        fixture()
                .givenNoPriorActivity()
                .when(track(5, ANA, TODAY, "seen"))
                .expectEvents(OPENED)
                .expectResultMessagePayload(true);
        fixture()
                .given(OPENED)
                .when(track(6, ANA, TODAY, "again"))
                .expectNoEvents()
                .expectResultMessagePayload(false);
        fixture()
                .given(OPENED)
                .when(track(6, BEN, TODAY, "seen"))
                .expectEvents(opened(6, BEN, TODAY));
        fixture()
                .given(OPENED)
                .when(track(6, ANA, TODAY.plusDays(1), "seen"))
                .expectEvents(opened(6, ANA, TODAY.plusDays(1)));
        fixture()
                .given(OPENED, opened(6, ANA, TODAY.plusDays(1)))
                .when(track(7, ANA, TODAY, "home again, a day earlier"))
                .expectNoEvents();
    }

    @Test
    void a_day_that_has_just_begun_does_not_make_a_second_look_of_one() {
        var tomorrow = TODAY.plusDays(1);
        fixture()
                .given(OPENED)
                .when(track(6, ANA, BEFORE.plusSeconds(299), tomorrow, "still there"))
                .expectNoEvents()
                .expectResultMessagePayload(false);
        fixture()
                .given(OPENED)
                .when(track(6, ANA, BEFORE.plusSeconds(300), tomorrow, "seen"))
                .expectEvents(opened(6, ANA, tomorrow))
                .expectResultMessagePayload(true);
        fixture()
                .given(OPENED)
                .when(track(6, BEN, BEFORE.plusSeconds(1), tomorrow, "seen"))
                .expectEvents(opened(6, BEN, tomorrow));
    }

    @Test
    void a_note_that_is_too_long_is_refused_by_its_name() {
        assertThat(refusal(List.of(), track(5, ANA, TODAY, "x".repeat(10_000))))
                .isInstanceOfSatisfying(
                        Rejection.Invalid.class, r -> assertThat(r.field()).isEqualTo("note"));
    }

    @Test
    void who_looked_can_be_answered() {
        fixture()
                .given(OPENED)
                .when(write(6, Optional.of(5L), "Thanks."))
                .expectEvents(written(6, Optional.of(5L), "Thanks."));
    }
}
