package almanac.app.api.chronapilot;

import almanac.app.connection.Connected;
import almanac.app.connection.Frontend;
import almanac.app.connection.Links;
import almanac.app.web.Caller;
import almanac.app.web.Queries;
import almanac.connection.Authorizations;
import almanac.connection.Authorizations.Purpose;
import almanac.connection.ConnectionId;
import almanac.connection.ConnectionQuery;
import almanac.connection.ConnectionStatus;
import almanac.connection.ConnectionView;
import almanac.connection.Synchronization;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Connections of the document (C1 to C5). Pending starts are none yet. */
@RestController
@RequestMapping("/v1/connections")
@Tag(name = "Connections")
class ConnectionsController {

    private final Authorizations authorizations;
    private final Synchronization synchronization;
    private final Connected connected;
    private final Links links;
    private final Resync resync;
    private final Queries queries;
    private final Frontend frontend;

    ConnectionsController(
            Authorizations authorizations,
            Synchronization synchronization,
            Connected connected,
            Links links,
            Resync resync,
            Queries queries,
            Frontend frontend) {
        this.authorizations = authorizations;
        this.synchronization = synchronization;
        this.connected = connected;
        this.links = links;
        this.resync = resync;
        this.queries = queries;
        this.frontend = frontend;
    }

    @Operation(
            summary = "Start a connection",
            description =
                    "Send the user to redirect_url. After consent the browser comes to return_url"
                            + " with connection_id and state; after a refusal with error and state."
                            + " An account that was connected before keeps its connection_id and"
                            + " not the one that this answers; state is the same in any case.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content =
                                    @Content(
                                            examples =
                                                    @ExampleObject(
                                                            name = "Google",
                                                            value = PilotExamples.START))))
    @PostMapping("/start")
    PilotJson.Start start(Caller caller, @RequestBody StartBody body) {
        var asked = StartRequest.of(body, caller.user(), frontend);
        var started =
                authorizations.begin(
                        caller.user(),
                        asked.provider(),
                        Purpose.CHRONAPILOT,
                        asked.returnUrl(),
                        asked.scopes());
        return new PilotJson.Start(
                "connection_start",
                started.url().toString(),
                PilotIds.text(started.connection()),
                started.state(),
                started.expiresAt());
    }

    @Operation(
            summary = "List connections",
            description =
                    "Newest first. The created bounds are ISO instants or seconds since 1970.")
    @Parameter(name = "user_id", schema = @Schema(type = "string", example = "user_7"))
    @Parameter(
            name = "provider",
            schema =
                    @Schema(
                            type = "string",
                            allowableValues = {"google", "microsoft", "icloud"}))
    @Parameter(
            name = "limit",
            schema = @Schema(type = "integer", minimum = "1", maximum = "100", defaultValue = "25"))
    @Parameter(name = "starting_after", schema = @Schema(type = "string", example = "con_3"))
    @Parameter(name = "ending_before", schema = @Schema(type = "string", example = "con_3"))
    @Parameter(name = "created[gt]", schema = @Schema(type = "string"))
    @Parameter(name = "created[gte]", schema = @Schema(type = "string"))
    @Parameter(name = "created[lt]", schema = @Schema(type = "string"))
    @Parameter(name = "created[lte]", schema = @Schema(type = "string"))
    @GetMapping
    PilotJson.Listing<PilotJson.Connection> list(
            Caller caller, @Parameter(hidden = true) @RequestParam Map<String, String> sent) {
        var part =
                ConnectionListQuery.of(sent)
                        .of(caller.user(), connected.of(caller.user(), Optional.empty()));
        var expanded = expanded(sent.get("expand[]"), sent.get("expand"));
        return new PilotJson.Listing<>(
                "list",
                part.views().stream().map(view -> json(view, expanded)).toList(),
                part.next().isPresent(),
                part.next().map(PilotIds::text).orElse(null));
    }

    @Operation(summary = "Retrieve a connection")
    @Parameter(
            name = "expand[]",
            description = "calendars: whole calendars in place of their ids",
            array =
                    @ArraySchema(
                            schema =
                                    @Schema(
                                            type = "string",
                                            allowableValues = {"calendars"})))
    @GetMapping("/{id}")
    PilotJson.Connection get(
            Caller caller,
            @PathVariable String id,
            @Parameter(hidden = true) @RequestParam Map<String, String> sent) {
        var expanded = expanded(sent.get("expand[]"), sent.get("expand"));
        return json(view(caller, PilotIds.require(id)), expanded);
    }

    @Operation(
            summary = "Disconnect",
            description =
                    "Revokes at the provider and ends its subscriptions. What was mirrored stays"
                            + " and is not pushed any more. Sent again it changes nothing.")
    @DeleteMapping("/{id}")
    PilotJson.Connection delete(Caller caller, @PathVariable String id) {
        var connection = PilotIds.require(id);
        if (view(caller, connection).status() != ConnectionStatus.DISCONNECTED) {
            synchronization.disconnect(caller.user(), connection);
        }
        return json(view(caller, connection), false);
    }

    @Operation(
            summary = "Force resync",
            description =
                    "A full sync from the provider, once a minute for each connection. One that"
                            + " takes longer than two seconds goes on by itself. Where sync is"
                            + " paused since most events of a calendar are not at the provider any"
                            + " more, this confirms that so many, and no more, may be deleted"
                            + " here. A calendar that the account does not show any more is looked"
                            + " for again; its events stay.")
    @PostMapping("/{id}/refresh")
    PilotJson.Connection refresh(Caller caller, @PathVariable String id) {
        var connection = PilotIds.require(id);
        resync.run(view(caller, connection));
        return json(view(caller, connection), false);
    }

    private static boolean expanded(@Nullable String... sent) {
        var words =
                Arrays.stream(sent)
                        .flatMap(Stream::ofNullable)
                        .flatMap(text -> Arrays.stream(text.split(",")))
                        .toList();
        words.stream()
                .filter(word -> !word.equals("calendars"))
                .findFirst()
                .ifPresent(word -> {
                    throw StartRequest.wrong("expand", "expand may be calendars", word);
                });
        return !words.isEmpty();
    }

    private ConnectionView view(Caller caller, ConnectionId id) {
        return queries.ask(
                new ConnectionQuery.ConnectionById(id, caller.user()), ConnectionView.class);
    }

    private PilotJson.Connection json(ConnectionView view, boolean expanded) {
        return PilotJson.connection(
                links.seen(view), synchronization.telemetry(view.id()), expanded);
    }
}
