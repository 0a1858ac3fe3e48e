package almanac.query.webhook;

import almanac.query.rebuild.Row;
import almanac.webhook.EndpointQuery;
import almanac.webhook.EndpointView;
import java.util.List;
import org.axonframework.queryhandling.QueryHandler;

/** Answers {@link EndpointQuery}. */
final class EndpointQueries {

    private final Endpoints endpoints;

    EndpointQueries(Endpoints endpoints) {
        this.endpoints = endpoints;
    }

    @QueryHandler
    List<EndpointView> on(EndpointQuery.EndpointsOf query) {
        return endpoints.of(query.viewer()).stream().map(EndpointQueries::view).toList();
    }

    @QueryHandler
    EndpointView on(EndpointQuery.EndpointById query) {
        return view(endpoints.of(query.viewer(), query.endpoint()));
    }

    private static EndpointView view(Row<EndpointState> row) {
        var state = row.state();
        return new EndpointView(
                state.id(),
                state.owner(),
                state.details(),
                state.disabled(),
                row.createdAt(),
                row.updatedAt(),
                row.revision());
    }
}
