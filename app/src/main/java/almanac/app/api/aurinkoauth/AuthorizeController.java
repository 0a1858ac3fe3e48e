package almanac.app.api.aurinkoauth;

import almanac.app.authorize.Applications;
import almanac.app.authorize.Authorizing;
import almanac.app.connection.Consents;
import almanac.app.connection.Frontend;
import almanac.app.security.Accounts;
import almanac.app.security.SignInLimits;
import almanac.app.web.Pages;
import almanac.message.Rejected;
import almanac.message.Rejection;
import almanac.user.UserId;
import io.swagger.v3.oas.annotations.Hidden;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * Asks a user whether an application may see their calendars. Nothing that the browser brings by
 * itself counts: who allows it shows their password, each time, so that no other site can allow it
 * for them. A form that another site makes the browser send is refused before it comes here.
 */
@RestController
@Tag(name = "Aurinko authorization")
class AuthorizeController {

    static final String PATH = "/v1/auth/authorize";

    private static final int LONGEST_NAME = 254;
    private static final int LONGEST_PASSWORD = 128;

    private final Applications applications;
    private final Authorizing authorizing;
    private final Frontend frontend;
    private final Accounts accounts;
    private final SignInLimits limits;

    AuthorizeController(
            Applications applications,
            Authorizing authorizing,
            Frontend frontend,
            Accounts accounts,
            SignInLimits limits) {
        this.applications = applications;
        this.authorizing = authorizing;
        this.frontend = frontend;
        this.accounts = accounts;
        this.limits = limits;
    }

    @Operation(
            summary = "Ask a user for access to their calendars",
            description =
                    "A page for the user's browser. When they allow it, the browser goes to"
                            + " returnUrl with code and state; the code is good once, within 60"
                            + " seconds. When they do not, it goes there with"
                            + " error=access_denied and state. What is wrong with the request is"
                            + " said on the page.",
            parameters = {
                @Parameter(
                        name = AuthorizeQuery.CLIENT_ID,
                        in = ParameterIn.QUERY,
                        required = true,
                        description = "The prefix of the application's secret key",
                        example = "sk_live_0123456789ab"),
                @Parameter(
                        name = AuthorizeQuery.RETURN_URL,
                        in = ParameterIn.QUERY,
                        required = true,
                        description = "On one of the origins that the server allows"),
                @Parameter(
                        name = AuthorizeQuery.SCOPES,
                        in = ParameterIn.QUERY,
                        description =
                                "Calendar.Read, the default, and Calendar.ReadWrite, with spaces"
                                        + " between them"),
                @Parameter(name = AuthorizeQuery.STATE, in = ParameterIn.QUERY),
                @Parameter(
                        name = AuthorizeQuery.SERVICE_TYPE,
                        in = ParameterIn.QUERY,
                        schema = @Schema(allowableValues = "Almanac")),
                @Parameter(
                        name = AuthorizeQuery.RESPONSE_TYPE,
                        in = ParameterIn.QUERY,
                        schema = @Schema(allowableValues = "code")),
                @Parameter(
                        name = AuthorizeQuery.LOGIN_HINT,
                        in = ParameterIn.QUERY,
                        description = "A username to begin with"),
                @Parameter(
                        name = AuthorizeQuery.CHALLENGE,
                        in = ParameterIn.QUERY,
                        description = "RFC 7636"),
                @Parameter(
                        name = AuthorizeQuery.METHOD,
                        in = ParameterIn.QUERY,
                        schema = @Schema(allowableValues = "S256"))
            })
    @ApiResponse(
            responseCode = "200",
            description = "The page",
            content = @Content(mediaType = MediaType.TEXT_HTML_VALUE))
    @SecurityRequirements
    @GetMapping(PATH)
    ResponseEntity<?> ask(HttpServletRequest request) {
        return asked(
                request,
                page -> {
                    var hint = page.query().value(AuthorizeQuery.LOGIN_HINT);
                    return page.answer(
                            HttpStatus.OK,
                            hint.filter(name -> name.length() <= LONGEST_NAME).orElse(""),
                            "");
                });
    }

