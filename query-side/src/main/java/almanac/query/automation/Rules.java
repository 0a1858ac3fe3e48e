package almanac.query.automation;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Sorts.ascending;

import almanac.automation.ActiveRule;
import almanac.automation.RuleFact;
import almanac.automation.RuleId;
import almanac.message.Rejected;
import almanac.message.Rejection;
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

/** The rules that are known here, read from the store at every question. */
public final class Rules {

    static final ReadModel MODEL = new ReadModel("rules", 1);

    private final FoldedModel<RuleFact, RuleState> rows;

    public Rules(ReadModels models, ObjectMapper mapper) {
        this.rows =
                new FoldedModel<>(
                        models.place(MODEL, "automation"),
                        RuleFact.class,
                        "rule-",
                        new RuleFolding(mapper),
                        Rules::createIndexes);
    }

    /** How the facts of this read model add up. */
    public Fold<RuleFact, ?> fold() {
        return new Fold<>(RuleFact.class, rows.folding());
    }

    /** Keeps this read model; for Axon's processor "automation". */
    public Rebuildable projection() {
        return new RuleProjection(this);
    }

    /** Answers {@link almanac.automation.RuleQuery}; for Axon's query bus. */
    public Object queries(Runs runs) {
        return new RuleQueries(this, runs);
    }

    /** Whose rule it is; empty when it is not there. */
    public Optional<UserId> ownerOf(RuleId rule) {
        return find(rule).map(row -> row.state().owner());
    }

    /**
     * The rule of that owner.
     *
     * @throws Rejected with NotFound, or NotPermitted when it is somebody else's
     */
    Row<RuleState> of(UserId owner, RuleId rule) {
        var missing = new Rejection.NotFound("Rule", Long.toString(rule.value()));
        var row = find(rule).orElseThrow(() -> new Rejected(missing));
        if (!row.state().owner().equals(owner)) {
            throw new Rejected(new Rejection.NotPermitted("Rule", "Access denied to this rule"));
        }
        return row;
    }

    private Optional<Row<RuleState>> find(RuleId rule) {
        var there = and(eq("_id", rule.value()), exists(RuleFolding.OWNER));
        return Optional.ofNullable(rows.documents().find(there).first()).map(rows::row);
    }

    List<Row<RuleState>> page(UserId owner, long offset, int limit) {
        var found = new ArrayList<Row<RuleState>>();
        rows.documents()
                .find(eq(RuleFolding.OWNER, owner.value()))
                .sort(ascending("_id"))
                .skip((int) Math.min(offset, Integer.MAX_VALUE))
                .limit(limit)
                .forEach(document -> found.add(rows.row(document)));
        return found;
    }

    long count(UserId owner) {
        return rows.documents().countDocuments(eq(RuleFolding.OWNER, owner.value()));
    }

    List<ActiveRule> active(UserId owner) {
        var found = new ArrayList<ActiveRule>();
        for (var document :
                rows.documents()
                        .find(eq(RuleFolding.OWNER, owner.value()))
                        .sort(ascending("_id"))) {
            var row = rows.row(document);
            if (row.state().details().enabled()) {
                found.add(new ActiveRule(row.state().id(), row.state().details(), row.createdAt()));
            }
        }
        return found;
    }

    boolean any() {
        return rows.documents().find(exists(RuleFolding.OWNER)).first() != null;
    }

    FoldedModel<RuleFact, RuleState> rows() {
        return rows;
    }

    private static void createIndexes(MongoCollection<Document> documents) {
        documents.createIndex(Indexes.ascending(RuleFolding.OWNER, "_id"));
    }
}
