package almanac.app.api.identity;

import almanac.app.security.Accounts;
import almanac.app.security.Operators;
import almanac.app.security.Profiles;
import almanac.app.security.SignInLimits;
import almanac.message.Rejected;
import almanac.message.Rejection;
import almanac.user.Profile;
import almanac.user.UserId;
import almanac.user.UserView;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Registration and sessions (contract.md 8.1). */
@RestController
@RequestMapping("/api/auth")
@Tag(name = "Authentication")
@SecurityRequirements
final class AuthController {

    private final Registration registration;
    private final Accounts accounts;
    private final Operators operators;
    private final SignInLimits limits;
    private final Profiles profiles;

    AuthController(
            Registration registration,
            Accounts accounts,
            Operators operators,
            SignInLimits limits,
            Profiles profiles) {
        this.registration = registration;
        this.accounts = accounts;
        this.operators = operators;
        this.limits = limits;
        this.profiles = profiles;
    }

    @Operation(
            summary = "Register a user",
            description =
                    "The password has 10 to 128 characters with an upper-case letter, a lower-case"
                            + " letter, a digit and a special character. A default calendar is"
                            + " opened. A role in the body is ignored.")
    @PostMapping("/register")
    @ResponseStatus(HttpStatus.CREATED)
    IdentityJson.Session register(
            @RequestBody IdentityJson.Register body, HttpServletRequest request) {
        limits.registration(request.getRemoteAddr());
        var email = Check.email(body.email());
        var profile =
                new Profile(
                        Check.username(body.username(), email),
                        email,
                        Check.optional("firstName", body.firstName(), 80),
                        Check.optional("lastName", body.lastName(), 80),
                        Optional.ofNullable(body.timezone())
                                .map(Check::zone)
                                .orElse(ZoneId.of("UTC")),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of());
        var user = registration.register(profile, Check.required("password", body.password()));
        return session(accounts.begin(user));
    }

    @Operation(summary = "Sign in", description = "With a username or an email address.")
    @PostMapping("/login")
    IdentityJson.Session login(@RequestBody IdentityJson.Login body, HttpServletRequest request) {
        var name = Check.required("username", body.username());
        limits.login(name, request.getRemoteAddr());
        var user = accounts.authenticate(name, Check.required("password", body.password()));
        operators.signedIn(user, view(user).profile().username());
        return session(accounts.begin(user));
    }

    @Operation(
            summary = "Go on with a session",
            description =
                    "Answers a new access token and a new refresh token. A refresh token works"
                            + " once; one that is used again ends the session.")
    @PostMapping("/refresh")
    IdentityJson.Session refresh(@RequestBody IdentityJson.Refresh body) {
        return session(accounts.refresh(Check.required("refreshToken", body.refreshToken())));
    }

    @Operation(summary = "End the session of the access token or of the refresh token")
    @PostMapping("/logout")
    IdentityJson.Success logout(
            @RequestHeader(name = "Authorization", required = false) @Nullable String credential,
            @RequestBody(required = false) IdentityJson.@Nullable Refresh body) {
        accounts.signOut(
                Optional.ofNullable(credential)
                        .map(value -> value.replaceFirst("(?i)^bearer ", "")),
                Optional.ofNullable(body).map(IdentityJson.Refresh::refreshToken));
        return new IdentityJson.Success(true);
    }

    private UserView view(UserId user) {
        return profiles.view(user)
                .orElseThrow(
                        () -> new Rejected(new Rejection.Unauthenticated("Invalid credentials")));
    }

    private IdentityJson.Session session(Accounts.SignedIn signedIn) {
        return new IdentityJson.Session(
                signedIn.accessToken(),
                "Bearer",
                signedIn.lifeSeconds(),
                signedIn.issuedAt().toString(),
                signedIn.refreshToken(),
                signedIn.refreshExpiresAt().toString(),
                UserJson.of(view(signedIn.user())));
    }
}
