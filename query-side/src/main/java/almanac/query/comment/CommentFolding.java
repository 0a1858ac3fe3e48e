package almanac.query.comment;

import almanac.comment.CommentFact;
import almanac.query.rebuild.Folding;
import almanac.query.rebuild.JsonState;
import almanac.query.rebuild.Stamped;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;
import org.bson.Document;

/** The facts of a thread to one document per comment, so that no write grows with the thread. */
final class CommentFolding implements Folding<CommentFact, CommentState> {

    /** The thread's name. */
    static final String THREAD = "thread";

    /** The number of the comment that this one answers; absent when there is none. */
    static final String PARENT = "parent";

    private final JsonState<CommentState> json;

    CommentFolding(ObjectMapper mapper) {
        this.json = new JsonState<>(mapper, CommentState.class);
    }

    @Override
    public long id(CommentFact fact) {
        return fact.comment().value();
    }

    @Override
    public boolean begins(CommentFact fact) {
        return fact instanceof CommentFact.CommentWritten
                || fact instanceof CommentFact.OpenTracked;
    }

    @Override
    public CommentState next(Optional<CommentState> state, Stamped<CommentFact> fact) {
        return CommentState.after(state, fact);
    }

    @Override
    public Document write(CommentState state) {
        var document = new Document(THREAD, state.thread().toString());
        state.parent().ifPresent(parent -> document.append(PARENT, parent.value()));
        return json.append(document, state);
    }

    @Override
    public CommentState read(Document document) {
        return json.read(document);
    }
}
