package almanac.app.api.consent;

import almanac.app.connection.Consents;
import almanac.app.web.Pages;
import almanac.connection.Authorizations;
import almanac.connection.Authorizations.Outcome;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Asks for an account and its app-specific password. The state that only the starter's browser got
 * stands for a token against forged posts: it works once. The password is handed on and kept
 * nowhere here; it is taken from the body alone, since address lines are logged.
 */
@RestController
@RequestMapping("/connect/icloud")
@Hidden
class PasswordConsentController {

    private static final String OVER =
            "This link was used already or is no longer valid. Please start again.";
    private static final int LONGEST_STATE = 512;
    private static final int LONGEST_NAME = 254;
    private static final int LONGEST_PASSWORD = 256;

    private final Authorizations authorizations;
    private final Consents consents;

    PasswordConsentController(Authorizations authorizations, Consents consents) {
        this.authorizations = authorizations;
        this.consents = consents;
    }

    @GetMapping
    ResponseEntity<?> ask(@RequestParam(defaultValue = "") String state) {
        return waits(state)
                ? Pages.answer(HttpStatus.OK, PasswordPage.form(state, "", ""))
                : Pages.answer(HttpStatus.GONE, PasswordPage.message(OVER));
    }

    @PostMapping(consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ResponseEntity<?> connect(@RequestBody MultiValueMap<String, String> form) {
        var state = field(form, "state");
        if (!waits(state)) {
            return Pages.answer(HttpStatus.GONE, PasswordPage.message(OVER));
        }
        var username = field(form, "username").strip();
        var password = field(form, "password");
        if (username.isEmpty()
                || username.length() > LONGEST_NAME
                || password.isEmpty()
                || password.length() > LONGEST_PASSWORD) {
            return Pages.answer(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    PasswordPage.form(
                            state, "", "Please enter the e-mail address and the password."));
        }
        return answer(state, username, consents.completeWithPassword(state, username, password));
    }

    /** A wrong password may be corrected as long as the state waits. */
    private ResponseEntity<?> answer(String state, String username, Outcome outcome) {
        if (outcome instanceof Authorizations.Failed(var pending, var message) && waits(state)) {
            return Pages.answer(
                    HttpStatus.UNPROCESSABLE_CONTENT, PasswordPage.form(state, username, message));
        }
        var target = consents.destination(outcome);
        if (target.isPresent()) {
            return Consents.redirect(target.get());
        }
        return Pages.answer(
                HttpStatus.GONE,
                PasswordPage.message(
                        outcome instanceof Authorizations.Unknown(var message) ? message : OVER));
    }

    private boolean waits(String state) {
        return !state.isEmpty()
                && state.length() <= LONGEST_STATE
                && authorizations.awaitsPassword(state);
    }

    private static String field(MultiValueMap<String, String> form, String name) {
        return Optional.ofNullable(form.getFirst(name)).orElse("");
    }
}
