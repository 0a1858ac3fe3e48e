package almanac.command.automation;

import almanac.automation.Reach;
import almanac.automation.RunFact;
import almanac.automation.Step;
import java.util.List;

/** A run as its facts left it. */
sealed interface RunState {

    RunState evolve(RunFact fact);

    record Absent() implements RunState {
        @Override
        public RunState evolve(RunFact fact) {
            if (fact instanceof RunFact.RunBegun begun) {
                return new Begun(begun.log(), begun.reach(), begun.steps(), false);
            }
            throw new IllegalStateException("no run yet, so this cannot follow: " + fact);
        }
    }

    record Begun(long log, Reach reach, List<Step> steps, boolean ended) implements RunState {
        @Override
        public RunState evolve(RunFact fact) {
            if (fact instanceof RunFact.RunEnded && !ended) {
                return new Begun(log, reach, steps, true);
            }
            throw new IllegalStateException("begun already, so this cannot follow: " + fact);
        }
    }
}
