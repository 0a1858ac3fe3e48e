package almanac.command.comment;

import almanac.comment.CommentCommand;
import almanac.comment.CommentFact;
import almanac.message.Rejected;
import almanac.message.Rejection;
import almanac.user.UserId;
import java.util.List;

/** Saying something otherwise. */
final class Editing {

    private Editing() {}

    static List<CommentFact> edit(Conversation before, CommentCommand.EditComment command) {
        var comment = Flagging.comment(before, command);
        if (comment.tracked()) {
            throw refused("System-generated comments cannot be edited");
        }
        if (!mayEdit(comment, command.by())) {
            throw refused("You do not have permission to edit comment");
        }
        var content = Content.of("content", command.content(), comment.template());
        return content.equals(comment.content())
                ? List.of()
                : List.of(
                        new CommentFact.CommentEdited(
                                command.thread(), command.comment(), content));
    }

    /**
     * Nobody puts words into another's mouth (docs/adr/0007); the one place to decide otherwise,
     * but for the plans of restores, which foresee it.
     */
    static boolean mayEdit(Conversation.Comment comment, UserId editor) {
        return comment.author().equals(editor);
    }

    private static Rejected refused(String message) {
        return new Rejected(new Rejection.NotPermitted("Comment", message));
    }
}
