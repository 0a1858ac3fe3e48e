package almanac.app.api.chronapilot;

import almanac.app.web.Patch;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** Which account to connect, and where to come back to. */
@Schema(name = "Connection start")
record StartBody(
        @Schema(
                        implementation = String.class,
                        allowableValues = {"google", "microsoft", "icloud"},
                        requiredMode = Schema.RequiredMode.REQUIRED)
                Patch<String> provider,
        @JsonProperty("user_id")
                @Schema(
                        implementation = String.class,
                        description = "The caller: user_7, usr_7 or 7",
                        example = "user_7",
                        requiredMode = Schema.RequiredMode.REQUIRED)
                Patch<String> userId,
        @JsonProperty("return_url")
                @Schema(
                        implementation = String.class,
                        maxLength = 2048,
                        description = "On one of the origins that the server allows",
                        requiredMode = Schema.RequiredMode.REQUIRED)
                Patch<String> returnUrl,
        @ArraySchema(
                        schema = @Schema(implementation = String.class),
                        arraySchema =
                                @Schema(
                                        description =
                                                "Restricts what the provider is asked for. With scopes"
                                                        + " that only let calendars be read,"
                                                        + " nothing goes to the provider."))
                Patch<List<String>> scopes) {}
