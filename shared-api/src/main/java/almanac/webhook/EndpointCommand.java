package almanac.webhook;

import almanac.user.UserId;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** What can be asked of an endpoint; only its owner may. */
public sealed interface EndpointCommand {

    EndpointId endpoint();

    /** Refuses with Invalid what {@link EndpointDetails#check} refuses. Repeated it is nothing. */
    record RegisterEndpoint(
            @TargetAggregateIdentifier EndpointId endpoint, UserId owner, EndpointDetails details)
            implements EndpointCommand {}

    /** Changes what is present. Refuses with Invalid what {@link EndpointDetails#check} refuses. */
    record ChangeEndpoint(
            @TargetAggregateIdentifier EndpointId endpoint,
            Optional<URI> url,
            Optional<List<Topic>> topics,
            Optional<Optional<String>> description)
            implements EndpointCommand {

        /** What these details become; what is subscribed to stays. */
        public EndpointDetails appliedTo(EndpointDetails before) {
            return new EndpointDetails(
                    url.orElse(before.url()),
                    topics.orElse(before.topics()),
                    description.orElse(before.description()),
                    before.subscription());
        }
    }

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
