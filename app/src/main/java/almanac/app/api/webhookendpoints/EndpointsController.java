package almanac.app.api.webhookendpoints;

import almanac.app.ids.Ids;
import almanac.app.web.Caller;
import almanac.app.web.Commands;
import almanac.app.web.Patch;
import almanac.app.web.Queries;
import almanac.message.Rejected;
import almanac.message.Rejection;
import almanac.webhook.Deliveries;
import almanac.webhook.EndpointCommand;
import almanac.webhook.EndpointDetails;
import almanac.webhook.EndpointId;
import almanac.webhook.EndpointQuery;
import almanac.webhook.EndpointView;
import almanac.webhook.Topic;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Endpoints: register, list, read, change, delete, test. */
@RestController
@RequestMapping("/v1/webhook_endpoints")
@Tag(name = "Webhook endpoints")
class EndpointsController {

    /** Every change of an event is held against all endpoints of those who see it. */
    private static final int MOST_ENDPOINTS = 20;

    private final Commands commands;
    private final Queries queries;
    private final Deliveries deliveries;
    private final Ids ids;

    EndpointsController(Commands commands, Queries queries, Deliveries deliveries, Ids ids) {
        this.commands = commands;
        this.queries = queries;
        this.deliveries = deliveries;
        this.ids = ids;
    }

    /** What to try. */
    record TestBody(
            @Schema(implementation = String.class, example = "event.created") Patch<String> type) {}

    @Operation(
            summary = "Register an endpoint",
            description =
                    "It gets what happens from now on and its owner may see, as CloudEvents 1.0 in"
                            + " JSON, signed in Chronapilot-Signature:"
                            + " t=<seconds>,v1=<hex HMAC-SHA256 of t, a dot and the body>. Refuse"
                            + " what is older than 300 seconds. At least once: know a delivery"
                            + " again by its id. In order for each event; any answer of 2xx takes"
                            + " it, everything else is tried again, 410 disables the endpoint. The"
                            + " secret is in this answer and in no other, so an Idempotency-Key is"
                            + " of no account here. At most 20 for each user.")
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    EndpointJson.Endpoint register(Caller caller, @RequestBody EndpointBody body) {
        var details = body.details();
        var chosen = body.chosen();
        require(details);
        if (own(caller).size() >= MOST_ENDPOINTS) {
            throw new Rejected(
                    new Rejection.Conflict(
                            "", "a user has at most " + MOST_ENDPOINTS + " webhook endpoints"));
        }
        var id = ids.endpoint();
        var secret = deliveries.sign(id, chosen);
        commands.<Object>send(
                caller.actor(), new EndpointCommand.RegisterEndpoint(id, caller.user(), details));
        return EndpointJson.of(view(caller, id), Optional.of(secret));
    }

    private void require(EndpointDetails details) {
        details.check();
        deliveries
                .objection(details.url())
                .ifPresent(objection -> {
                    throw Rejected.invalid("url", "url must not be used: " + objection);
                });
    }

    @Operation(summary = "List own endpoints")
    @GetMapping
    EndpointJson.Listing<EndpointJson.Endpoint> list(Caller caller) {
        return new EndpointJson.Listing<>(
                "list",
                own(caller).stream().map(view -> EndpointJson.of(view, Optional.empty())).toList(),
                false);
    }

    private List<EndpointView> own(Caller caller) {
        return queries.list(new EndpointQuery.EndpointsOf(caller.user()), EndpointView.class);
    }

    @Operation(summary = "Retrieve an endpoint")
    @GetMapping("/{id}")
    EndpointJson.Endpoint get(Caller caller, @PathVariable String id) {
        return EndpointJson.of(view(caller, EndpointIds.require(id)), Optional.empty());
    }

    @Operation(
            summary = "Change an endpoint",
            description =
                    "What is left out stays. What happens while it is disabled is not kept for it:"
                            + " redeliver sends it.")
    @PatchMapping("/{id}")
    EndpointJson.Endpoint change(
            Caller caller, @PathVariable String id, @RequestBody EndpointBody body) {
        var before = view(caller, EndpointIds.require(id));
        var change = body.change(before.id());
        var after = change.appliedTo(before.details());
        var chosen = body.chosen();
        var enabled = body.enabled();
        if (!after.equals(before.details())) {
            require(after);
            commands.sendPart(caller.actor(), change);
        }
        if (chosen.isPresent()) {
            deliveries.sign(before.id(), chosen);
            commands.sendPart(caller.actor(), new EndpointCommand.ReplaceSecret(before.id()));
        }
        enabled.ifPresent(wanted ->
                commands.sendPart(
                        caller.actor(),
                        wanted
                                ? new EndpointCommand.EnableEndpoint(before.id())
                                : new EndpointCommand.DisableEndpoint(
                                        before.id(), "its owner disabled it")));
        return EndpointJson.of(view(caller, before.id()), Optional.empty());
    }

    @Operation(
            summary = "Delete an endpoint",
            description = "Nothing more is sent, its deliveries and its secret are forgotten.")
    @DeleteMapping("/{id}")
    EndpointJson.Deleted delete(Caller caller, @PathVariable String id) {
        var endpoint = EndpointIds.require(id);
        var deletion = new EndpointCommand.DeleteEndpoint(endpoint);
        if (!commands.carriedOut(deletion)) {
            view(caller, endpoint);
        }
        commands.<Object>send(caller.actor(), deletion);
        return new EndpointJson.Deleted(EndpointIds.text(endpoint), "webhook_endpoint", true);
    }

    @Operation(
            summary = "Send something made up",
            description =
                    "Once and at once, also while the endpoint is disabled; data.test is true. The"
                            + " answer says how it went. At most ten times a minute.")
    @PostMapping("/{id}/test")
    EndpointJson.Test test(
            Caller caller,
            @PathVariable String id,
            @RequestBody(required = false) @Nullable TestBody body) {
        var endpoint = view(caller, EndpointIds.require(id));
        var topic =
                Optional.ofNullable(body)
                        .flatMap(sent -> sent.type().present())
                        .map(EndpointBody::topic)
                        .orElse(Topic.EVENT_CREATED);
        return EndpointJson.of(deliveries.test(endpoint.id(), endpoint.details().url(), topic));
    }

    private EndpointView view(Caller caller, EndpointId id) {
        return queries.ask(new EndpointQuery.EndpointById(id, caller.user()), EndpointView.class);
    }
}
