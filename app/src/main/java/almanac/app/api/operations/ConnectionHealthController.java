package almanac.app.api.operations;

import almanac.app.api.operations.ConnectionJson.Health;
import almanac.app.api.operations.ConnectionJson.Page;
import almanac.app.api.operations.ConnectionJson.Run;
import almanac.app.web.Caller;
import almanac.app.web.Queries;
import almanac.connection.ConnectionId;
import almanac.connection.ConnectionQuery;
import almanac.connection.ConnectionStatus;
import almanac.connection.ConnectionView;
import almanac.connection.SyncRun;
import almanac.connection.Synchronization;
import almanac.message.Rejected;
import almanac.message.Rejection;
import almanac.user.UserQuery;
import almanac.user.UserView;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** How the sync of everybody is doing. */
@RestController
@Tag(name = "Operations")
class ConnectionHealthController {

    private final Queries queries;
    private final Synchronization sync;

    ConnectionHealthController(Queries queries, Synchronization sync) {
        this.queries = queries;
        this.sync = sync;
    }

    @Operation(
            summary = "How the sync of all connections is doing",
            description =
                    "The latest connection first; nextCursor goes on. status is active, error or"
                            + " disconnected. Neither what opens an account nor what it or its"
                            + " calendars are called is told. limit is 1 to 1000.")
    @GetMapping("/api/operations/connections")
    Page<Health> connections(
            Caller caller,
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") int limit) {
        Operators.require(caller);
        var wanted =
                Optional.ofNullable(status)
                        .map(sent -> Operators.of("status", sent, ConnectionStatus.values()));
        var found =
                queries.list(
                        new ConnectionQuery.Everybodys(
                                wanted, before(cursor), Operators.limit(limit) + 1),
                        ConnectionView.class);
        return page(found, limit, this::health, last -> Long.toString(last.id().value()));
    }

    @Operation(
            summary = "What the sync runs of a connection did",
            description =
                    "Newest first; nextCursor goes on. Runs that found nothing to do are kept for a"
                            + " day, the others for ninety. limit is 1 to 1000.")
    @GetMapping({
        "/api/operations/connections/{id}/sync-runs",
        "/api/admin/connections/{id}/sync-runs"
    })
    Page<Run> runs(
            Caller caller,
            @PathVariable long id,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") int limit) {
        Operators.require(caller);
        var connection = connection(id);
        var found = sync.runs(connection, Optional.ofNullable(cursor), Operators.limit(limit) + 1);
        return page(found, limit, Run::of, SyncRun::id);
    }

    private ConnectionId connection(long id) {
        if (id < 1) {
            throw new Rejected(new Rejection.NotFound("Connection", Long.toString(id)));
        }
        var query = new ConnectionQuery.OfAnybody(new ConnectionId(id));
        return queries.ask(query, ConnectionView.class).id();
    }

    private Health health(ConnectionView view) {
        return Health.of(
                view,
                queries.find(new UserQuery.UserById(view.user()), UserView.class),
                sync.telemetry(view.id()));
    }

    private static <V, J> Page<J> page(
            List<V> found, int limit, Function<V, J> shown, Function<V, String> cursor) {
        var page = found.subList(0, Math.min(limit, found.size()));
        return new Page<>(
                page.stream().map(shown).toList(),
                found.size() > limit ? cursor.apply(page.getLast()) : null);
    }

    private static long before(@Nullable String cursor) {
        if (cursor == null) {
            return Long.MAX_VALUE;
        }
        try {
            return Long.parseLong(cursor);
        } catch (NumberFormatException unknown) {
            throw new Rejected(
                    new Rejection.Invalid("cursor", "cursor must be a nextCursor", cursor));
        }
    }
}