    @Hidden
    @PostMapping(path = PATH, consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ResponseEntity<?> decide(
            @RequestBody MultiValueMap<String, String> form, HttpServletRequest request) {
        return asked(
                request,
                page ->
                        switch (field(form, "decision")) {
                            case "allow" -> signedIn(page, form, request.getRemoteAddr());
                            case "deny" -> page.goBack("error", "access_denied");
                            default -> refused("Please use the buttons of the page.");
                        });
    }

    /** The page of a request, as long as it asks for something that can be had. */
    private record Page(AuthorizeQuery query, AuthorizeRequest asked) {

        ResponseEntity<?> answer(HttpStatus status, String username, String problem) {
            return Pages.form(
                    status, AuthorizePage.form(query, asked, username, problem), asked.returnUrl());
        }

        /** A POST that is over is asked for no more (RFC 9110 15.4.4). */
        ResponseEntity<?> goBack(String name, String value) {
            var target = Consents.with(asked.returnUrl(), Map.entry(name, value));
            var whole =
                    asked.state()
                            .map(state -> Consents.with(target, Map.entry("state", state)))
                            .orElse(target);
            return ResponseEntity.status(HttpStatus.SEE_OTHER)
                    .location(whole)
                    .header(HttpHeaders.CACHE_CONTROL, "no-store")
                    .header("Referrer-Policy", "no-referrer")
                    .build();
        }
    }

    private ResponseEntity<?> asked(
            HttpServletRequest request, Function<Page, ResponseEntity<?>> then) {
        Page page;
        try {
            var query = AuthorizeQuery.of(request.getQueryString());
            page = new Page(query, AuthorizeRequest.of(query, applications, frontend));
        } catch (Rejected wrong) {
            return refused(wrong.rejection().message());
        }
        return then.apply(page);
    }

    private static ResponseEntity<?> refused(String why) {
        return Pages.answer(HttpStatus.BAD_REQUEST, AuthorizePage.refused(why));
    }

    private ResponseEntity<?> signedIn(
            Page page, MultiValueMap<String, String> form, String address) {
        var username = field(form, "username").strip();
        var password = field(form, "password");
        if (username.isEmpty()
                || username.length() > LONGEST_NAME
                || password.isEmpty()
                || password.length() > LONGEST_PASSWORD) {
            return page.answer(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    "",
                    "Please enter your username and your password.");
        }
        UserId user;
        try {
            limits.login(username, address);
            user = accounts.authenticate(username, password);
        } catch (Rejected refused) {
            return turnedAway(page, username, refused);
        }
        var asked = page.asked();
        return page.goBack(
                "code",
                authorizing.allow(asked.application(), user, asked.scopes(), asked.challenge()));
    }

    private static ResponseEntity<?> turnedAway(Page page, String username, Rejected refused) {
        var why = refused.rejection();
        if (why instanceof Rejection.TooManyRequests(var wait)) {
            return later(page, username, wait);
        }
        if (why instanceof Rejection.Unauthenticated) {
            return page.answer(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    username,
                    "The username or the password is wrong.");
        }
        throw refused;
    }

    private static ResponseEntity<?> later(Page page, String username, Duration wait) {
        var seconds = Math.max(1, wait.plusMillis(999).toSeconds());
        var answer =
                page.answer(
                        HttpStatus.TOO_MANY_REQUESTS,
                        username,
                        "Too many attempts. Please wait " + seconds + " seconds.");
        return ResponseEntity.status(answer.getStatusCode())
                .headers(answer.getHeaders())
                .header(HttpHeaders.RETRY_AFTER, Long.toString(seconds))
                .body(answer.getBody());
    }

    private static String field(MultiValueMap<String, String> form, String name) {
        return Optional.ofNullable(form.getFirst(name)).orElse("");
    }
}
