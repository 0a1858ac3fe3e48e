package almanac.automation;

import almanac.automation.StepResult.Outcome;
import java.util.List;

/** What became of a run (contract.md 8.1, audit {@code status}). */
public enum RunStatus {
    SUCCESS,
    /** Some actions were done, others refused. */
    PARTIAL_SUCCESS,
    /** Actions were refused and none was done. */
    FAILURE,
    /** Everything was so already. */
    SKIPPED;

    public static RunStatus of(List<StepResult> results) {
        var done = results.stream().anyMatch(each -> each.outcome() == Outcome.DONE);
        var refused = results.stream().anyMatch(each -> each.outcome() == Outcome.REFUSED);
        if (refused) {
            return done ? PARTIAL_SUCCESS : FAILURE;
        }
        return done ? SUCCESS : SKIPPED;
    }
}
