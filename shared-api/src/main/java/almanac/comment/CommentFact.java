package almanac.comment;

import almanac.message.Personal;
import almanac.user.UserId;
import java.time.LocalDate;
import java.util.Optional;

/** What happened in a thread. When, and through what, is metadata. */
public sealed interface CommentFact {

    ThreadId thread();

    CommentId comment();

    /**
     * @param content as it is read, with the prefix of the template
     * @param flagged by its author, from the beginning
     */
    record CommentWritten(
            ThreadId thread,
            CommentId comment,
            UserId author,
            Optional<CommentId> parent,
            Optional<Template> template,
            @Personal String content,
            boolean flagged)
            implements CommentFact {}

    record CommentEdited(ThreadId thread, CommentId comment, @Personal String content)
            implements CommentFact {}

    record CommentFlagged(ThreadId thread, CommentId comment, UserId by) implements CommentFact {}

    record CommentUnflagged(ThreadId thread, CommentId comment) implements CommentFact {}

    /**
     * Somebody looked, for the first time that day; the thread shows it as a comment.
     *
     * @param day as it was where the user lives
     */
    record OpenTracked(
            ThreadId thread,
            CommentId comment,
            UserId reader,
            LocalDate day,
            @Personal String content)
            implements CommentFact {}
}
