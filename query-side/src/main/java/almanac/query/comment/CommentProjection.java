package almanac.query.comment;

import almanac.comment.CommentFact;
import almanac.query.rebuild.Batches;
import almanac.query.rebuild.Making;
import almanac.query.rebuild.ReadModel;
import almanac.query.rebuild.Rebuildable;
import almanac.query.rebuild.Stamped;
import java.time.Instant;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;

/** Keeps {@link Comments}; by itself, so that a rebuild of others leaves it alone. */
@ProcessingGroup("comments")
final class CommentProjection implements Rebuildable {

    private final Comments comments;
    private final Batches<CommentFact> batches;

    CommentProjection(Comments comments) {
        this.comments = comments;
        this.batches =
                new Batches<>(CommentFact.class, Comments.MODEL.name(), comments.rows()::write);
    }

    @EventHandler
    void on(CommentFact fact, @SequenceNumber long sequence, @Timestamp Instant at) {
        batches.add(new Stamped<>(fact, sequence, at));
    }

    @Override
    public ReadModel model() {
        return Comments.MODEL;
    }

    @Override
    public Making<CommentFact> making() {
        return comments.rows();
    }

    @Override
    public void ensureIndexes() {
        comments.rows().ensureIndexes();
    }

    @ResetHandler
    @Override
    public void reset() {
        comments.rows().clear();
    }
}
