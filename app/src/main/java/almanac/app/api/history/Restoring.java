package almanac.app.api.history;

import almanac.app.web.Caller;
import almanac.app.web.Commands;
import almanac.app.web.Outcome;
import almanac.entry.EntryCommand;
import almanac.history.Restoration;
import almanac.history.Restoration.Step;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** Sends compensating commands, or says what they would change. */
@Component
final class Restoring {

    private final Commands commands;

    Restoring(Commands commands) {
        this.commands = commands;
    }

    /** All or nothing, since it is one event: a refusal is the answer. */
    RestoreJson one(Caller caller, Restoration plan, boolean dry) {
        if (!dry) {
            plan.steps()
                    .forEach(step ->
                            step.command()
                                    .ifPresent(it -> commands.<Object>send(caller.actor(), it)));
        }
        return new RestoreJson(
                dry,
                List.of(),
                plan.steps().stream().map(RestoreJson.Step::of).toList(),
                List.of());
    }

    /** As far as it goes: what is refused, or was changed meanwhile, is told. */
    RestoreJson all(Caller caller, Restoration plan, boolean dry) {
        var done = new ArrayList<RestoreJson.Step>();
        var skipped = new ArrayList<RestoreJson.Skipped>();
        var steps = new ArrayList<Step>();
        for (var step : plan.steps()) {
            if (step.command().isEmpty()) {
                skipped.add(RestoreJson.Skipped.of(step, step.reason()));
            } else {
                steps.add(step);
            }
        }
        if (!dry) {
            // nobody may write on it before
            plan.calendar().ifPresent(it -> commands.<Object>send(caller.actor(), it));
        }
        if (dry) {
            steps.forEach(step -> done.add(RestoreJson.Step.of(step)));
        } else {
            send(caller, steps, done, skipped);
        }
        var calendars = plan.calendar().stream().map(RestoreJson.Calendar::of).toList();
        return new RestoreJson(dry, calendars, done, skipped);
    }

    private void send(
            Caller caller,
            List<Step> steps,
            List<RestoreJson.Step> done,
            List<RestoreJson.Skipped> skipped) {
        List<EntryCommand> all = steps.stream().flatMap(it -> it.command().stream()).toList();
        var batch = commands.<Object>sendAll(caller.actor(), all);
        for (var index = 0; index < steps.size(); index++) {
            var step = steps.get(index);
            switch (batch.outcomes().get(index)) {
                case Outcome.Done<Object> it -> done.add(RestoreJson.Step.of(step));
                case Outcome.Refused<Object>(var rejection) ->
                        skipped.add(RestoreJson.Skipped.of(step, rejection.message()));
            }
        }
        commands.awaitVisible(batch.position(), all);
    }
}
