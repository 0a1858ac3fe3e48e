package almanac.query.connection;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Sorts.descending;

import almanac.connection.ConnectionFact;
import almanac.connection.ConnectionId;
import almanac.connection.ConnectionStatus;
import almanac.connection.ConnectionView;
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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;

/** The connections that are known here, read from the store at every question. */
public final class Connections {

    static final ReadModel MODEL = new ReadModel("connections", 2);

    private static final String CREATED = "created";

    private final FoldedModel<ConnectionFact, ConnectionState> rows;

    public Connections(ReadModels models, ObjectMapper mapper) {
        this.rows =
                new FoldedModel<>(
                        models.place(MODEL, "connections"),
                        ConnectionFact.class,
                        "connection-",
                        new ConnectionFolding(mapper),
                        Connections::createIndexes);
    }

    /** How the facts of this read model add up. */
    public Fold<ConnectionFact, ?> fold() {
        return new Fold<>(ConnectionFact.class, rows.folding());
    }

    /** Keeps this read model; for Axon's processor "connections". */
    public Rebuildable projection() {
        return new ConnectionProjection(this);
    }

    /**
     * Answers {@link almanac.connection.ConnectionQuery} about connections; for Axon's query bus.
     */
    public Object queries() {
        return new ConnectionQueries(this);
    }

    /** All of a user, newest first. */
    List<ConnectionView> of(UserId user) {
        var views = new ArrayList<ConnectionView>();
        rows.documents()
                .find(eq(ConnectionFolding.USER, user.value()))
                .sort(descending(CREATED, "_id"))
                .forEach(document -> views.add(view(rows.row(document))));
        return views;
    }

    Optional<ConnectionView> find(UserId user, ConnectionId connection) {
        return find(and(eq("_id", connection.value()), eq(ConnectionFolding.USER, user.value())));
    }

    Optional<ConnectionView> find(ConnectionId connection) {
        return find(eq("_id", connection.value()));
    }

    private Optional<ConnectionView> find(Bson filter) {
        return Optional.ofNullable(rows.documents().find(filter).first())
                .map(document -> view(rows.row(document)));
    }

    /** Of all users, those with a smaller number than {@code before}, the largest first. */
    List<ConnectionView> all(Optional<ConnectionStatus> status, long before, int limit) {
        var views = new ArrayList<ConnectionView>();
        try (var documents =
                rows.documents().find(lt("_id", before)).sort(descending("_id")).cursor()) {
            while (documents.hasNext() && views.size() < limit) {
                var view = view(rows.row(documents.next()));
                if (status.map(wanted -> wanted == view.status()).orElse(true)) {
                    views.add(view);
                }
            }
        }
        return views;
    }

    private static ConnectionView view(Row<ConnectionState> row) {
        var state = row.state();
        return new ConnectionView(
                state.id(),
                state.user(),
                state.provider(),
                state.accountKey(),
                state.email(),
                new LinkedHashSet<>(state.scopes()),
                state.status(),
                state.failure(),
                state.calendars(),
                state.mappings(),
                state.ended(),
                row.createdAt(),
                row.updatedAt(),
                row.revision());
    }

    FoldedModel<ConnectionFact, ConnectionState> rows() {
        return rows;
    }

    private static void createIndexes(MongoCollection<Document> documents) {
        documents.createIndex(
                Indexes.compoundIndex(
                        Indexes.ascending(ConnectionFolding.USER),
                        Indexes.descending(CREATED, "_id")));
    }
}
