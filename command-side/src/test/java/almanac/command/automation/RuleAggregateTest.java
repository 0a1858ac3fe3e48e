package almanac.command.automation;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.automation.Action;
import almanac.automation.Condition;
import almanac.automation.Field;
import almanac.automation.Logic;
import almanac.automation.Operator;
import almanac.automation.RuleCommand;
import almanac.automation.RuleDetails;
import almanac.automation.RuleFact;
import almanac.automation.RuleId;
import almanac.automation.Trigger;
import almanac.message.Rejected;
import almanac.message.Rejection;
import almanac.user.UserId;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.Assertions;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class RuleAggregateTest {

    private static final RuleId ID = new RuleId(14);
    private static final UserId ANA = new UserId(7);
    private static final RuleDetails GREEN = rule("Green", new Action.SetColor("#10b981"));
    private static final RuleDetails OFF = rule("Off", new Action.Cancel());
    private static final RuleFact CREATED = new RuleFact.RuleCreated(ID, ANA, GREEN);
    private static final RuleFact DELETED = new RuleFact.RuleDeleted(ID);

    private static RuleDetails rule(String name, Action... actions) {
        return new RuleDetails(
                name,
                Optional.empty(),
                Trigger.EVENT_CREATED,
                true,
                Logic.AND,
                List.of(new Condition(Field.TITLE, Operator.CONTAINS, List.of("soccer"))),
                List.of(actions));
    }

    private static AggregateTestFixture<RuleAggregate> fixture() {
        return new AggregateTestFixture<>(RuleAggregate.class);
    }

    @Test
    void a_rule_is_created_once_however_often_it_is_asked_for() {
        var create = new RuleCommand.CreateRule(ID, ANA, GREEN);
        fixture().givenNoPriorActivity().when(create).expectEvents(CREATED);
        fixture().given(CREATED).when(create).expectNoEvents();
        fixture().given(CREATED, DELETED).when(create).expectNoEvents();
    }

    @Test
    void a_change_takes_the_place_of_all_and_the_same_again_is_no_fact() {
        fixture()
                .given(CREATED)
                .when(new RuleCommand.ChangeRule(ID, OFF))
                .expectEvents(new RuleFact.RuleChanged(ID, OFF));
        fixture()
                .given(CREATED, new RuleFact.RuleChanged(ID, OFF))
                .when(new RuleCommand.ChangeRule(ID, OFF))
                .expectNoEvents();
    }

    @Test
    void what_cannot_be_carried_out_is_neither_created_nor_changed_to() {
        var nothing = rule("Nothing");
        var invalid = new Rejection.Invalid("actions", "actions must contain 1 to 5 elements", "0");
        assertThat(
                        rejection(() ->
                                Describing.create(
                                        new RuleState.Absent(),
                                        new RuleCommand.CreateRule(ID, ANA, nothing))))
                .isEqualTo(invalid);
        assertThat(
                        rejection(() ->
                                Describing.change(
                                        RuleState.after(CREATED),
                                        new RuleCommand.ChangeRule(ID, nothing))))
                .isEqualTo(invalid);
    }

    @Test
    void a_deleted_rule_is_gone() {
        fixture().given(CREATED).when(new RuleCommand.DeleteRule(ID)).expectEvents(DELETED);
        var deleted = RuleState.after(DELETED);
        var gone = new Rejection.NotFound("Rule", "14");
        assertThat(rejection(() -> Describing.delete(deleted, new RuleCommand.DeleteRule(ID))))
                .isEqualTo(gone);
        assertThat(rejection(() -> Describing.change(deleted, new RuleCommand.ChangeRule(ID, OFF))))
                .isEqualTo(gone);
    }

    private static Rejection rejection(Runnable decision) {
        return Assertions.catchThrowableOfType(Rejected.class, decision::run).rejection();
    }
}
