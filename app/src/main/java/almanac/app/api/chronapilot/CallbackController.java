package almanac.app.api.chronapilot;

import almanac.app.connection.Consents;
import almanac.app.connection.Consents.CallBack;
import almanac.connection.Authorizations;
import almanac.message.Rejected;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The public address that providers call, by GET or as a form (C6). */
@RestController("chronaPilotCallback")
@Tag(name = "Connections")
class CallbackController {

    private static final int LONGEST = 2048;

    private final Consents consents;
    private final Authorizations authorizations;

    CallbackController(Consents consents, Authorizations authorizations) {
        this.consents = consents;
        this.authorizations = authorizations;
    }

    @Operation(
            summary = "Handle a provider's callback",
            description =
                    "Sends the browser to the return_url of the start that the state belongs to.")
    @SecurityRequirements
    @Parameter(name = "code", schema = @Schema(type = "string", maxLength = LONGEST))
    @Parameter(name = "state", schema = @Schema(type = "string", maxLength = LONGEST))
    @Parameter(name = "error", schema = @Schema(type = "string", maxLength = LONGEST))
    @RequestMapping(
            path = "/v1/connections/callback",
            method = {RequestMethod.GET, RequestMethod.POST})
    @ResponseStatus(HttpStatus.FOUND)
    ResponseEntity<Void> callBack(
            @Parameter(hidden = true) @RequestParam Map<String, String> sent) {
        var state = text(sent, "state").orElseThrow(CallbackController::unknown);
        var call =
                new CallBack(
                        Optional.of(state),
                        OptionalLong.empty(),
                        text(sent, "code"),
                        text(sent, "error"));
        if (call.code().isEmpty() && call.error().isEmpty()) {
            throw Rejected.invalid("code", "code is required");
        }
        var provider = authorizations.awaited(state).orElseThrow(CallbackController::unknown);
        return consents.destination(consents.complete(provider, call))
                .map(Consents::redirect)
                .orElseThrow(CallbackController::unknown);
    }

    private static Optional<String> text(Map<String, String> sent, String name) {
        var text = Optional.ofNullable(sent.get(name)).filter(value -> !value.isEmpty());
        if (text.filter(value -> value.length() > LONGEST).isPresent()) {
            throw Rejected.invalid(name, name + " is too long");
        }
        return text;
    }

    private static Rejected unknown() {
        return Rejected.invalid("state", "no started connection waits for this state");
    }
}
