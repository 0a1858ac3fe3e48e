package almanac.app.api.aurinko;

import almanac.app.ids.Ids;
import almanac.app.web.Caller;
import almanac.app.web.Commands;
import almanac.app.web.Queries;
import almanac.message.Rejected;
import almanac.message.Rejection;
import almanac.webhook.Deliveries;
import almanac.webhook.EndpointCommand;
import almanac.webhook.EndpointDetails;
import almanac.webhook.EndpointId;
import almanac.webhook.EndpointQuery;
import almanac.webhook.EndpointView;
import almanac.webhook.Subscription;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Optional;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Subscriptions of the Aurinko API (contract.md 8.3): make, list, read, end. */
@RestController
@RequestMapping("/v1/subscriptions")
@Tag(name = "Aurinko subscriptions")
class AurinkoSubscriptionsController {

    /** Every change of an event is held against all subscriptions of those who see it. */
    private static final int MOST_SUBSCRIPTIONS = 20;

    private static final String URL = "notificationUrl";

    private final AurinkoIds calendars;
    private final Commands commands;
    private final Queries queries;
    private final Deliveries deliveries;
    private final Ids ids;

    AurinkoSubscriptionsController(
            AurinkoIds calendars,
            Commands commands,
            Queries queries,
            Deliveries deliveries,
            Ids ids) {
        this.calendars = calendars;
        this.commands = commands;
        this.queries = queries;
        this.deliveries = deliveries;
        this.ids = ids;
    }

    @Operation(
            summary = "Subscribe to the events of a calendar",
            description =
                    "First notificationUrl gets a POST with validationToken in its query and has to"
                            + " answer 200 with that token as its whole body, in plain text; else"
                            + " this is 400 and nothing is kept. From then on it gets a POST for"
                            + " every change of an event there: {subscription, resource, accountId,"
                            + " payloads: [{id, changeType: created, updated or deleted}]}, with"
                            + " the ids of the events of the calendar and nothing of what they say;"
                            + " go on with your sync to read that. primary stays the calendar that"
                            + " it names today. X-Aurinko-Signature is the hex HMAC-SHA256 of v0:,"
                            + " X-Aurinko-Request-Timestamp (seconds), a colon and the raw body,"
                            + " with signingSecret as its key: each subscription has its own, in"
                            + " this answer and in no other, so an Idempotency-Key is of no account"
                            + " here. At least once, in order for each event; any answer of 2xx"
                            + " takes it, everything else is tried again, 410 ends the"
                            + " subscription. At most 20 for each user.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content =
                                    @Content(
                                            examples =
                                                    @ExampleObject(
                                                            name = "The default calendar",
                                                            value = Examples.SUBSCRIBE))))
    @PostMapping
    SubscriptionJson subscribe(Caller caller, @RequestBody SubscriptionBody body) {
        var named = body.calendar();
        var url = body.url();
        body.requireNoFilter();
        var calendar = calendars.calendar(caller, named).id();
        var details =
                EndpointDetails.notifications(
                        url, new Subscription(calendar, AurinkoIds.isPrimary(named)));
        require(caller, details);
        var id = ids.endpoint();
        var secret = deliveries.sign(id, Optional.empty());
        commands.<Object>send(
                caller.actor(), new EndpointCommand.RegisterEndpoint(id, caller.user(), details));
        return SubscriptionJson.of(view(caller, id), Optional.empty(), Optional.of(secret));
    }

    /** Asks the address itself last, when nothing else speaks against it. */
    private void require(Caller caller, EndpointDetails details) {
        details.check();
        refuse(deliveries.objection(details.url()), URL + " must not be used: ");
        if (own(caller).size() >= MOST_SUBSCRIPTIONS) {
            throw new Rejected(
                    new Rejection.Conflict(
                            "",
                            "a user has at most "
                                    + MOST_SUBSCRIPTIONS
                                    + " subscriptions; delete one first"));
        }
        refuse(
                deliveries.refusal(caller.user(), details.url()),
                URL + " did not confirm the subscription: it ");
    }

    private static void refuse(Optional<String> why, String what) {
        why.ifPresent(reason -> {
            throw Rejected.invalid(URL, what + reason);
        });
    }

    @Operation(
            summary = "List own subscriptions",
            description = "Those that were given up only with includeInactive=true.")
    @GetMapping
    SubscriptionJson.Page list(
            Caller caller,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(defaultValue = "0") int offset,
            @RequestParam(defaultValue = "false") boolean includeInactive) {
        if (limit < 1) {
            throw Rejected.invalid("limit", "limit must be positive");
        }
        if (offset < 0) {
            throw Rejected.invalid("offset", "offset must not be negative");
        }
        var all = own(caller).stream().filter(view -> includeInactive || view.enabled()).toList();
        var records = all.stream().skip(offset).limit(limit).map(this::shown).toList();
        return new SubscriptionJson.Page(offset, all.size(), all.size() - offset <= limit, records);
    }

    private List<EndpointView> own(Caller caller) {
        return queries.list(new EndpointQuery.SubscriptionsOf(caller.user()), EndpointView.class);
    }

    private SubscriptionJson shown(EndpointView view) {
        return SubscriptionJson.of(view, deliveries.failing(view.id()), Optional.empty());
    }

    @Operation(
            summary = "Get one subscription",
            description =
                    "failSince and failDescription say since when and why nothing arrives. After"
                            + " some days of that, or 410, it is given up: active is false, and a"
                            + " new one has to take its place.")
    @GetMapping("/{id}")
    SubscriptionJson get(Caller caller, @PathVariable String id) {
        return shown(view(caller, AurinkoIds.subscription(id)));
    }

    @Operation(
            summary = "End a subscription",
            description = "Nothing more is sent, and its secret is forgotten.")
    @DeleteMapping("/{id}")
    AurinkoEventsController.Status unsubscribe(Caller caller, @PathVariable String id) {
        var deletion = new EndpointCommand.DeleteEndpoint(AurinkoIds.subscription(id));
        if (!commands.carriedOut(deletion)) {
            view(caller, deletion.endpoint());
        }
        commands.<Object>send(caller.actor(), deletion);
        return new AurinkoEventsController.Status("Ok");
    }

    private EndpointView view(Caller caller, EndpointId id) {
        return queries.ask(
                new EndpointQuery.SubscriptionById(id, caller.user()), EndpointView.class);
    }
}
