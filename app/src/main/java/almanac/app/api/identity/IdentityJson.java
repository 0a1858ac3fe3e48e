package almanac.app.api.identity;

import almanac.app.web.Patch;
import com.fasterxml.jackson.annotation.JsonAlias;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What goes over the wire (contract.md 2.1, 8.1). */
final class IdentityJson {

    private IdentityJson() {}

    /** Registration; any other property, such as a role, is ignored. */
    record Register(
            @Schema(
                            example = "ada",
                            minLength = 3,
                            maxLength = 64,
                            requiredMode = Schema.RequiredMode.REQUIRED)
                    @Nullable String username,
            @Schema(
                            example = "ada@example.org",
                            maxLength = 254,
                            requiredMode = Schema.RequiredMode.REQUIRED)
                    @Nullable String email,
            @Schema(
                            example = "Correct-Horse-7",
                            minLength = 10,
                            maxLength = 128,
                            requiredMode = Schema.RequiredMode.REQUIRED)
                    @Nullable String password,
            @Schema(example = "Ada", maxLength = 80) @Nullable String firstName,
            @Schema(example = "Lovelace", maxLength = 80) @Nullable String lastName,
            @Schema(example = "Europe/London") @Nullable String timezone) {}

    record Login(
            @Schema(example = "ada", requiredMode = Schema.RequiredMode.REQUIRED)
                    @JsonAlias("email")
                    @Nullable String username,
            @Schema(example = "Correct-Horse-7", requiredMode = Schema.RequiredMode.REQUIRED)
                    @Nullable String password) {}

    record Refresh(@JsonAlias("refresh_token") @Nullable String refreshToken) {}

    record ProfilePatch(
            Patch<String> firstName,
            Patch<String> lastName,
            Patch<String> timezone,
            Patch<String> timeFormat,
            Patch<Integer> weekStartDay,
            Patch<String> themeColor,
            Patch<List<String>> eventLabels) {}

    record NewKey(
            @Nullable String name,
            @Nullable String kind,
            @Nullable List<String> scopes,
            @Nullable String tier,
            @Nullable Integer expiresInDays,
            @Nullable Integer rotateInDays) {}

    record Session(
            String access_token,
            String token_type,
            long expires_in,
            String issued_at,
            String refresh_token,
            String refresh_expires_at,
            User user) {}

    record User(
            long id,
            String username,
            String email,
            @Nullable String firstName,
            @Nullable String lastName,
            String role,
            List<String> roles,
            @Nullable String themeColor,
            String timezone,
            @Nullable String timeFormat,
            @Nullable Integer weekStartDay,
            List<String> eventLabels,
            boolean onboardingCompleted,
            String createdAt,
            String updatedAt) {}

    /**
     * Somebody as others find them.
     *
     * @param email null unless it is what was searched for
     */
    record Person(
            long id,
            String username,
            @Nullable String email,
            @Nullable String firstName,
            @Nullable String lastName) {}

    record Key(
            long id,
            String name,
            String prefix,
            String kind,
            List<String> scopes,
            String tier,
            boolean isActive,
            @Nullable String expiresAt,
            @Nullable String rotateAfter,
            boolean rotationDue,
            @Nullable String lastUsedAt,
            long usageCount,
            String createdAt) {}

    record IssuedKey(String apiKey, Key key) {}

    record Success(boolean success) {}
}
