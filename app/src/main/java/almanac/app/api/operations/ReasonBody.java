package almanac.app.api.operations;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Why something is done; recorded with who and when. */
@Schema(name = "Reason")
record ReasonBody(
        @Nullable @Schema(example = "the fold of all-day events was mended", maxLength = 500)
                String reason) {

    static String of(@Nullable ReasonBody body) {
        return Operators.reason(body, "");
    }
}
