package almanac.query.connection;

import almanac.connection.ConnectionId;
import almanac.connection.ConnectionQuery;
import almanac.connection.ConnectionView;
import almanac.message.Rejected;
import almanac.message.Rejection;
import java.util.List;
import org.axonframework.queryhandling.QueryHandler;

/** Answers {@link ConnectionQuery} about connections. */
final class ConnectionQueries {

    private final Connections connections;

    ConnectionQueries(Connections connections) {
        this.connections = connections;
    }

    @QueryHandler
    List<ConnectionView> on(ConnectionQuery.ConnectionsOf query) {
        return connections.of(query.viewer()).stream()
                .filter(view -> query.provider().map(kind -> kind == view.provider()).orElse(true))
                .toList();
    }

    @QueryHandler
    ConnectionView on(ConnectionQuery.ConnectionById query) {
        return connections
                .find(query.viewer(), query.connection())
                .orElseThrow(() -> missing(query.connection()));
    }

    @QueryHandler
    List<ConnectionView> on(ConnectionQuery.Everybodys query) {
        return connections.all(query.status(), query.before(), query.limit());
    }

    @QueryHandler
    ConnectionView on(ConnectionQuery.OfAnybody query) {
        return connections.find(query.connection()).orElseThrow(() -> missing(query.connection()));
    }

    private static Rejected missing(ConnectionId connection) {
        return new Rejected(
                new Rejection.NotFound("Connection", Long.toString(connection.value())));
    }
}
