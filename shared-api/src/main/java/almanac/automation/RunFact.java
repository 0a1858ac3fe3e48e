package almanac.automation;

import almanac.user.UserId;
import java.util.List;
import java.util.Optional;

/**
 * What a rule did. Kept only where its conditions held: most edits concern no rule, and facts are
 * for ever.
 */
public sealed interface RunFact {

    RunId run();

    /** The number under which the owner finds the run. */
    long log();

    /** The conditions held, and this is about to be done. */
    record RunBegun(
            RunId run,
            long log,
            UserId owner,
            Optional<Trigger> trigger,
            Reach reach,
            List<Step> steps)
            implements RunFact {
        public RunBegun {
            steps = List.copyOf(steps);
        }
    }

    /**
     * @param results one for each step, in order
     */
    record RunEnded(RunId run, long log, List<StepResult> results) implements RunFact {
        public RunEnded {
            results = List.copyOf(results);
        }
    }
}
