package almanac.query.webhook;

import almanac.query.rebuild.Row;
import almanac.query.webhook.Endpoints.Kind;
import almanac.user.UserId;
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
        return views(query.viewer(), Kind.EVENTS);
    }

    @QueryHandler
    List<EndpointView> on(EndpointQuery.SubscriptionsOf query) {
        return views(query.viewer(), Kind.SUBSCRIPTION);
    }

    @QueryHandler
    EndpointView on(EndpointQuery.EndpointById query) {
        return view(endpoints.of(query.viewer(), query.endpoint(), Kind.EVENTS));
    }

    @QueryHandler
    EndpointView on(EndpointQuery.SubscriptionById query) {
        return view(endpoints.of(query.viewer(), query.endpoint(), Kind.SUBSCRIPTION));
    }

    private List<EndpointView> views(UserId viewer, Kind kind) {
        return endpoints.of(viewer, kind).stream().map(EndpointQueries::view).toList();
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
