package almanac.app.api.academic;

import almanac.app.connection.Consents;
import almanac.app.connection.Consents.CallBack;
import almanac.app.connection.Frontend;
import almanac.app.web.Caller;
import almanac.connection.Authorizations;
import almanac.connection.Authorizations.Purpose;
import almanac.connection.ProviderKind;
import almanac.message.Rejected;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Links a Google account to the signed-in user (contract.md 8.2). */
@RestController
@RequestMapping("/api/auth")
@Tag(name = "Google Calendar")
class GoogleLinkController {

    private static final String PAGE = "/calendar-sync";
    private static final int LONGEST = 2048;

    private final Authorizations authorizations;
    private final Consents consents;
    private final Frontend frontend;

    GoogleLinkController(Authorizations authorizations, Consents consents, Frontend frontend) {
        this.authorizations = authorizations;
        this.consents = consents;
        this.frontend = frontend;
    }

    @Operation(
            summary = "Link a Google account",
            description = "Sends the browser of a signed-in user to Google's consent page.")
    @GetMapping("/signin/google")
    @ResponseStatus(HttpStatus.FOUND)
    ResponseEntity<Void> link(Caller caller) {
        var started =
                authorizations.begin(
                        caller.user(),
                        ProviderKind.GOOGLE,
                        Purpose.ACADEMIC,
                        frontend.page(PAGE),
                        List.of());
        return Consents.redirect(started.url());
    }

    @Operation(
            summary = "Handle Google's callback",
            description = "Sends the browser to the frontend with success=connected or an error.")
    @SecurityRequirements
    @Parameter(name = "code", schema = @Schema(type = "string", maxLength = LONGEST))
    @Parameter(name = "state", schema = @Schema(type = "string", maxLength = LONGEST))
    @Parameter(name = "error", schema = @Schema(type = "string", maxLength = LONGEST))
    @GetMapping("/callback/google")
    @ResponseStatus(HttpStatus.FOUND)
    ResponseEntity<Void> callBack(
            @Parameter(hidden = true) @RequestParam Map<String, String> sent) {
        var call =
                new CallBack(
                        text(sent, "state"),
                        OptionalLong.empty(),
                        text(sent, "code"),
                        text(sent, "error"));
        if (call.code().isEmpty() && call.error().isEmpty()) {
            throw Rejected.invalid("code", "code is required");
        }
        var outcome = consents.complete(ProviderKind.GOOGLE, call);
        return Consents.redirect(consents.destination(outcome).orElseGet(() -> lost(call)));
    }

    private URI lost(CallBack call) {
        var page = frontend.page(PAGE);
        return call.error().isPresent()
                ? Consents.denied(page)
                : Consents.failed(page, "No started link waits for this answer. Please try again.");
    }

    private static Optional<String> text(Map<String, String> sent, String name) {
        var text = Optional.ofNullable(sent.get(name)).filter(value -> !value.isEmpty());
        if (text.filter(value -> value.length() > LONGEST).isPresent()) {
            throw Rejected.invalid(name, name + " is too long");
        }
        return text;
    }
}
