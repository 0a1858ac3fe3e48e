package almanac.sync.rules;

import almanac.automation.Action;
import almanac.automation.Reach;
import almanac.automation.RunCommand;
import almanac.automation.RunId;
import almanac.automation.RunProgress;
import almanac.automation.Step;
import almanac.automation.StepResult;
import almanac.automation.Trigger;
import almanac.entry.EntryCommand;
import almanac.message.Actor;
import almanac.message.Origin;
import almanac.message.Rejected;
import almanac.user.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Carries out one run: claims it with its plan, does each step, keeps what became of them. Called
 * again for the same run, it goes on where a crash left it: the plan is the one that was claimed,
 * and a step that has left its fact is not done a second time, whatever happened since.
 */
final class Runner {

    private final Sending sending;
    private final EntryHistory history;
    private final RunNumbers numbers;
    private final Effects effects;

    Runner(Sending sending, EntryHistory history, RunNumbers numbers) {
        this.sending = sending;
        this.history = history;
        this.numbers = numbers;
        this.effects = new Effects(history);
    }

    void run(
            RunId run, UserId owner, Optional<Trigger> trigger, Reach reach, List<Action> actions) {
        var system = new Actor(owner, Origin.of(Origin.Kind.SYSTEM));
        var plan = actions.stream().map(this::step).toList();
        var progress =
                sending.<RunProgress>send(
                        system,
                        run.toString(),
                        new RunCommand.BeginRun(run, numbers.log(), owner, trigger, reach, plan));
        if (progress.ended()) {
            return;
        }
        var results = new ArrayList<StepResult>();
        for (var i = 0; i < progress.steps().size(); i++) {
            results.add(result(run, owner, progress, i));
        }
        sending.<Object>send(system, run.toString(), new RunCommand.EndRun(run, results));
    }

    private Step step(Action action) {
        return new Step(
                action,
                action instanceof Action.AddComment
                        ? Optional.of(numbers.comment())
                        : Optional.empty());
    }

    private StepResult result(RunId run, UserId owner, RunProgress progress, int number) {
        var request = run.step(number);
        if (progress.resumed() && history.wrote(run.entry(), run.revision(), request)) {
            return StepResult.DONE;
        }
        var actor = new Actor(owner, Origin.of(Origin.Kind.RULE, run.rule().value()));
        try {
            var command =
                    effects.of(progress.steps().get(number), run.entry(), owner, progress.reach());
            var before = history.revision(run.entry());
            sending.<Object>send(actor, request, command);
            var changed =
                    !(command instanceof EntryCommand)
                            || !history.revision(run.entry()).equals(before);
            return changed ? StepResult.DONE : StepResult.UNCHANGED;
        } catch (Rejected refused) {
            return StepResult.refused(refused.rejection().message());
        }
    }
}
