package almanac.automation;

import almanac.user.UserId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** What can be asked of a rule; only its owner may. */
public sealed interface RuleCommand {

    RuleId rule();

    /** Refuses with Invalid what {@link RuleDetails#check} refuses. */
    record CreateRule(@TargetAggregateIdentifier RuleId rule, UserId owner, RuleDetails details)
            implements RuleCommand {}

    /** Takes the place of everything that the rule said. */
    record ChangeRule(@TargetAggregateIdentifier RuleId rule, RuleDetails details)
            implements RuleCommand {}

    /** Deletes the rule; what it did stays done. */
    record DeleteRule(@TargetAggregateIdentifier RuleId rule) implements RuleCommand {}
}
