package almanac.comment;

import java.util.List;

/**
 * A thread as whoever may read the entry sees it.
 *
 * @param comments those that answer nobody, oldest first
 */
public record ThreadView(ThreadHead head, List<CommentView> comments) {
    public ThreadView {
        comments = List.copyOf(comments);
    }
}
