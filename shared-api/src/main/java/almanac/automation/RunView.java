package almanac.automation;

import almanac.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A run as the owner of the rule sees it.
 *
 * @param status empty while it goes on
 * @param results one for each step; none while it goes on
 */
public record RunView(
        long log,
        RunId run,
        UserId owner,
        Optional<Trigger> trigger,
        Reach reach,
        List<Step> steps,
        List<StepResult> results,
        Optional<RunStatus> status,
        Instant begunAt,
        Optional<Instant> endedAt) {
    public RunView {
        steps = List.copyOf(steps);
        results = List.copyOf(results);
    }
}
