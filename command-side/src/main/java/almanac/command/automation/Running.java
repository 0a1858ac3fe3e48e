package almanac.command.automation;

import almanac.automation.RunCommand;
import almanac.automation.RunFact;
import almanac.automation.RunProgress;
import almanac.message.Rejected;
import almanac.message.Rejection;
import java.util.List;

/** Claiming runs and keeping what became of them, each once. */
final class Running {

    private Running() {}

    static List<RunFact> begin(RunState state, RunCommand.BeginRun command) {
        return state instanceof RunState.Absent
                ? List.of(
                        new RunFact.RunBegun(
                                command.run(),
                                command.log(),
                                command.owner(),
                                command.trigger(),
                                command.reach(),
                                command.steps()))
                : List.of();
    }

    /** What an earlier claim set out to do, else what this one does. */
    static RunProgress progress(RunState state, RunCommand.BeginRun command) {
        return state instanceof RunState.Begun(var log, var reach, var steps, var ended)
                ? new RunProgress(reach, steps, true, ended)
                : new RunProgress(command.reach(), command.steps(), false, false);
    }

    static List<RunFact> end(RunState state, RunCommand.EndRun command) {
        if (!(state instanceof RunState.Begun begun)) {
            throw new Rejected(new Rejection.NotFound("Run", command.run().toString()));
        }
        if (begun.ended()) {
            return List.of();
        }
        if (command.results().size() != begun.steps().size()) {
            throw Rejected.invalid("results", "a run needs one result for each of its steps");
        }
        return List.of(new RunFact.RunEnded(command.run(), begun.log(), command.results()));
    }
}
