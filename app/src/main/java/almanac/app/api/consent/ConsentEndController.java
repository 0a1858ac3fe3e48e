package almanac.app.api.consent;

import almanac.app.web.Pages;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Where a consent ends while no other frontend is configured: says what became of it. */
@RestController
@Hidden
class ConsentEndController {

    private static final int LONGEST = 500;

    @GetMapping("/calendar-sync")
    ResponseEntity<String> end(
            @RequestParam(required = false) @Nullable String success,
            @RequestParam(required = false) @Nullable String error,
            @RequestParam(required = false) @Nullable String details) {
        if (success != null && error == null) {
            return Pages.answer(
                    HttpStatus.OK,
                    Pages.page(
                            "Calendar connected",
                            "<p role=\"status\">Your calendar account is connected. You can close"
                                    + " this window.</p>"));
        }
        var why =
                Optional.ofNullable(details)
                        .filter(text -> !text.isBlank())
                        .map(text -> text.substring(0, Math.min(text.length(), LONGEST)))
                        .orElse("Nothing was connected. Please try again.");
        return Pages.answer(HttpStatus.OK, Pages.page("Calendar not connected", Pages.alert(why)));
    }
}
