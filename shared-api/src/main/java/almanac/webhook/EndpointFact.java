package almanac.webhook;

import almanac.message.Personal;
import almanac.user.UserId;

/** What happened to an endpoint. Its secret is in no fact. */
public sealed interface EndpointFact {

    EndpointId endpoint();

    record EndpointRegistered(EndpointId endpoint, UserId owner, EndpointDetails details)
            implements EndpointFact {}

    record EndpointChanged(EndpointId endpoint, EndpointDetails details) implements EndpointFact {}

    record EndpointEnabled(EndpointId endpoint) implements EndpointFact {}

    record EndpointDisabled(EndpointId endpoint, @Personal String reason) implements EndpointFact {}

    record SecretReplaced(EndpointId endpoint) implements EndpointFact {}

    record EndpointDeleted(EndpointId endpoint) implements EndpointFact {}
}
