package almanac.app.api.webhookendpoints;

import almanac.app.web.Caller;
import almanac.app.web.Patch;
import almanac.app.web.Queries;
import almanac.message.Rejected;
import almanac.message.Rejection;
import almanac.webhook.Deliveries;
import almanac.webhook.Deliveries.State;
import almanac.webhook.EndpointId;
import almanac.webhook.EndpointQuery;
import almanac.webhook.EndpointView;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What is on its way to an endpoint, what was given up, and sending it again. */
@RestController
@RequestMapping("/v1/webhook_endpoints/{id}")
@Tag(name = "Webhook endpoints")
class DeliveriesController {

    private static final int MOST = 100;

    private final Queries queries;
    private final Deliveries deliveries;

    DeliveriesController(Queries queries, Deliveries deliveries) {
        this.queries = queries;
        this.deliveries = deliveries;
    }

    /** From where on. */
    record RedeliverBody(
            @Schema(
                            implementation = String.class,
                            description =
                                    "The sequence of the last delivery that arrived: everything"
                                            + " after it is sent again. \"0\" is everything.",
                            example = "0000000000000000042",
                            requiredMode = Schema.RequiredMode.REQUIRED)
                    Patch<String> since) {}

    @Operation(
            summary = "List deliveries",
            description =
                    "The latest first, of about the last 30 days. Failed ones were given up after"
                            + " the last attempt and wait for a replay.")
    @GetMapping("/deliveries")
    EndpointJson.Listing<EndpointJson.Delivery> list(
            Caller caller,
            @PathVariable String id,
            @Schema(allowableValues = {"pending", "delivered", "failed", "skipped"})
                    @RequestParam(required = false)
                    @Nullable String status,
            @RequestParam(defaultValue = "25") int limit,
            @RequestParam(name = "starting_after", required = false)
                    @Nullable String startingAfter) {
        var endpoint = own(caller, id).id();
        if (limit < 1 || limit > MOST) {
            throw Rejected.invalid("limit", "limit must be 1 to " + MOST);
        }
        var before =
                Optional.ofNullable(startingAfter)
                        .map(EndpointIds::requireDelivery)
                        .orElse(Long.MAX_VALUE);
        var state = Optional.ofNullable(status).map(DeliveriesController::state);
        var found = deliveries.of(endpoint, state, before, limit + 1);
        return new EndpointJson.Listing<>(
                "list",
                found.stream().limit(limit).map(each -> EndpointJson.of(endpoint, each)).toList(),
                found.size() > limit);
    }

    private static State state(String word) {
        return Arrays.stream(State.values())
                .filter(state -> state.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst()
                .orElseThrow(() ->
                        Rejected.invalid(
                                "status", "status must be pending, delivered, failed or skipped"));
    }

    @Operation(
            summary = "Send a delivery again",
            description = "With the same id; at once, and tried as often as a new one.")
    @PostMapping("/deliveries/{delivery_id}/replay")
    EndpointJson.Delivery replay(
            Caller caller, @PathVariable String id, @PathVariable("delivery_id") String delivery) {
        var endpoint = enabled(caller, id);
        var sequence = EndpointIds.requireDelivery(delivery);
        return deliveries
                .replay(endpoint, sequence)
                .map(each -> EndpointJson.of(endpoint, each))
                .orElseThrow(() -> EndpointIds.noDelivery(delivery));
    }

    @Operation(
            summary = "Send everything since a place in history again",
            description =
                    "In order and with the same ids, also what happened while the endpoint was"
                            + " disabled; what happens meanwhile follows it.")
    @PostMapping("/redeliver")
    EndpointJson.Redelivery redeliver(
            Caller caller, @PathVariable String id, @RequestBody RedeliverBody body) {
        var endpoint = enabled(caller, id);
        var sent =
                body.since()
                        .present()
                        .orElseThrow(() -> Rejected.invalid("since", "since is required"));
        var since = EndpointIds.place(sent);
        if (since.isEmpty()) {
            throw new Rejected(
                    new Rejection.Invalid("since", "since must be a delivery's sequence", sent));
        }
        var until = deliveries.redeliver(endpoint, since.getAsLong());
        return new EndpointJson.Redelivery(
                "webhook_redelivery",
                EndpointIds.text(endpoint),
                EndpointIds.sequence(since.getAsLong()),
                EndpointIds.sequence(until));
    }

    private EndpointId enabled(Caller caller, String id) {
        var endpoint = own(caller, id);
        if (!endpoint.enabled()) {
            throw new Rejected(
                    new Rejection.Conflict("status", "the endpoint is disabled; enable it first"));
        }
        return endpoint.id();
    }

    private EndpointView own(Caller caller, String id) {
        return queries.ask(
                new EndpointQuery.EndpointById(EndpointIds.require(id), caller.user()),
                EndpointView.class);
    }
}
