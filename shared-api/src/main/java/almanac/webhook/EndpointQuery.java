package almanac.webhook;

import almanac.user.UserId;

/**
 * What can be asked about endpoints; one of somebody else is not there. Subscriptions are asked for
 * apart from those that get CloudEvents.
 */
public sealed interface EndpointQuery {

    /** The viewer's endpoints, by id; answers a list of {@link EndpointView}. */
    record EndpointsOf(UserId viewer) implements EndpointQuery {}

    /** One of the viewer; answers an {@link EndpointView}, or Rejected with NotFound. */
    record EndpointById(EndpointId endpoint, UserId viewer) implements EndpointQuery {}

    /** The viewer's subscriptions, by id; answers a list of {@link EndpointView}. */
    record SubscriptionsOf(UserId viewer) implements EndpointQuery {}

    /** One of the viewer; answers an {@link EndpointView}, or Rejected with NotFound. */
    record SubscriptionById(EndpointId endpoint, UserId viewer) implements EndpointQuery {}
}
