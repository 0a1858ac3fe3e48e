package almanac.app.api.history;

import almanac.app.web.Caller;
import almanac.app.web.Commands;
import almanac.app.web.Outcome;
import almanac.app.web.Queries;
import almanac.entry.EntryCommand;
import almanac.history.Restoration;
import almanac.history.Restoration.Step;
import almanac.message.Rejected;
import almanac.operation.OperationKind;
import almanac.operation.Reasons;
import almanac.user.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** Sends compensating commands, or says what they would change. */
@Component
final class Restoring {

    private final Commands commands;
    private final Queries queries;
    private final Reasons reasons;

    Restoring(Commands commands, Queries queries, Reasons reasons) {
        this.commands = commands;
        this.queries = queries;
        this.reasons = reasons;
    }

    /**
     * What is done to what.
     *
     * @param reason of an operator
     */
    record Why(OperationKind kind, String target, Optional<String> reason) {
        static Why restored(String target, Optional<String> reason) {
            return new Why(OperationKind.RESTORE, target, reason);
        }
    }

    /** Where a plan of the same request began before, so that it is the same plan again. */
    OptionalLong seenBefore() {
        return commands.seenBefore();
    }

    /** Does it; where a reason is said, it is recorded. */
    <T> T told(Caller caller, Why why, Supplier<T> work) {
        if (why.reason().isEmpty()) {
            return work.get();
        }
        if (!caller.acts(Role.OPERATOR)) {
            throw Rejected.invalid("reason", "a reason is recorded of operators only");
        }
        return reasons.recorded(caller.actor(), why.kind(), why.target(), why.reason().get(), work);
    }

    RestoreJson.OfComment comment(Caller caller, Restoration.OfComment plan, boolean dry) {
        if (!dry) {
            plan.commands().forEach(it -> commands.sendPart(caller.actor(), it));
        }
        return new RestoreJson.OfComment(dry, HistoryJson.changes(plan.changes()));
    }

    /** All or nothing, since it is one event: a refusal is the answer. */
    RestoreJson one(Caller caller, Restoration plan, boolean dry) {
        var providers = Providers.of(queries, caller);
        if (!dry) {
            plan.steps().forEach(step -> commands.<Object>send(caller.actor(), step.command()));
        }
        return new RestoreJson(
                dry,
                List.of(),
                plan.steps().stream().map(it -> RestoreJson.Step.of(it, providers)).toList(),
                List.of());
    }

    /** As far as it goes: what is refused, or was changed meanwhile, is told. */
    RestoreJson all(Caller caller, Restoration plan, boolean dry) {
        var providers = Providers.of(queries, caller);
        var done = new ArrayList<Step>();
        var skipped = new ArrayList<RestoreJson.Skipped>();
        plan.skipped().forEach(each -> skipped.add(RestoreJson.Skipped.of(each)));
        if (dry) {
            done.addAll(plan.steps());
        } else {
            // nobody may write on it before
            plan.calendar().ifPresent(it -> commands.<Object>send(caller.actor(), it));
            send(caller, plan.steps(), done, skipped);
        }
        var calendars = plan.calendar().stream().map(RestoreJson.Calendar::of).toList();
        return new RestoreJson(
                dry,
                calendars,
                done.stream().map(it -> RestoreJson.Step.of(it, providers)).toList(),
                skipped);
    }

    private void send(
            Caller caller, List<Step> steps, List<Step> done, List<RestoreJson.Skipped> skipped) {
        List<EntryCommand> all = steps.stream().map(Step::command).toList();
        var batch = commands.<Object>sendAll(caller.actor(), all);
        for (var index = 0; index < steps.size(); index++) {
            var step = steps.get(index);
            switch (batch.outcomes().get(index)) {
                case Outcome.Done<Object> it -> done.add(step);
                case Outcome.Refused<Object>(var rejection) ->
                        skipped.add(RestoreJson.Skipped.refused(step, rejection));
            }
        }
        commands.awaitVisible(batch.position(), all);
    }
}
