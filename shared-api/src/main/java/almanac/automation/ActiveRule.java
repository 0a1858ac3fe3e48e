package almanac.automation;

import java.time.Instant;

/**
 * A rule that its trigger sets going.
 *
 * @param since when it was created; what happened before is none of its business
 */
public record ActiveRule(RuleId id, RuleDetails details, Instant since) {}
