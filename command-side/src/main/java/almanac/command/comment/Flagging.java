package almanac.command.comment;

import almanac.comment.CommentCommand;
import almanac.comment.CommentFact;
import almanac.message.Rejected;
import almanac.message.Rejection;
import java.util.List;

/** Flagging and unflagging, which everybody may who may read. */
final class Flagging {

    private Flagging() {}

    static List<CommentFact> flag(Conversation before, CommentCommand.FlagComment command) {
        if (comment(before, command).flagged() == command.flagged()) {
            return List.of();
        }
        return List.of(
                command.flagged()
                        ? new CommentFact.CommentFlagged(
                                command.thread(), command.comment(), command.by())
                        : new CommentFact.CommentUnflagged(command.thread(), command.comment()));
    }

    /** The comment that a command is about; refuses one that is not in the thread. */
    static Conversation.Comment comment(Conversation before, CommentCommand command) {
        var number = Long.toString(command.comment().value());
        return before.comment(command.comment())
                .orElseThrow(() -> new Rejected(new Rejection.NotFound("Comment", number)));
    }
}
