package almanac.query.connection;

import almanac.connection.ConflictView;
import almanac.connection.ConnectionQuery;
import almanac.message.Rejected;
import almanac.message.Rejection;
import java.util.List;
import org.axonframework.queryhandling.QueryHandler;

/** Answers {@link ConnectionQuery} about conflicts. */
final class ConflictQueries {

    private final Conflicts conflicts;

    ConflictQueries(Conflicts conflicts) {
        this.conflicts = conflicts;
    }

    @QueryHandler
    List<ConflictView> on(ConnectionQuery.ConflictsOf query) {
        return conflicts.page(query);
    }

    @QueryHandler
    ConflictView on(ConnectionQuery.ConflictById query) {
        return conflicts
                .find(query.viewer(), query.conflict())
                .orElseThrow(() ->
                        new Rejected(
                                new Rejection.NotFound(
                                        "Conflict", Long.toString(query.conflict().value()))));
    }
}
