package almanac.app.api.comments;

import almanac.app.web.Caller;
import almanac.app.web.Commands;
import almanac.app.web.Instants;
import almanac.app.web.PathNumbers;
import almanac.app.web.Queries;
import almanac.comment.CommentCommand;
import almanac.comment.CommentId;
import almanac.comment.CommentQuery;
import almanac.comment.CommentView;
import almanac.comment.ThreadHead;
import almanac.comment.ThreadView;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds the thread of an event's number, and says what was asked for in it. */
@Component
final class Threads {

    private final Commands commands;
    private final Queries queries;
    private final Instants instants;

    Threads(Commands commands, Queries queries, Instants instants) {
        this.commands = commands;
        this.queries = queries;
        this.instants = instants;
    }

    /** Refuses a number that is none of ours, and what the caller may not read. */
    Place at(Caller caller, long eventId) {
        return at(caller, eventId, Optional.empty());
    }

    /** The thread of that comment, where it is one that is read under the number too. */
    Place at(Caller caller, long eventId, Optional<CommentId> about) {
        var number = PathNumbers.entry("eventId", eventId);
        var query = new CommentQuery.ThreadOf(number, about, caller.user());
        var head = queries.ask(query, ThreadHead.class);
        return new Place(caller, number, head.id());
    }

    ThreadView all(Caller caller, long eventId, @Nullable String asOf) {
        var number = PathNumbers.entry("eventId", eventId);
        var query =
                instants.asOf(asOf)
                        .<CommentQuery>map(
                                then -> new CommentQuery.CommentsAsOf(number, then, caller.user()))
                        .orElseGet(() -> new CommentQuery.CommentsOn(number, caller.user()));
        return queries.ask(query, ThreadView.class);
    }

    /** Carries it out, then answers the comment as it is read. */
    CommentJson say(Place place, CommentCommand command) {
        commands.send(place.caller().actor(), command);
        return comment(place, command.comment());
    }

    /** Whether it was noted: a first look of the day, and not one of a moment ago. */
    boolean tracks(Place place, CommentCommand.TrackOpen command) {
        return commands.<Boolean>send(place.caller().actor(), command);
    }

    CommentJson comment(Place place, CommentId comment) {
        var query = new CommentQuery.CommentById(place.number(), comment, place.caller().user());
        return CommentJson.of(queries.ask(query, CommentView.class));
    }
}
