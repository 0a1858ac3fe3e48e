package almanac.command.automation;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.automation.Action;
import almanac.automation.Reach;
import almanac.automation.RuleId;
import almanac.automation.RunCommand;
import almanac.automation.RunFact;
import almanac.automation.RunId;
import almanac.automation.RunProgress;
import almanac.automation.Step;
import almanac.automation.StepResult;
import almanac.automation.Trigger;
import almanac.comment.CommentId;
import almanac.entry.EntryId;
import almanac.entry.OccurrenceKey;
import almanac.message.Rejected;
import almanac.message.Rejection;
import almanac.user.UserId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.assertj.core.api.Assertions;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class RunAggregateTest {

    private static final RunId RUN =
            new RunId(new RuleId(14), new EntryId(42), 7, OptionalLong.empty());
    private static final UserId ANA = new UserId(7);
    private static final Reach SECOND = Reach.of(new OccurrenceKey(7));
    private static final List<Step> PLAN = List.of(comment(90), new Step(cancel(), none()));
    private static final RunFact BEGUN =
            new RunFact.RunBegun(RUN, 31, ANA, Optional.of(Trigger.EVENT_UPDATED), SECOND, PLAN);
    private static final List<StepResult> RESULTS =
            List.of(StepResult.DONE, StepResult.refused("Access denied to this event"));
    private static final RunFact ENDED = new RunFact.RunEnded(RUN, 31, RESULTS);

    private static Action cancel() {
        return new Action.Cancel();
    }

    private static Optional<CommentId> none() {
        return Optional.empty();
    }

    private static Step comment(long id) {
        return new Step(new Action.AddComment("Hello"), Optional.of(new CommentId(id)));
    }

    private static AggregateTestFixture<RunAggregate> fixture() {
        return new AggregateTestFixture<>(RunAggregate.class);
    }

    private static RunCommand.BeginRun begin(long log, Reach reach, List<Step> steps) {
        return new RunCommand.BeginRun(
                RUN, log, ANA, Optional.of(Trigger.EVENT_UPDATED), reach, steps);
    }

    @Test
    void a_run_is_claimed_with_its_plan() {
        fixture()
                .givenNoPriorActivity()
                .when(begin(31, SECOND, PLAN))
                .expectEvents(BEGUN)
                .expectResultMessagePayload(new RunProgress(SECOND, PLAN, false, false));
    }

    @Test
    void a_second_claim_changes_nothing_and_answers_the_first_plan() {
        var other = begin(32, Reach.WHOLE, List.of(comment(91)));
        fixture()
                .given(BEGUN)
                .when(other)
                .expectNoEvents()
                .expectResultMessagePayload(new RunProgress(SECOND, PLAN, true, false));
        fixture()
                .given(BEGUN, ENDED)
                .when(other)
                .expectNoEvents()
                .expectResultMessagePayload(new RunProgress(SECOND, PLAN, true, true));
    }

    @Test
    void a_run_ends_once_under_its_number() {
        fixture().given(BEGUN).when(new RunCommand.EndRun(RUN, RESULTS)).expectEvents(ENDED);
        fixture()
                .given(BEGUN, ENDED)
                .when(new RunCommand.EndRun(RUN, List.of(StepResult.DONE, StepResult.DONE)))
                .expectNoEvents();
    }

    @Test
    void what_was_never_claimed_does_not_end() {
        assertThat(
                        rejection(() ->
                                Running.end(
                                        new RunState.Absent(),
                                        new RunCommand.EndRun(RUN, RESULTS))))
                .isEqualTo(new Rejection.NotFound("Run", "run-14@42.7"));
    }

    @Test
    void each_step_has_a_result() {
        var begun = new RunState.Absent().evolve(BEGUN);
        assertThat(
                        rejection(() ->
                                Running.end(
                                        begun,
                                        new RunCommand.EndRun(RUN, List.of(StepResult.DONE)))))
                .isInstanceOf(Rejection.Invalid.class);
    }

    private static Rejection rejection(Runnable decision) {
        return Assertions.catchThrowableOfType(Rejected.class, decision::run).rejection();
    }
}
