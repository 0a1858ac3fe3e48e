package almanac.query.automation;

import almanac.automation.Reach;
import almanac.automation.RunFact;
import almanac.automation.RunId;
import almanac.automation.RunStatus;
import almanac.automation.Step;
import almanac.automation.StepResult;
import almanac.automation.Trigger;
import almanac.user.UserId;
import java.util.List;
import java.util.Optional;

/** What the facts say of a run. */
record RunState(
        long log,
        RunId run,
        UserId owner,
        Optional<Trigger> trigger,
        Reach reach,
        List<Step> steps,
        List<StepResult> results,
        Optional<RunStatus> status) {

    static RunState after(Optional<RunState> before, RunFact fact) {
        return switch (fact) {
            case RunFact.RunBegun(var run, var log, var owner, var trigger, var reach, var steps) ->
                    new RunState(
                            log, run, owner, trigger, reach, steps, List.of(), Optional.empty());
            case RunFact.RunEnded ended ->
                    before.orElseThrow(() -> new IllegalStateException("no run yet: " + fact))
                            .ended(ended.results());
        };
    }

    private RunState ended(List<StepResult> with) {
        return new RunState(
                log, run, owner, trigger, reach, steps, with, Optional.of(RunStatus.of(with)));
    }
}
