package almanac.query.webhook;

import almanac.user.UserId;
import almanac.webhook.EndpointDetails;
import almanac.webhook.EndpointFact;
import almanac.webhook.EndpointId;
import java.util.Optional;

/** What the facts say of an endpoint. */
record EndpointState(
        EndpointId id,
        UserId owner,
        EndpointDetails details,
        Optional<String> disabled,
        boolean deleted) {

    static EndpointState after(Optional<EndpointState> before, EndpointFact fact) {
        if (fact instanceof EndpointFact.EndpointRegistered(var id, var owner, var details)) {
            return new EndpointState(id, owner, details, Optional.empty(), false);
        }
        return before.orElseThrow(() -> new IllegalStateException("no endpoint yet: " + fact))
                .after(fact);
    }

    private EndpointState after(EndpointFact fact) {
        return switch (fact) {
            case EndpointFact.EndpointRegistered(var endpoint, var by, var as) ->
                    new EndpointState(endpoint, by, as, Optional.empty(), false);
            case EndpointFact.EndpointChanged(var endpoint, var to) ->
                    new EndpointState(id, owner, to, disabled, deleted);
            case EndpointFact.EndpointEnabled enabled ->
                    new EndpointState(id, owner, details, Optional.empty(), deleted);
            case EndpointFact.EndpointDisabled(var endpoint, var reason) ->
                    new EndpointState(id, owner, details, Optional.of(reason), deleted);
            case EndpointFact.SecretReplaced replaced -> this;
            case EndpointFact.EndpointDeleted gone ->
                    new EndpointState(id, owner, details, disabled, true);
        };
    }
}
