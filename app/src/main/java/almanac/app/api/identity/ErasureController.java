package almanac.app.api.identity;

import almanac.app.security.Accounts;
import almanac.app.security.SignInLimits;
import almanac.app.web.Caller;
import almanac.app.web.Queries;
import almanac.message.Actor;
import almanac.message.Origin;
import almanac.message.Rejected;
import almanac.message.Rejection;
import almanac.operation.Erasures;
import almanac.user.UserQuery;
import almanac.user.UserView;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Erasing oneself. */
@RestController
@Tag(name = "Users")
final class ErasureController {

    private static final String REASON = "asked for by the user";

    private final Erasures erasures;
    private final Accounts accounts;
    private final SignInLimits limits;
    private final Queries queries;

    ErasureController(Erasures erasures, Accounts accounts, SignInLimits limits, Queries queries) {
        this.erasures = erasures;
        this.accounts = accounts;
        this.limits = limits;
        this.queries = queries;
    }

    @Schema(name = "Own erasure")
    record Wish(@Nullable String password) {}

    /**
     * Begun.
     *
     * @param erasure the number of the receipt, for questions to an operator
     */
    @Schema(name = "Own erasure begun")
    record Begun(String message, long erasure) {}

    @Operation(
            summary = "Erase the caller, for good",
            description =
                    "Asks for the password once more. Sign-ins end; what is theirs here, and what"
                            + " Almanac put at their providers, is deleted; their words go from the"
                            + " calendars of others and from the history. There is no way back. 409"
                            + " for an operator.")
    @DeleteMapping("/api/user/account")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Begun erase(Caller caller, @RequestBody Wish body, HttpServletRequest request) {
        var name =
                queries.find(new UserQuery.UserById(caller.user()), UserView.class)
                        .orElseThrow()
                        .profile()
                        .username();
        limits.login(name, request.getRemoteAddr());
        var shown = accounts.authenticate(name, Check.required("password", body.password()));
        if (!shown.equals(caller.user())) {
            throw new Rejected(new Rejection.Unauthenticated("Invalid credentials"));
        }
        var actor = new Actor(caller.user(), Origin.of(Origin.Kind.SYSTEM));
        var begun = erasures.begin(actor, caller.user(), name, REASON);
        return new Begun(
                "The account is being erased", begun.id().map(id -> id.value()).orElseThrow());
    }
}
