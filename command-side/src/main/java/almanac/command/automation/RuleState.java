package almanac.command.automation;

import almanac.automation.RuleDetails;
import almanac.automation.RuleFact;
import almanac.automation.RuleId;
import almanac.message.Rejected;
import almanac.message.Rejection;

/** A rule as its facts left it. */
sealed interface RuleState {

    record Absent() implements RuleState {}

    record Standing(RuleDetails details) implements RuleState {}

    record Deleted() implements RuleState {}

    /** The rule as it stands; refuses what was never there or was deleted. */
    static Standing standing(RuleState state, RuleId id) {
        if (state instanceof Standing standing) {
            return standing;
        }
        throw new Rejected(new Rejection.NotFound("Rule", Long.toString(id.value())));
    }

    static RuleState after(RuleFact fact) {
        return switch (fact) {
            case RuleFact.RuleCreated created -> new Standing(created.details());
            case RuleFact.RuleChanged changed -> new Standing(changed.details());
            case RuleFact.RuleDeleted deleted -> new Deleted();
        };
    }
}
