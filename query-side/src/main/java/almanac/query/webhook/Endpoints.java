package almanac.query.webhook;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Sorts.ascending;

import almanac.message.Rejected;
import almanac.message.Rejection;
import almanac.query.past.Fold;
import almanac.query.rebuild.FoldedModel;
import almanac.query.rebuild.ReadModel;
import almanac.query.rebuild.ReadModels;
import almanac.query.rebuild.Rebuildable;
import almanac.query.rebuild.Row;
import almanac.user.UserId;
import almanac.webhook.EndpointFact;
import almanac.webhook.EndpointId;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Indexes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.Document;

/** The endpoints that are known here, read from the store at every question. */
public final class Endpoints {

    static final ReadModel MODEL = new ReadModel("webhook_endpoints", 1);

    private final FoldedModel<EndpointFact, EndpointState> rows;

    public Endpoints(ReadModels models, ObjectMapper mapper) {
        this.rows =
                new FoldedModel<>(
                        models.place(MODEL, "endpoints"),
                        EndpointFact.class,
                        "webhook-endpoint-",
                        new EndpointFolding(mapper),
                        Endpoints::createIndexes);
    }

    /** How the facts of this read model add up. */
    public Fold<EndpointFact, ?> fold() {
        return new Fold<>(EndpointFact.class, rows.folding());
    }

    /** Keeps this read model; for Axon's processor "endpoints". */
    public Rebuildable projection() {
        return new EndpointProjection(this);
    }

    /** Answers {@link almanac.webhook.EndpointQuery}; for Axon's query bus. */
    public Object queries() {
        return new EndpointQueries(this);
    }

    /** What kinds of endpoints there are; each is asked for apart. */
    enum Kind {
        EVENTS("Webhook endpoint"),
        SUBSCRIPTION("Subscription");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        private boolean has(EndpointState state) {
            return state.details().subscription().isPresent() == (this == SUBSCRIPTION);
        }
    }

    List<Row<EndpointState>> of(UserId owner, Kind kind) {
        var found = new ArrayList<Row<EndpointState>>();
        rows.documents()
                .find(eq(EndpointFolding.OWNER, owner.value()))
                .sort(ascending("_id"))
                .map(rows::row)
                .forEach(row -> {
                    if (kind.has(row.state())) {
                        found.add(row);
                    }
                });
        return found;
    }

    /**
     * The endpoint of that owner.
     *
     * @throws Rejected with NotFound, also when it is somebody else's or of the other kind
     */
    Row<EndpointState> of(UserId owner, EndpointId endpoint, Kind kind) {
        var own = and(eq("_id", endpoint.value()), eq(EndpointFolding.OWNER, owner.value()));
        return Optional.ofNullable(rows.documents().find(own).first())
                .map(rows::row)
                .filter(row -> kind.has(row.state()))
                .orElseThrow(() ->
                        new Rejected(
                                new Rejection.NotFound(
                                        kind.word, Long.toString(endpoint.value()))));
    }

    FoldedModel<EndpointFact, EndpointState> rows() {
        return rows;
    }

    private static void createIndexes(MongoCollection<Document> documents) {
        documents.createIndex(Indexes.ascending(EndpointFolding.OWNER, "_id"));
    }
}
