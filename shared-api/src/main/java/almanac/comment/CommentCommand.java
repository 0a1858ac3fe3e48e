package almanac.comment;

import almanac.user.UserId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** What can be asked of a thread. A thread begins with what is first written in it. */
public sealed interface CommentCommand {

    ThreadId thread();

    CommentId comment();

    /** Who asks; must be who sends the command. */
    UserId by();

    /**
     * Says something, or answers {@code parent}. Refuses empty content without a template, content
     * that is too long, a parent that is not in this thread, and nesting that is too deep. A
     * comment of that number that is there already stays as it is, so that the command can be sent
     * again.
     */
    record WriteComment(
            @TargetAggregateIdentifier ThreadId thread,
            CommentId comment,
            UserId by,
            Optional<CommentId> parent,
            Optional<Template> template,
            String content,
            boolean flagged)
            implements CommentCommand {}

    /** Says it otherwise; a comment with a template keeps it. Author only (docs/adr/0007). */
    record EditComment(
            @TargetAggregateIdentifier ThreadId thread,
            CommentId comment,
            UserId by,
            String content)
            implements CommentCommand {}

    /** Flags or unflags; a comment that is flagged already keeps who flagged it and when. */
    record FlagComment(
            @TargetAggregateIdentifier ThreadId thread,
            CommentId comment,
            UserId by,
            boolean flagged)
            implements CommentCommand {}

    /**
     * Notes that somebody looked: once for each user and day, and not again within 5 minutes when a
     * day has just begun (contract 2.6, A11). Answers whether it was noted.
     *
     * @param at now
     * @param day today, where the user lives
     */
    record TrackOpen(
            @TargetAggregateIdentifier ThreadId thread,
            CommentId comment,
            UserId by,
            Instant at,
            LocalDate day,
            String note)
            implements CommentCommand {}
}
