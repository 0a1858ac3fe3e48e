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

    List<Row<EndpointState>> of(UserId owner) {
        var found = new ArrayList<Row<EndpointState>>();
        rows.documents()
                .find(eq(EndpointFolding.OWNER, owner.value()))
                .sort(ascending("_id"))
                .forEach(document -> found.add(rows.row(document)));
        return found;
    }

    /**
     * The endpoint of that owner.
     *
     * @throws Rejected with NotFound, also when it is somebody else's
     */
    Row<EndpointState> of(UserId owner, EndpointId endpoint) {
        var own = and(eq("_id", endpoint.value()), eq(EndpointFolding.OWNER, owner.value()));
        return Optional.ofNullable(rows.documents().find(own).first())
                .map(rows::row)
                .orElseThrow(() ->
                        new Rejected(
                                new Rejection.NotFound(
                                        "Webhook endpoint", Long.toString(endpoint.value()))));
    }

    FoldedModel<EndpointFact, EndpointState> rows() {
        return rows;
    }

    private static void createIndexes(MongoCollection<Document> documents) {
        documents.createIndex(Indexes.ascending(EndpointFolding.OWNER, "_id"));
    }
}
