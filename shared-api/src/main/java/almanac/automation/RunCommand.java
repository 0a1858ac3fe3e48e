package almanac.automation;

import almanac.user.UserId;
import java.util.List;
import java.util.Optional;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** How a run is kept; only the system itself sends these. */
public sealed interface RunCommand {

    RunId run();

    /**
     * Claims the run and keeps its plan before anything is done. A second claim changes nothing.
     * Answers the {@link RunProgress} that stands.
     *
     * @param log the number under which the owner finds it
     * @param trigger empty when its owner ran the rule
     */
    record BeginRun(
            @TargetAggregateIdentifier RunId run,
            long log,
            UserId owner,
            Optional<Trigger> trigger,
            Reach reach,
            List<Step> steps)
            implements RunCommand {
        public BeginRun {
            steps = List.copyOf(steps);
        }
    }

    /** Keeps what became of it, once. */
    record EndRun(@TargetAggregateIdentifier RunId run, List<StepResult> results)
            implements RunCommand {
        public EndRun {
            results = List.copyOf(results);
        }
    }
}
