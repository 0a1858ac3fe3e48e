package almanac.query.comment;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;

import almanac.comment.CommentFact;
import almanac.comment.CommentId;
import almanac.comment.ThreadId;
import almanac.query.calendar.Calendars;
import almanac.query.entry.Entries;
import almanac.query.entry.PastEntries;
import almanac.query.past.FactLog;
import almanac.query.past.Fold;
import almanac.query.rebuild.FoldedModel;
import almanac.query.rebuild.ReadModel;
import almanac.query.rebuild.ReadModels;
import almanac.query.rebuild.Rebuildable;
import almanac.query.rebuild.Row;
import almanac.query.user.PastUsers;
import almanac.query.user.Users;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Indexes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;

/** The comments that are known here. */
public final class Comments {

    static final ReadModel MODEL = new ReadModel("comments", 1);

    private static final int PARENTS_AT_ONCE = 500;

    private final FoldedModel<CommentFact, CommentState> rows;

    public Comments(ReadModels models, ObjectMapper mapper) {
        this.rows =
                new FoldedModel<>(
                        models.place(MODEL, "comments"),
                        CommentFact.class,
                        "thread-",
                        new CommentFolding(mapper),
                        Comments::createIndexes);
    }

    /** Threads as they were. */
    public PastComments past(FactLog log, PastEntries entries, PastUsers users) {
        var fold = new Fold<>(CommentFact.class, rows.folding());
        return new PastComments(log, fold, entries, users);
    }

    /** How the facts of this read model add up. */
    public Fold<CommentFact, ?> fold() {
        return new Fold<>(CommentFact.class, rows.folding());
    }

    /** Keeps this read model; for Axon's processor "comments". */
    public Rebuildable projection() {
        return new CommentProjection(this);
    }

    /** Answers {@link almanac.comment.CommentQuery}; for Axon's query bus. */
    public Object queries(Entries entries, Calendars calendars, Users users) {
        return new CommentQueries(this, entries, calendars, users);
    }

    /** Everything in these threads, in no order. */
    List<Row<CommentState>> of(Collection<ThreadId> threads) {
        return found(in(CommentFolding.THREAD, threads.stream().map(ThreadId::toString).toList()));
    }

    /** The comment, when it is in one of these threads. */
    Optional<Row<CommentState>> of(Collection<ThreadId> threads, CommentId comment) {
        return found(eq("_id", comment.value())).stream()
                .filter(row -> threads.contains(row.state().thread()))
                .findFirst();
    }

    /** Everything below a comment, level by level, of which there are few. */
    List<Row<CommentState>> below(CommentId comment) {
        var all = new ArrayList<Row<CommentState>>();
        var level = List.of(comment.value());
        while (!level.isEmpty()) {
            var next = answersTo(level);
            all.addAll(next);
            level = next.stream().map(row -> row.state().id().value()).toList();
        }
        return all;
    }

    private List<Row<CommentState>> answersTo(List<Long> parents) {
        var found = new ArrayList<Row<CommentState>>();
        for (var start = 0; start < parents.size(); start += PARENTS_AT_ONCE) {
            var end = Math.min(parents.size(), start + PARENTS_AT_ONCE);
            found.addAll(found(in(CommentFolding.PARENT, parents.subList(start, end))));
        }
        return found;
    }

    private List<Row<CommentState>> found(Bson filter) {
        var found = new ArrayList<Row<CommentState>>();
        rows.documents().find(filter).forEach(document -> found.add(rows.row(document)));
        return found;
    }

    FoldedModel<CommentFact, CommentState> rows() {
        return rows;
    }

    private static void createIndexes(MongoCollection<Document> documents) {
        documents.createIndex(Indexes.ascending(CommentFolding.THREAD));
        documents.createIndex(Indexes.ascending(CommentFolding.PARENT));
    }
}
