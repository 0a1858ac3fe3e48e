package almanac.sync.webhook;

import almanac.sync.delivery.Outbox;
import almanac.sync.local.BatchAnswers;
import almanac.sync.oauth.SigningSecrets;
import almanac.webhook.EndpointFact;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;

/** Keeps what deliveries need to know of endpoints; in one processor with them, hence in order. */
@ProcessingGroup(WebhookSide.GROUP)
@DisallowReplay
public final class WhenEndpointChangedThenFollow {

    private final Endpoints endpoints;
    private final Outbox<Occasion> outbox;
    private final SigningSecrets secrets;

    WhenEndpointChangedThenFollow(
            Endpoints endpoints, Outbox<Occasion> outbox, SigningSecrets secrets) {
        this.endpoints = endpoints;
        this.outbox = outbox;
        this.secrets = secrets;
    }

    @EventHandler
    void on(EndpointFact fact) {
        BatchAnswers.forget();
        var id = fact.endpoint();
        switch (fact) {
            case EndpointFact.EndpointRegistered(var endpoint, var owner, var details) ->
                    endpoints.registered(id, owner, details);
            case EndpointFact.EndpointChanged(var endpoint, var details) ->
                    endpoints.changed(id, details);
            case EndpointFact.EndpointEnabled enabled -> endpoints.enabled(id);
            case EndpointFact.EndpointDisabled(var endpoint, var reason) -> {
                endpoints.disabled(id);
                outbox.giveUp(Occasion.group(id), "the endpoint was disabled: " + reason);
            }
            case EndpointFact.SecretReplaced replaced -> {}
            case EndpointFact.EndpointDeleted deleted -> {
                endpoints.removed(id);
                outbox.forget(Occasion.group(id));
                secrets.forget(id.toString());
            }
        }
    }
}
