package almanac.query.automation;

import almanac.automation.RuleDetails;
import almanac.automation.RuleFact;
import almanac.automation.RuleId;
import almanac.user.UserId;
import java.util.Optional;

/** What the facts say of a rule. */
record RuleState(RuleId id, UserId owner, RuleDetails details, boolean deleted) {

    static RuleState after(Optional<RuleState> before, RuleFact fact) {
        if (fact instanceof RuleFact.RuleCreated(var id, var owner, var details)) {
            return new RuleState(id, owner, details, false);
        }
        return before.orElseThrow(() -> new IllegalStateException("no rule yet: " + fact))
                .after(fact);
    }

    private RuleState after(RuleFact fact) {
        return switch (fact) {
            case RuleFact.RuleCreated(var rule, var by, var as) ->
                    new RuleState(rule, by, as, false);
            case RuleFact.RuleChanged(var rule, var to) -> new RuleState(id, owner, to, deleted);
            case RuleFact.RuleDeleted(var rule) -> new RuleState(id, owner, details, true);
        };
    }
}
