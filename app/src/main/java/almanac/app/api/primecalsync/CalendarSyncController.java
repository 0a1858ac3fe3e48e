package almanac.app.api.primecalsync;

import almanac.app.connection.Connected;
import almanac.app.connection.Frontend;
import almanac.app.error.Failure;
import almanac.app.error.Refusal;
import almanac.app.web.Caller;
import almanac.connection.Authorizations;
import almanac.connection.Authorizations.Purpose;
import almanac.connection.ConnectionId;
import almanac.connection.ConnectionView;
import almanac.connection.ProviderKind;
import almanac.connection.Synchronization;
import almanac.connection.Synchronization.Mode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Setup and management of the document (B1, B2, B4 to B7). */
@RestController
@RequestMapping("/api/calendar-sync")
@Tag(name = "Calendar sync")
class CalendarSyncController {

    /** A sync that takes longer goes on by itself. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Authorizations authorizations;
    private final Synchronization synchronization;
    private final Connected connected;
    private final CalendarMappings mappings;
    private final SyncStatus status;
    private final Frontend frontend;

    CalendarSyncController(
            Authorizations authorizations,
            Synchronization synchronization,
            Connected connected,
            CalendarMappings mappings,
            SyncStatus status,
            Frontend frontend) {
        this.authorizations = authorizations;
        this.synchronization = synchronization;
        this.connected = connected;
        this.mappings = mappings;
        this.status = status;
        this.frontend = frontend;
    }

    record AuthUrl(String authUrl) {}

    @Schema(name = "Sync message")
    record Message(String message) {}

    @Operation(
            summary = "Get provider connection and sync status",
            description =
                    "Google and Microsoft, always both. Of several accounts the calendars are put"
                            + " together. lastSync is an instant or Never. A mapped calendar that"
                            + " is paused says why in problem and message: calendar_gone goes on"
                            + " once the account shows the calendar again, events_gone waits for"
                            + " the confirmation that POST /v1/connections/{id}/refresh is.")
    @GetMapping("/status")
    StatusJson status(Caller caller) {
        return status.of(caller.user());
    }

    @Operation(
            summary = "Get the provider's consent page",
            description = "The address works once, for ten minutes.")
    @GetMapping("/auth/{provider}")
    AuthUrl authorize(Caller caller, @PathVariable String provider) {
        var started =
                authorizations.begin(
                        caller.user(),
                        Providers.require(provider),
                        Purpose.PRIMECAL,
                        frontend.page(CallbackController.PAGE),
                        List.of());
        return new AuthUrl(started.url().toString());
    }

    @Operation(
            summary = "Map external calendars",
            description =
                    "Each externalId is tied to a local calendar of the name, which is created or"
                            + " renamed; calendars that are not named stay as they are. Then an"
                            + " import begins.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content =
                                    @Content(
                                            examples =
                                                    @ExampleObject(
                                                            name = "Family Calendar",
                                                            value = SyncExamples.MAP))))
    @PostMapping("/sync")
    @ResponseStatus(HttpStatus.CREATED)
    Message map(Caller caller, @RequestBody SyncBody body) {
        var touched = mappings.map(caller, SyncWrites.of(body));
        if (!touched.isEmpty()) {
            connected.begin(caller.user(), touched);
        }
        return new Message("Calendars synced successfully");
    }

    @Operation(
            summary = "Disconnect all providers",
            description = "What was mirrored stays and is not pushed any more.")
    @PostMapping("/disconnect")
    @ResponseStatus(HttpStatus.CREATED)
    Message disconnectAll(Caller caller) {
        disconnect(caller, connected.linked(caller.user(), Optional.empty()));
        return new Message("All calendar providers disconnected successfully");
    }

    @Operation(
            summary = "Disconnect one provider",
            description = "All accounts of it. What was mirrored stays and is not pushed any more.")
    @PostMapping("/disconnect/{provider}")
    @ResponseStatus(HttpStatus.CREATED)
    Message disconnectOne(Caller caller, @PathVariable String provider) {
        ProviderKind kind = Providers.require(provider);
        disconnect(caller, connected.linked(caller.user(), Optional.of(kind)));
        return new Message(kind.word() + " calendar provider disconnected successfully");
    }

    private void disconnect(Caller caller, List<ConnectionView> views) {
        views.forEach(view -> synchronization.disconnect(caller.user(), view.id()));
    }

    @Operation(
            summary = "Sync now",
            description =
                    "For repair, not for polling. A sync that takes longer than ten seconds goes on"
                            + " by itself.")
    @PostMapping("/force")
    @ResponseStatus(HttpStatus.CREATED)
    Message force(Caller caller) {
        var linked = connected.linked(caller.user(), Optional.empty());
        var usable = linked.stream().filter(Connected::usable).toList();
        var broken = Connected.broken(linked);
        if (usable.isEmpty() && broken.isEmpty()) {
            throw CalendarMappings.noneActive();
        }
        var report = synchronization.syncNow(caller.user(), ids(usable), Mode.DELTA, PATIENCE);
        report.problem().or(() -> broken).ifPresent(CalendarSyncController::refuse);
        return new Message(
                report.finished()
                        ? "Sync completed successfully"
                        : "Sync started and goes on in the background");
    }

    private static List<ConnectionId> ids(List<ConnectionView> views) {
        return views.stream().map(ConnectionView::id).toList();
    }

    private static void refuse(Synchronization.Problem problem) {
        throw new Refusal(
                switch (problem) {
                    case Synchronization.AuthFailed() ->
                            Failure.of(
                                    Failure.Kind.REVOKED,
                                    "The provider no longer accepts the connection. Please connect"
                                            + " again.");
                    case Synchronization.NotPermitted() ->
                            Failure.of(
                                    Failure.Kind.CONFLICT,
                                    "The connection does not reach the calendar. Please connect"
                                            + " again and grant access.");
                    case Synchronization.Paused(var name, var pause) ->
                            Failure.of(
                                    Failure.Kind.CONFLICT,
                                    "Sync of " + name + " is paused: " + pause.reason());
                    case Synchronization.RateLimited(var wait) ->
                            Failure.of(
                                            Failure.Kind.PROVIDER_BUSY,
                                            "The provider asks to wait. The sync goes on later.")
                                    .retryAfter(wait);
                    case Synchronization.Unavailable(var message) ->
                            Failure.of(Failure.Kind.UNAVAILABLE, message)
                                    .retryAfter(Duration.ofMinutes(1));
                });
    }
}
