package almanac.app.web;

import almanac.comment.CommentCommand;
import almanac.entry.EntryCommand;
import almanac.message.Actor;
import almanac.message.Notice;
import almanac.message.Rejected;
import almanac.message.Rejection;
import almanac.store.WritePosition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Sends commands and returns when what they changed can be read.
 *
 * <p>A lost optimistic race is decided again, a few times: the aggregate then sees the newer state,
 * and refuses with {@link Rejection.StaleRevision} where the command names a revision. A refusal is
 * {@link Rejected}. When the read models do not pass the write in time the refusal is {@link
 * Rejection.NotYetVisible}; the write stands.
 *
 * <p>When a request is tried again, a command that is found carried out is not sent, and answers
 * null; then, and whenever nothing is written, the wait is for all that is stored.
 */
public final class Commands {

    /** The metadata entry and logging key of the request that a command belongs to. */
    public static final String REQUEST_ID = Actor.REQUEST_KEY;

    private static final int ATTEMPTS = 5;

    /** So many may write to the same thing at once and all be done. */
    private static final int READINGS = 20;

    private final CommandGateway gateway;
    private final Visibility visibility;
    private final EarlierWrites earlier;

    public Commands(CommandGateway gateway, Visibility visibility, EarlierWrites earlier) {
        this.gateway = gateway;
        this.visibility = visibility;
        this.earlier = earlier;
    }

    /** Sends one command; answers what its handler answers, null for none. */
    public <R extends @Nullable Object> R send(Actor actor, Object command) {
        return sent(actor.asMetaData(), command, nextOperation(command));
    }

    /** The same; the facts say whom the writer wants told. */
    public <R extends @Nullable Object> R send(Actor actor, Notice notice, Object command) {
        return sent(metaData(actor, notice), command, nextOperation(command));
    }

    /**
     * Sends one of several commands to one thing, each of another kind: where only some of them are
     * left to do, a later attempt does not take one for another.
     */
    public void sendPart(Actor actor, Object command) {
        var kind = command.getClass().getSimpleName();
        var operation = Attempt.current().map(attempt -> attempt.operation(kind));
        this.<@Nullable Object>sent(actor.asMetaData(), command, operation);
    }

    /**
     * Whether an earlier attempt at this request carried that command out, which the request sends
     * next to that thing: then what stands shows its effect already.
     */
    public boolean carriedOut(Object command) {
        var message = new GenericCommandMessage<>(command);
        return Attempt.current()
                .filter(Attempt::again)
                .map(attempt -> attempt.upcomingOperation(earlier.stream(message)))
                .filter(operation -> earlier.hold(message, operation))
                .isPresent();
    }

    /**
     * The position at which an earlier attempt at this request found things, so that a plan is made
     * of the same again; empty for the first one.
     */
    public OptionalLong seenBefore() {
        return Attempt.noted(() -> earlier.head().orElse(-1));
    }

    /**
     * Sends a command that is made of what can be read and names its revision. Where somebody wrote
     * in between it is made anew, so that what they wrote is kept; who always comes too late is
     * refused with {@link Rejection.Conflict}.
     */
    public void sendAsRead(Actor actor, Notice notice, Supplier<?> made) {
        var metaData = metaData(actor, notice);
        var command = made.get();
        var operation = nextOperation(command);
        for (var reading = 1; ; reading++) {
            try {
                this.<@Nullable Object>sent(metaData, command, operation);
                return;
            } catch (Rejected refused) {
                if (!(refused.rejection() instanceof Rejection.StaleRevision)) {
                    throw refused;
                }
                if (reading == READINGS) {
                    throw changing();
                }
                visibility.await(earlier.head(), List.of(command));
            }
            command = made.get();
        }
    }

    private static Map<String, String> metaData(Actor actor, Notice notice) {
        var metaData = new LinkedHashMap<>(actor.asMetaData());
        metaData.putAll(notice.asMetaData());
        return metaData;
    }

    private Optional<String> nextOperation(Object command) {
        return Attempt.current()
                .map(attempt ->
                        attempt.nextOperation(
                                earlier.stream(new GenericCommandMessage<>(command))));
    }

