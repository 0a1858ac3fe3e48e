package almanac.command.comment;

import almanac.comment.CommentCommand;
import almanac.comment.CommentFact;
import almanac.comment.CommentId;
import almanac.comment.Template;
import almanac.message.Rejected;
import almanac.message.Rejection;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What is new in a thread: comments, replies, and who looked. */
final class Writing {

    /** How many comments deep a thread may go, the first included. */
    static final int DEEPEST = 32;

    /** For so long after a look nobody looks anew, whatever the calendar says. */
    static final Duration ONE_LOOK = Duration.ofMinutes(5);

    private Writing() {}

    /** A second writing of the same comment changes nothing: a request may be tried again. */
    static List<CommentFact> write(Conversation before, CommentCommand.WriteComment command) {
        if (before.comment(command.comment()).isPresent()) {
            return List.of();
        }
        command.parent().ifPresent(parent -> requireRoomBelow(before, parent));
        return List.of(
                new CommentFact.CommentWritten(
                        command.thread(),
                        command.comment(),
                        command.by(),
                        command.parent(),
                        command.template(),
                        Content.of("content", command.content(), command.template()),
                        command.flagged()));
    }

    private static void requireRoomBelow(Conversation before, CommentId parent) {
        var number = Long.toString(parent.value());
        var depth =
                before.comment(parent)
                        .orElseThrow(() ->
                                new Rejected(new Rejection.NotFound("Parent comment", number)))
                        .depth();
        if (depth >= DEEPEST) {
            throw new Rejected(
                    new Rejection.Invalid(
                            "parentCommentId",
                            "parentCommentId must not be nested more than " + DEEPEST + " deep",
                            number));
        }
    }

    static List<CommentFact> trackOpen(Conversation before, CommentCommand.TrackOpen command) {
        return before.opened(command.by(), command.day())
                        || before.openedWithin(ONE_LOOK, command.by(), command.at())
                ? List.of()
                : List.of(
                        new CommentFact.OpenTracked(
                                command.thread(),
                                command.comment(),
                                command.by(),
                                command.day(),
                                Content.of(
                                        "note", command.note(), Optional.of(Template.OPEN_EVENT))));
    }
}
