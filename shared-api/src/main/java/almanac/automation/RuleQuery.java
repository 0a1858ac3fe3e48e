package almanac.automation;

import almanac.user.UserId;

/**
 * What can be asked about rules and their runs. Refusals follow contract.md R25: NotPermitted for
 * what is somebody else's, NotFound for what is not there.
 */
public sealed interface RuleQuery {

    /**
     * A part of the viewer's rules in the order of their ids; answers a {@link RulePage}.
     *
     * @param offset how many to pass over
     * @param limit how many to answer at most, from 1
     */
    record RulesOf(UserId viewer, long offset, int limit) implements RuleQuery {}

    /** One rule of the viewer; answers a {@link RuleView}. */
    record RuleById(RuleId rule, UserId viewer) implements RuleQuery {}

    /** A user's rules that are enabled, by id; answers a list of {@link ActiveRule}. */
    record ActiveRulesOf(UserId owner) implements RuleQuery {}

    /** Whether anybody has a rule, enabled or not; answers a Boolean. */
    record AnyRules() implements RuleQuery {}

    /** A part of what a rule of the viewer did, newest first; answers a {@link RunPage}. */
    record RunsOf(RuleId rule, UserId viewer, long offset, int limit) implements RuleQuery {}

    /** One run, also of a rule that was deleted since; answers a {@link RunView}. */
    record RunByLog(long log, UserId viewer) implements RuleQuery {}

    /** How a rule of the viewer has fared; answers {@link RuleStats}. */
    record StatsOf(RuleId rule, UserId viewer) implements RuleQuery {}
}
