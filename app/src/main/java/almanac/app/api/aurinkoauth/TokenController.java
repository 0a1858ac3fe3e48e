package almanac.app.api.aurinkoauth;

import almanac.app.authorize.Application;
import almanac.app.authorize.Applications;
import almanac.app.authorize.Authorizing;
import almanac.app.error.Failure;
import almanac.app.error.Refusal;
import almanac.message.Rejected;
import almanac.message.Rejection;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Gives an application the access token of the account that it was allowed to see. */
@RestController
@Tag(name = "Aurinko authorization")
class TokenController {

    private static final String CHALLENGE = "Basic realm=\"Almanac\", charset=\"UTF-8\"";

    private final Applications applications;
    private final Authorizing authorizing;

    TokenController(Applications applications, Authorizing authorizing) {
        this.applications = applications;
        this.authorizing = authorizing;
    }

    @Schema(name = "Aurinko access")
    record TokenJson(
            @Schema(description = "As GET /v1/account has it") long accountId,
            @Schema(description = "An API key of the user, who can revoke it") String accessToken,
            String userId,
            @Schema(
                            description =
                                    "Opens the same in the header X-Aurinko-Session, as long as the"
                                            + " access token does")
                    String userSession) {

        @Override
        public String toString() {
            return "TokenJson[" + accountId + ", •••]";
        }
    }

    @Operation(
            summary = "Exchange a code for an access token",
            description =
                    "With HTTP Basic: the client id and, as the password, the whole secret key of"
                            + " the application. A code that comes a second time is refused, and"
                            + " the access token that it gave is revoked.",
            security = @SecurityRequirement(name = "application"))
    @PostMapping("/v1/auth/token/{code}")
    ResponseEntity<TokenJson> exchange(
            @PathVariable String code,
            @Parameter(hidden = true)
                    @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false)
                    @Nullable String authorization,
            @Parameter(description = "Where the code was asked for with a code_challenge")
                    @RequestParam(name = "code_verifier", required = false)
                    @Nullable String verifier,
            HttpServletRequest request) {
        var application = application(authorization, request.getRemoteAddr());
        var granted = authorizing.exchange(application, code, Optional.ofNullable(verifier));
        var user = granted.user().value();
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(
                        new TokenJson(
                                user,
                                granted.accessToken(),
                                Long.toString(user),
                                granted.session()));
    }

    private Application application(@Nullable String authorization, String address) {
        var credentials =
                Optional.ofNullable(authorization)
                        .flatMap(ClientCredentials::of)
                        .orElseThrow(TokenController::unknown);
        try {
            return applications.authenticated(credentials.id(), credentials.secret(), address);
        } catch (Rejected refused) {
            throw refused.rejection() instanceof Rejection.Unauthenticated ? unknown() : refused;
        }
    }

    private static RuntimeException unknown() {
        return new Refusal(
                Failure.of(Failure.Kind.UNAUTHENTICATED, "unauthorized")
                        .with(HttpHeaders.WWW_AUTHENTICATE, CHALLENGE));
    }
}
