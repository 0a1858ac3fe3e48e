package almanac.app.api.primecalsync;

import almanac.app.connection.Consents;
import almanac.app.connection.Consents.CallBack;
import almanac.app.connection.Frontend;
import almanac.connection.Authorizations;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The public address that providers call (B3). */
@RestController
@RequestMapping("/api/calendar-sync/callback")
@Tag(name = "Calendar sync")
class CallbackController {

    /** Where the frontend shows what became of it. */
    static final String PAGE = "/calendar-sync";

    private final Consents consents;
    private final Frontend frontend;

    CallbackController(Consents consents, Frontend frontend) {
        this.consents = consents;
        this.frontend = frontend;
    }

    @Operation(
            summary = "Handle the OAuth callback and redirect to the frontend",
            description =
                    "With success=connected, or with error and details. A state works once; userId"
                            + " is honoured only for a user with exactly one pending start. What"
                            + " providers add is passed over.")
    @SecurityRequirements
    @Parameter(name = "code", schema = @Schema(type = "string", maxLength = 2048))
    @Parameter(name = "state", schema = @Schema(type = "string", maxLength = 512))
    @Parameter(name = "userId", schema = @Schema(type = "integer", minimum = "1"))
    @Parameter(name = "session_state", schema = @Schema(type = "string", maxLength = 256))
    @Parameter(name = "iss", schema = @Schema(type = "string", maxLength = 512))
    @Parameter(name = "scope", schema = @Schema(type = "string", maxLength = 2048))
    @Parameter(name = "error", schema = @Schema(type = "string", maxLength = 2048))
    @GetMapping("/{provider}")
    @ResponseStatus(HttpStatus.FOUND)
    ResponseEntity<Void> callBack(
            @PathVariable String provider,
            @Parameter(hidden = true) @RequestParam Map<String, String> sent) {
        var kind = Providers.require(provider);
        var call = CallbackQuery.of(sent);
        if (call.state().isEmpty() && call.user().isEmpty()) {
            return Consents.redirect(nobody(call));
        }
        var outcome = consents.complete(kind, call);
        return Consents.redirect(
                consents.destination(outcome).orElseGet(() -> lost(call, outcome)));
    }

    private URI nobody(CallBack call) {
        var page = frontend.page(PAGE);
        return call.error().isPresent()
                ? Consents.denied(page)
                : Consents.failed(page, "Missing user context for OAuth callback");
    }

    private URI lost(CallBack call, Authorizations.Outcome outcome) {
        var page = frontend.page(PAGE);
        if (call.error().isPresent()) {
            return Consents.denied(page);
        }
        return Consents.failed(
                page,
                outcome instanceof Authorizations.Unknown(var message)
                        ? message
                        : "The consent could not be completed.");
    }
}
