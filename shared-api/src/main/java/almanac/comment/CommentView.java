package almanac.comment;

import almanac.user.UserSummary;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One comment as whoever may read the entry sees it.
 *
 * @param thread where it was said
 * @param tracked whether it only notes that somebody looked
 * @param replies oldest first
 */
public record CommentView(
        CommentId id,
        ThreadHead thread,
        Optional<CommentId> parent,
        Optional<Template> template,
        String content,
        Optional<Flag> flag,
        UserSummary reporter,
        boolean tracked,
        Instant createdAt,
        Instant updatedAt,
        List<CommentView> replies) {

    /** Who flagged it, and when. */
    public record Flag(UserSummary by, Instant at) {}

    public CommentView {
        replies = List.copyOf(replies);
    }
}
