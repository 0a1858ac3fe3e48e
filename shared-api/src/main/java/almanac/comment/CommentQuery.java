package almanac.comment;

import almanac.entry.EntryNumber;
import almanac.time.AsOf;
import almanac.user.UserId;
import java.util.Optional;

/**
 * What can be asked about comments. Refusals are those of {@link almanac.entry.EntryQuery}: who may
 * read an entry may read its threads, and a deleted entry has none to show.
 */
public sealed interface CommentQuery {

    /**
     * Where the comments of an entry or an occurrence go; answers a ThreadHead.
     *
     * @param about a comment whose thread is meant, where that is read there too
     */
    record ThreadOf(EntryNumber number, Optional<CommentId> about, UserId viewer)
            implements CommentQuery {}

    /** Everything that is read there; answers a ThreadView. */
    record CommentsOn(EntryNumber number, UserId viewer) implements CommentQuery {}

    /**
     * One comment that is read there with its replies; answers a CommentView, NotFound elsewhere.
     */
    record CommentById(EntryNumber number, CommentId comment, UserId viewer)
            implements CommentQuery {}

    /** As {@link CommentsOn}, but as it was; as in {@link almanac.entry.EntryQuery.EntryAsOf}. */
    record CommentsAsOf(EntryNumber number, AsOf asOf, UserId viewer) implements CommentQuery {}
}
