package almanac.query.user;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Sorts.ascending;

import almanac.query.past.FactLog;
import almanac.query.past.Fold;
import almanac.query.rebuild.FoldedModel;
import almanac.query.rebuild.ReadModel;
import almanac.query.rebuild.ReadModels;
import almanac.query.rebuild.Rebuildable;
import almanac.user.UserFact;
import almanac.user.UserId;
import almanac.user.UserSummary;
import almanac.user.UserView;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Indexes;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.Document;

/** The users that are known here. */
public final class Users {

    static final ReadModel MODEL = new ReadModel("users", 1);

    private static final int MATCHES = 20;

    /** Each request asks for its user. */
    private static final int MOST_KEPT = 5_000;

    private final FoldedModel<UserFact, UserState> rows;

    public Users(ReadModels models, ObjectMapper mapper) {
        this.rows =
                new FoldedModel<>(
                        models.place(MODEL, "directory"),
                        UserFact.class,
                        "user-",
                        new UserFolding(mapper),
                        Users::createIndexes,
                        MOST_KEPT);
    }

    /** Users as they were. */
    public PastUsers past(FactLog log) {
        return new PastUsers(log, new Fold<>(UserFact.class, rows.folding()));
    }

    /** How the facts of this read model add up. */
    public Fold<UserFact, ?> fold() {
        return new Fold<>(UserFact.class, rows.folding());
    }

    /** Keeps this read model; for Axon's processor "directory". */
    public Rebuildable projection() {
        return new UserProjection(this);
    }

    /** Answers {@link almanac.user.UserQuery}; for Axon's query bus. */
    public Object queries() {
        return new UserQueries(this);
    }

    /**
     * What others may see of these users, in one read. One whose registration has not arrived here
     * yet answers with the name of its stream.
     */
    public Map<UserId, UserSummary> summaries(Collection<UserId> ids) {
        var distinct = new HashSet<>(ids);
        var found = new HashMap<UserId, UserSummary>();
        distinct.forEach(id -> found.put(id, unknown(id)));
        for (var row : rows.rows(distinct.stream().map(UserId::value).toList())) {
            var summary = row.state().summary();
            found.put(summary.id(), summary);
        }
        return found;
    }

    Optional<UserView> view(UserId id) {
        return rows.row(id.value())
                .filter(row -> !row.state().erased())
                .map(row ->
                        new UserView(
                                id,
                                row.state().profile(),
                                row.state().roles(),
                                row.state().apiKeys(),
                                row.createdAt(),
                                row.updatedAt()));
    }

    List<UserSummary> matching(String text) {
        var prefix = UserFolding.lower(text.strip());
        if (prefix.isEmpty()) {
            return List.of();
        }
        var found = new HashMap<UserId, UserSummary>();
        for (var name : UserFolding.NAMES) {
            var range = and(gte(name, prefix), lt(name, prefix + Character.MAX_VALUE));
            for (var document : rows.documents().find(range).sort(ascending(name)).limit(MATCHES)) {
                var summary = rows.row(document).state().summary();
                found.put(summary.id(), summary);
            }
        }
        return found.values().stream()
                .sorted(Comparator.comparing(user -> UserFolding.lower(user.username())))
                .limit(MATCHES)
                .toList();
    }

    FoldedModel<UserFact, UserState> rows() {
        return rows;
    }

    private static void createIndexes(MongoCollection<Document> documents) {
        UserFolding.NAMES.forEach(name -> documents.createIndex(Indexes.ascending(name)));
    }

    static UserSummary unknown(UserId id) {
        return new UserSummary(id, id.toString(), Optional.empty(), Optional.empty());
    }
}