    private <R extends @Nullable Object> R sent(
            Map<String, String> metaData, Object command, Optional<String> operation) {
        var written = WritePosition.<R>capture(() -> decided(metaData, command, operation));
        var position = written.position();
        if (position.isEmpty() && Attempt.current().map(Attempt::again).orElse(false)) {
            position = earlier.head();
        }
        visibility.await(position, List.of(command));
        return written.value();
    }

    /**
     * What became of many commands.
     *
     * @param outcomes one for each, in order
     * @param position of the last write, none when nothing was stored
     */
    public record Batch<R extends @Nullable Object>(
            List<Outcome<R>> outcomes, OptionalLong position) {}

    /**
     * Sends the commands one after another, whatever becomes of the others, and does not wait: call
     * {@link #awaitVisible} before an answer goes out. What the actor may do is looked up once.
     */
    public <R extends @Nullable Object> Batch<R> sendAll(Actor actor, List<?> commands) {
        return SameAnswers.during(() -> this.<R>inOrder(actor, commands));
    }

    private <R extends @Nullable Object> Batch<R> inOrder(Actor actor, List<?> commands) {
        var last = OptionalLong.empty();
        var outcomes = new ArrayList<Outcome<R>>(commands.size());
        for (var command : commands) {
            var written = WritePosition.<Outcome<R>>capture(() -> outcome(actor, command));
            last = written.position().isPresent() ? written.position() : last;
            outcomes.add(written.value());
        }
        return new Batch<>(List.copyOf(outcomes), last);
    }

    /** Returns when what such commands wrote up to the position can be read. */
    public void awaitVisible(OptionalLong position, List<?> commands) {
        visibility.await(position, commands);
    }

    private <R extends @Nullable Object> Outcome<R> outcome(Actor actor, Object command) {
        try {
            return new Outcome.Done<>(
                    this.<R>decided(actor.asMetaData(), command, nextOperation(command)));
        } catch (Rejected refused) {
            return new Outcome.Refused<>(refused.rejection());
        }
    }

    private <R extends @Nullable Object> R decided(
            Map<String, String> metaData, Object command, Optional<String> operation) {
        var message = message(metaData, command, operation);
        for (var attempt = 1; ; attempt++) {
            if (operation.isPresent() && done(message, operation.get(), attempt)) {
                return nothing();
            }
            try {
                return gateway.sendAndWait(message);
            } catch (RuntimeException failure) {
                if (!lostRace(failure)) {
                    throw Causes.unwrapped(failure);
                }
                if (attempt == ATTEMPTS || command instanceof EntryCommand.WelcomeEntry) {
                    throw changing();
                }
            }
        }
    }

    private static Rejected changing() {
        return new Rejected(new Rejection.Conflict("", "someone else is changing the same thing"));
    }

    /** A lost race may have been one against an earlier attempt at this very request. */
    private boolean done(CommandMessage<?> message, String operation, int attempt) {
        var possible = attempt > 1 || Attempt.current().map(Attempt::again).orElse(false);
        return possible && !decidesAgain(message.getPayload()) && earlier.hold(message, operation);
    }

    /** They answer something that only a decision knows, and change nothing the second time. */
    private static boolean decidesAgain(Object command) {
        return command instanceof CommentCommand.TrackOpen
                || command instanceof EntryCommand.ImportEntry
                || command instanceof EntryCommand.ImportOccurrence
                || command instanceof EntryCommand.MergeEntry
                || command instanceof EntryCommand.WelcomeEntry;
    }

    /** What a handler answers that answers nothing; such a command has no other R than Object. */
    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
    private static <R extends @Nullable Object> R nothing() {
        return null;
    }

    private static GenericCommandMessage<Object> message(
            Map<String, String> from, Object command, Optional<String> operation) {
        var metaData = new LinkedHashMap<>(from);
        var request = MDC.get(REQUEST_ID);
        if (request != null) {
            metaData.put(REQUEST_ID, request);
        }
        operation.ifPresent(name -> metaData.put(Actor.OPERATION_KEY, name));
        return new GenericCommandMessage<>(command, metaData);
    }

    private static boolean lostRace(Throwable failure) {
        return Causes.find(failure, ConcurrencyException.class).isPresent()
                || Causes.find(failure, AggregateStreamCreationException.class).isPresent();
    }
}
