package almanac.query.automation;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Sorts.descending;

import almanac.automation.RuleId;
import almanac.automation.RunFact;
import almanac.automation.RunId;
import almanac.automation.RunStatus;
import almanac.automation.RunView;
import almanac.query.past.Fold;
import almanac.query.rebuild.FoldedModel;
import almanac.query.rebuild.ReadModel;
import almanac.query.rebuild.ReadModels;
import almanac.query.rebuild.Rebuildable;
import almanac.query.rebuild.Row;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Indexes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bson.Document;
import org.bson.conversions.Bson;

/** What rules did, as far as it is known here. */
public final class Runs {

    static final ReadModel MODEL = new ReadModel("rule_runs", 1);

    private static final List<String> REFUSED =
            List.of(RunStatus.FAILURE.name(), RunStatus.PARTIAL_SUCCESS.name());

    private final FoldedModel<RunFact, RunState> rows;

    public Runs(ReadModels models, ObjectMapper mapper) {
        this.rows =
                new FoldedModel<>(
                        models.place(MODEL, "automation"),
                        RunFact.class,
                        "run-",
                        new RunFolding(mapper),
                        Runs::createIndexes);
    }

    /** How the facts of this read model add up. */
    public Fold<RunFact, ?> fold() {
        return new Fold<>(RunFact.class, rows.folding());
    }

    /** Keeps this read model; for Axon's processor "automation". */
    public Rebuildable projection() {
        return new RunProjection(this);
    }

    /** Newest first. */
    List<RunView> page(RuleId rule, long offset, int limit) {
        var found = new ArrayList<RunView>();
        rows.documents()
                .find(of(rule))
                .sort(descending("_id"))
                .skip((int) Math.min(offset, Integer.MAX_VALUE))
                .limit(limit)
                .forEach(document -> found.add(view(rows.row(document))));
        return found;
    }

    Optional<RunView> find(long log) {
        return rows.row(log).map(Runs::view);
    }

    long count(RuleId rule) {
        return rows.documents().countDocuments(of(rule));
    }

    long count(RuleId rule, RunStatus status) {
        return rows.documents().countDocuments(and(of(rule), eq(RunFolding.STATUS, status.name())));
    }

    /** The runs of these rules in which something was refused, as far as they are known here. */
    public Set<RunId> refused(Collection<RuleId> rules) {
        var found = new HashSet<RunId>();
        for (var rule : rules) {
            rows.documents()
                    .find(and(of(rule), in(RunFolding.STATUS, REFUSED)))
                    .forEach(document -> found.add(rows.row(document).state().run()));
        }
        return found;
    }

    Optional<Instant> lastRunAt(RuleId rule) {
        return page(rule, 0, 1).stream().map(RunView::begunAt).findFirst();
    }

    private static Bson of(RuleId rule) {
        return eq(RunFolding.RULE, rule.value());
    }

    private static RunView view(Row<RunState> row) {
        var state = row.state();
        return new RunView(
                state.log(),
                state.run(),
                state.owner(),
                state.trigger(),
                state.reach(),
                state.steps(),
                state.results(),
                state.status(),
                row.createdAt(),
                state.status().map(ended -> row.updatedAt()));
    }

    FoldedModel<RunFact, RunState> rows() {
        return rows;
    }

    private static void createIndexes(MongoCollection<Document> documents) {
        documents.createIndex(Indexes.ascending(RunFolding.RULE, "_id"));
        documents.createIndex(Indexes.ascending(RunFolding.RULE, RunFolding.STATUS));
    }
}
