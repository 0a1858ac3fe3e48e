package almanac.automation;

import almanac.user.UserId;
import java.time.Instant;
import java.util.Optional;

/**
 * A rule as its owner sees it.
 *
 * @param runs how often it ran
 * @param lastRunAt when its last run began
 * @param revision sequence number of its last fact
 */
public record RuleView(
        RuleId id,
        UserId owner,
        RuleDetails details,
        long runs,
        Optional<Instant> lastRunAt,
        Instant createdAt,
        Instant updatedAt,
        long revision) {}
