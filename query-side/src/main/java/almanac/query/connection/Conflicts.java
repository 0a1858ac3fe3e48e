package almanac.query.connection;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Sorts.descending;

import almanac.connection.ConflictFact;
import almanac.connection.ConflictId;
import almanac.connection.ConflictView;
import almanac.connection.ConnectionQuery;
import almanac.query.past.Fold;
import almanac.query.rebuild.FoldedModel;
import almanac.query.rebuild.ReadModel;
import almanac.query.rebuild.ReadModels;
import almanac.query.rebuild.Rebuildable;
import almanac.query.rebuild.Row;
import almanac.user.UserId;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Indexes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.Document;

/** The conflicts that are known here, read from the store at every question. */
public final class Conflicts {

    static final ReadModel MODEL = new ReadModel("conflicts", 1);

    private final FoldedModel<ConflictFact, ConflictState> rows;

    public Conflicts(ReadModels models, ObjectMapper mapper) {
        this.rows =
                new FoldedModel<>(
                        models.place(MODEL, "connections"),
                        ConflictFact.class,
                        "conflict-",
                        new ConflictFolding(mapper),
                        Conflicts::createIndexes);
    }

    /** How the facts of this read model add up. */
    public Fold<ConflictFact, ?> fold() {
        return new Fold<>(ConflictFact.class, rows.folding());
    }

    /** Keeps this read model; for Axon's processor "connections". */
    public Rebuildable projection() {
        return new ConflictProjection(this);
    }

    /** Answers {@link ConnectionQuery} about conflicts; for Axon's query bus. */
    public Object queries() {
        return new ConflictQueries(this);
    }

    /** Those with a smaller number than {@code before}, the largest number first. */
    List<ConflictView> page(ConnectionQuery.ConflictsOf asked) {
        var whose = asked.open() ? ConflictFolding.OPEN : ConflictFolding.USER;
        var views = new ArrayList<ConflictView>();
        rows.documents()
                .find(and(eq(whose, asked.viewer().value()), lt("_id", asked.before())))
                .sort(descending("_id"))
                .limit(asked.limit())
                .forEach(document -> views.add(view(rows.row(document))));
        return views;
    }

    Optional<ConflictView> find(UserId user, ConflictId conflict) {
        var own = and(eq("_id", conflict.value()), eq(ConflictFolding.USER, user.value()));
        return Optional.ofNullable(rows.documents().find(own).first())
                .map(document -> view(rows.row(document)));
    }

    private static ConflictView view(Row<ConflictState> row) {
        var found = row.state().found();
        return new ConflictView(
                found.conflict(),
                found.user(),
                found.connection(),
                found.mapping(),
                found.entry(),
                found.fields(),
                row.state().chosen().orElse(found.standing()),
                row.state().chosen(),
                row.createdAt(),
                row.updatedAt());
    }

    FoldedModel<ConflictFact, ConflictState> rows() {
        return rows;
    }

    private static void createIndexes(MongoCollection<Document> documents) {
        documents.createIndex(Indexes.ascending(ConflictFolding.USER, "_id"));
        documents.createIndex(Indexes.ascending(ConflictFolding.OPEN, "_id"));
    }
}
