package almanac.webhook;

import almanac.user.UserId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** What can be asked of an endpoint; only its owner may. */
public sealed interface EndpointCommand {

    EndpointId endpoint();

    /** Refuses with Invalid what {@link EndpointDetails#check} refuses. Repeated it is nothing. */
    record RegisterEndpoint(
            @TargetAggregateIdentifier EndpointId endpoint, UserId owner, EndpointDetails details)
            implements EndpointCommand {}

    /** Takes the place of everything that was said of it. */
    record ChangeEndpoint(@TargetAggregateIdentifier EndpointId endpoint, EndpointDetails details)
            implements EndpointCommand {}

    /** Tells it again of what happens from now on. */
    record EnableEndpoint(@TargetAggregateIdentifier EndpointId endpoint)
            implements EndpointCommand {}

    /** Tells it nothing more. */
    record DisableEndpoint(@TargetAggregateIdentifier EndpointId endpoint, String reason)
            implements EndpointCommand {}

    /** Notes that it has another secret, which is kept elsewhere. */
    record ReplaceSecret(@TargetAggregateIdentifier EndpointId endpoint)
            implements EndpointCommand {}

    record DeleteEndpoint(@TargetAggregateIdentifier EndpointId endpoint)
            implements EndpointCommand {}
}
