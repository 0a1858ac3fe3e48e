package almanac.app.api.identity;

import almanac.app.security.Accounts;
import almanac.app.security.Operators;
import almanac.app.security.Profiles;
import almanac.app.security.SignInLimits;
import almanac.app.web.Caller;
import almanac.app.web.Envelope;
import almanac.message.Rejected;
import almanac.message.Rejection;
import almanac.user.UserId;
import almanac.user.UserView;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Sessions that a browser keeps in a cookie, as the academic API has them (contract.md 8.2). */
@RestController
@RequestMapping("/api/auth")
@Tag(name = "Session")
final class BrowserSessionsController {

    private final SignUps signUps;
    private final Accounts accounts;
    private final Operators operators;
    private final SignInLimits limits;
    private final Profiles profiles;

    BrowserSessionsController(
            SignUps signUps,
            Accounts accounts,
            Operators operators,
            SignInLimits limits,
            Profiles profiles) {
        this.signUps = signUps;
        this.accounts = accounts;
        this.operators = operators;
        this.limits = limits;
        this.profiles = profiles;
    }

    record SignUp(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable String name,
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable String email,
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable String password) {}

    record SignIn(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable String email,
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable String password) {}

    @Schema(name = "Academic session")
    record Session(User user) {}

    @Schema(name = "Academic user")
    record User(String id, String name, String email) {}

    @Operation(
            summary = "Sign up",
            description =
                    "Begins a session in a cookie. The password has 10 to 128 characters with an"
                            + " upper-case letter, a lower-case letter, a digit and a special"
                            + " character.")
    @SecurityRequirements
    @PostMapping("/signup")
    @ResponseStatus(HttpStatus.CREATED)
    Envelope<Session> signUp(
            @RequestBody SignUp body, HttpServletRequest request, HttpServletResponse response) {
        limits.registration(request.getRemoteAddr());
        var user =
                signUps.register(
                        Check.text("name", body.name(), 1, SignUps.LONGEST_NAME),
                        Check.email(body.email()),
                        Check.required("password", body.password()));
        return begun(user, "Account created successfully", request, response);
    }

    @Operation(summary = "Sign in", description = "Begins a session in a cookie.")
    @SecurityRequirements
    @PostMapping("/signin")
    Envelope<Session> signIn(
            @RequestBody SignIn body, HttpServletRequest request, HttpServletResponse response) {
        var email = Check.required("email", body.email());
        limits.login(email, request.getRemoteAddr());
        var user = accounts.authenticate(email, Check.required("password", body.password()));
        operators.signedIn(user, view(user).profile().username());
        return begun(user, "Signed in successfully", request, response);
    }

    @Operation(
            summary = "End the session of the cookie",
            description = "The answer is the same without one.")
    @SecurityRequirements
    @PostMapping("/signout")
    Envelope<Object> signOut(HttpServletRequest request, HttpServletResponse response) {
        SessionCookies.sent(request)
                .forEach(token -> accounts.signOut(Optional.of(token), Optional.empty()));
        SessionCookies.clear(request, response);
        return Envelope.of("Signed out successfully");
    }

    @Operation(summary = "Who is signed in", description = "By any credential.")
    @GetMapping("/session")
    Envelope<Session> session(Caller caller) {
        return Envelope.of(new Session(user(caller.user())), "Session retrieved successfully");
    }

    private Envelope<Session> begun(
            UserId user, String message, HttpServletRequest request, HttpServletResponse response) {
        var answer = Envelope.of(new Session(user(user)), message);
        SessionCookies.set(accounts.beginInBrowser(user), request, response);
        return answer;
    }

    private User user(UserId user) {
        var profile = view(user).profile();
        return new User("user_" + user.value(), SignUps.name(profile), profile.email());
    }

    private UserView view(UserId user) {
        return profiles.view(user)
                .orElseThrow(
                        () -> new Rejected(new Rejection.Unauthenticated("Invalid credentials")));
    }
}
