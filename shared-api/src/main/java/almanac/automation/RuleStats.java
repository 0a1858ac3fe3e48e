package almanac.automation;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * How a rule has fared.
 *
 * @param runs how often it ran, those that go on included
 * @param byStatus runs that ended; every status is there
 */
public record RuleStats(
        RuleId rule, long runs, Map<RunStatus, Long> byStatus, Optional<Instant> lastRunAt) {
    public RuleStats {
        byStatus = Map.copyOf(byStatus);
    }
}
