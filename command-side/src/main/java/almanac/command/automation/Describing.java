package almanac.command.automation;

import almanac.automation.RuleCommand;
import almanac.automation.RuleFact;
import java.util.List;

/** Creating, describing and deleting rules. */
final class Describing {

    private Describing() {}

    static List<RuleFact> create(RuleState state, RuleCommand.CreateRule command) {
        command.details().check();
        return state instanceof RuleState.Absent
                ? List.of(
                        new RuleFact.RuleCreated(
                                command.rule(), command.owner(), command.details()))
                : List.of();
    }

    static List<RuleFact> change(RuleState state, RuleCommand.ChangeRule command) {
        var before = RuleState.standing(state, command.rule()).details();
        command.details().check();
        return command.details().equals(before)
                ? List.of()
                : List.of(new RuleFact.RuleChanged(command.rule(), command.details()));
    }

    static List<RuleFact> delete(RuleState state, RuleCommand.DeleteRule command) {
        RuleState.standing(state, command.rule());
        return List.of(new RuleFact.RuleDeleted(command.rule()));
    }
}
