package almanac.automation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import almanac.calendar.CalendarId;
import almanac.entry.Details;
import almanac.entry.Status;
import almanac.message.Rejected;
import almanac.message.Rejection;
import almanac.time.Span;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class RuleDetailsTest {

    private static final Subject FAIR =
            new Subject(
                    Details.titled("Fair"),
                    new Span.AllDay(LocalDate.parse("2026-04-04"), LocalDate.parse("2026-04-05")),
                    new CalendarId(6),
                    "Town");
    private static final Condition TRUE =
            new Condition(Field.TITLE, Operator.EQUALS, List.of("fair"));
    private static final Condition FALSE =
            new Condition(Field.TITLE, Operator.NOT_EQUALS, List.of("fair"));

    private static RuleDetails rule(
            String name, Logic logic, List<Condition> conditions, List<Action> actions) {
        return new RuleDetails(
                name, Optional.empty(), Trigger.EVENT_CREATED, true, logic, conditions, actions);
    }

    private static boolean fits(Logic logic, Condition... conditions) {
        return rule("x", logic, List.of(conditions), List.of(new Action.Cancel())).fits(FAIR);
    }

    @Test
    void all_must_hold_or_one_must() {
        assertThat(fits(Logic.AND, TRUE, TRUE)).isTrue();
        assertThat(fits(Logic.AND, TRUE, FALSE)).isFalse();
        assertThat(fits(Logic.OR, FALSE, TRUE)).isTrue();
        assertThat(fits(Logic.OR, FALSE, FALSE)).isFalse();
    }

    @Test
    void without_conditions_a_rule_fits_everything() {
        assertThat(fits(Logic.AND)).isTrue();
        assertThat(fits(Logic.OR)).isTrue();
    }

    static Stream<Arguments> limits() {
        return Stream.of(
                Arguments.of("actions[0].actionConfig.color", 7, texts(Action.SetColor::new)),
                Arguments.of("actions[0].actionConfig.tag", 64, texts(Action.AddTag::new)),
                Arguments.of(
                        "actions[0].actionConfig.content", 10_000, texts(Action.AddComment::new)),
                Arguments.of("actions[0].actionConfig.title", 300, texts(Action.SetTitle::new)),
                Arguments.of(
                        "actions[0].actionConfig.description",
                        10_000,
                        texts(text -> new Action.SetDescription(Optional.of(text)))));
    }

    /** Makes an action of a text. */
    private interface Texts {
        Action of(String text);
    }

    private static Texts texts(Texts make) {
        return make;
    }

    @ParameterizedTest
    @MethodSource("limits")
    void the_longest_text_is_taken_and_one_more_is_refused(String field, int most, Texts make) {
        rule("x", Logic.AND, List.of(), List.of(make.of("🧬".repeat(most)))).check();
        assertThat(wrongField(List.of(make.of("🧬".repeat(most + 1))))).isEqualTo(field);
        assertThat(wrongField(List.of(make.of("  ")))).isEqualTo(field);
    }

    @Test
    void a_rule_has_one_to_five_actions_and_at_most_ten_conditions() {
        var cancel = new Action.Cancel();
        rule("x", Logic.AND, Collections.nCopies(10, TRUE), Collections.nCopies(5, cancel)).check();
        assertThat(wrongField(List.of())).isEqualTo("actions");
        assertThat(wrongField(Collections.nCopies(6, cancel))).isEqualTo("actions");
        assertThat(wrongField(rule("x", Logic.AND, Collections.nCopies(11, TRUE), List.of(cancel))))
                .isEqualTo("conditions");
        assertThat(wrongField(rule(" ", Logic.AND, List.of(), List.of(cancel)))).isEqualTo("name");
        rule("x".repeat(200), Logic.AND, List.of(), List.of(cancel)).check();
        assertThat(wrongField(rule("x".repeat(201), Logic.AND, List.of(), List.of(cancel))))
                .isEqualTo("name");
    }

    @Test
    void a_condition_that_cannot_be_asked_is_named() {
        var wrong = new Condition(Field.DURATION, Operator.EQUALS, List.of("long"));
        assertThat(wrongField(rule("x", Logic.OR, List.of(TRUE, wrong), List.of(status()))))
                .isEqualTo("conditions[1].value");
    }

    private static Action status() {
        return new Action.SetStatus(Status.TENTATIVE);
    }

    private static String wrongField(List<? extends Action> actions) {
        return wrongField(rule("x", Logic.AND, List.of(), List.copyOf(actions)));
    }

    private static String wrongField(RuleDetails rule) {
        var refused = catchThrowableOfType(Rejected.class, rule::check).rejection();
        return ((Rejection.Invalid) refused).field();
    }

    @Test
    void a_run_has_succeeded_in_part_when_something_was_done_and_something_refused() {
        var refused = StepResult.refused("no");
        assertThat(RunStatus.of(List.of(StepResult.DONE, StepResult.UNCHANGED)))
                .isEqualTo(RunStatus.SUCCESS);
        assertThat(RunStatus.of(List.of(StepResult.DONE, refused)))
                .isEqualTo(RunStatus.PARTIAL_SUCCESS);
        assertThat(RunStatus.of(List.of(StepResult.UNCHANGED, refused)))
                .isEqualTo(RunStatus.FAILURE);
        assertThat(RunStatus.of(List.of(StepResult.UNCHANGED))).isEqualTo(RunStatus.SKIPPED);
    }

    @Test
    void the_same_cause_has_the_same_stream_and_no_other_has() {
        var rule = new RuleId(14);
        var entry = new almanac.entry.EntryId(42);
        assertThat(new RunId(rule, entry, 7, java.util.OptionalLong.empty()))
                .hasToString("run-14@42.7");
        assertThat(new RunId(rule, entry, 7, java.util.OptionalLong.of(3)))
                .hasToString("run-14@42.7!3");
    }
}
