package almanac.automation;

import almanac.user.UserId;

/** What happened to a rule; what it did is {@link RunFact}. */
public sealed interface RuleFact {

    RuleId rule();

    record RuleCreated(RuleId rule, UserId owner, RuleDetails details) implements RuleFact {}

    record RuleChanged(RuleId rule, RuleDetails details) implements RuleFact {}

    record RuleDeleted(RuleId rule) implements RuleFact {}
}
