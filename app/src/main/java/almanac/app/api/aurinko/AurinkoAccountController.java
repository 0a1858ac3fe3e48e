package almanac.app.api.aurinko;

import almanac.app.web.Caller;
import almanac.user.KeyScope;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The account that a token speaks for, which is the user's own store here (contract 6.1, 8.3). */
@RestController
@Tag(name = "Aurinko account")
class AurinkoAccountController {

    private final Viewers viewers;

    AurinkoAccountController(Viewers viewers) {
        this.viewers = viewers;
    }

    @Schema(name = "Aurinko account")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record AccountJson(
            long id,
            String serviceType,
            boolean active,
            @Schema(allowableValues = "active") String tokenStatus,
            String email,
            @Nullable String name,
            String timezone,
            List<String> authScopes) {}

    @Operation(summary = "Get the account of the access token")
    @GetMapping("/v1/account")
    AccountJson account(Caller caller) {
        var profile = viewers.user(caller).profile();
        return new AccountJson(
                caller.user().value(),
                "Almanac",
                true,
                "active",
                profile.email(),
                Viewers.name(profile).orElse(null),
                profile.zone().getId(),
                caller.scopes().contains(KeyScope.WRITE)
                        ? List.of("Calendar.Read", "Calendar.ReadWrite")
                        : List.of("Calendar.Read"));
    }
}
