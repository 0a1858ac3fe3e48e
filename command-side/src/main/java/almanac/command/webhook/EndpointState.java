package almanac.command.webhook;

import almanac.message.Rejected;
import almanac.message.Rejection;
import almanac.webhook.EndpointDetails;
import almanac.webhook.EndpointFact;
import almanac.webhook.EndpointId;

/** An endpoint as its facts left it. */
sealed interface EndpointState {

    record Absent() implements EndpointState {}

    record Standing(EndpointDetails details, boolean enabled) implements EndpointState {}

    record Deleted() implements EndpointState {}

    /** The endpoint as it stands; refuses what was never there or was deleted. */
    static Standing standing(EndpointState state, EndpointId id) {
        if (state instanceof Standing standing) {
            return standing;
        }
        throw new Rejected(new Rejection.NotFound("Webhook endpoint", Long.toString(id.value())));
    }

    default EndpointState evolve(EndpointFact fact) {
        return switch (fact) {
            case EndpointFact.EndpointRegistered registered ->
                    new Standing(registered.details(), true);
            case EndpointFact.EndpointChanged changed ->
                    new Standing(changed.details(), standing(this, fact.endpoint()).enabled());
            case EndpointFact.EndpointEnabled enabled ->
                    new Standing(standing(this, fact.endpoint()).details(), true);
            case EndpointFact.EndpointDisabled disabled ->
                    new Standing(standing(this, fact.endpoint()).details(), false);
            case EndpointFact.SecretReplaced replaced -> this;
            case EndpointFact.EndpointDeleted deleted -> new Deleted();
        };
    }
}
