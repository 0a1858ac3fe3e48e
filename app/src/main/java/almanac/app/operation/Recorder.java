package almanac.app.operation;

import almanac.app.ids.Ids;
import almanac.app.web.Commands;
import almanac.message.Actor;
import almanac.message.Origin;
import almanac.message.Rejected;
import almanac.message.Rejection;
import almanac.operation.OperationCommand;
import almanac.operation.OperationId;
import almanac.operation.OperationKind;
import almanac.operation.OperationOutcome;
import almanac.operation.Reasons;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/** Records what operators do before they do it, and what became of it. */
public final class Recorder implements Reasons {

    private static final int MOST_CHARACTERS = 500;

    private final Commands commands;
    private final Ids ids;

    public Recorder(Commands commands, Ids ids) {
        this.commands = commands;
        this.ids = ids;
    }

    /** What is about to be done, to what and why. */
    public record Intent(
            OperationKind kind, String target, Map<String, String> details, String reason) {

        public Intent {
            if (reason.isBlank() || reason.length() > MOST_CHARACTERS) {
                throw new Rejected(
                        new Rejection.Invalid(
                                "reason",
                                "reason must be 1 to " + MOST_CHARACTERS + " characters",
                                ""));
            }
        }

        public static Intent to(OperationKind kind, String target, String reason) {
            return new Intent(kind, target, Map.of(), reason);
        }
    }

    /** What became of it, and what there is to say of that. */
    record Ending(OperationOutcome outcome, String detail) {
        static final Ending DONE = new Ending(OperationOutcome.DONE, "");
    }

    /** Does it, between its two facts. */
    <T> T done(Actor operator, Intent intent, Function<OperationId, T> work) {
        return done(operator, intent, work, result -> Ending.DONE);
    }

    /**
     * Does it, between its two facts.
     *
     * @param ending what the result says of how it ended
     */
    <T> T done(
            Actor operator,
            Intent intent,
            Function<OperationId, T> work,
            Function<T, Ending> ending) {
        var id = begin(operator, intent);
        var result = attempted(operator, id, work);
        var end = ending.apply(result);
        end(operator, id, end.outcome(), end.detail());
        return result;
    }

    /** Does what answers nothing, between its two facts. */
    void run(Actor operator, Intent intent, Runnable work) {
        var unused =
                done(
                        operator,
                        intent,
                        id -> {
                            work.run();
                            return id;
                        });
    }

    @Override
    public <T> T recorded(
            Actor operator, OperationKind kind, String target, String reason, Supplier<T> work) {
        return done(operator, Intent.to(kind, target, reason), id -> work.get());
    }

    /** Begins something whose end is recorded elsewhere. */
    public <T> T begun(Actor operator, Intent intent, Function<OperationId, T> work) {
        return attempted(operator, begin(operator, intent), work);
    }

    private OperationId begin(Actor operator, Intent intent) {
        var id = ids.operation();
        commands.<Object>send(
                as(operator),
                new OperationCommand.BeginOperation(
                        id, intent.kind(), intent.target(), intent.details(), intent.reason()));
        return id;
    }

    private <T> T attempted(Actor operator, OperationId id, Function<OperationId, T> work) {
        try {
            return work.apply(id);
        } catch (Rejected refused) {
            end(operator, id, OperationOutcome.REFUSED, refused.rejection().message());
            throw refused;
        } catch (RuntimeException failed) {
            end(operator, id, OperationOutcome.FAILED, failed.getClass().getSimpleName());
            throw failed;
        }
    }

    /** Notes what became of it. */
    public void end(Actor operator, OperationId id, OperationOutcome outcome, String detail) {
        commands.<Object>send(as(operator), new OperationCommand.EndOperation(id, outcome, detail));
    }

    private static Actor as(Actor operator) {
        return operator.origin().kind() == Origin.Kind.SYSTEM
                ? operator
                : new Actor(operator.user(), Origin.of(Origin.Kind.OPERATOR));
    }
}
