package almanac.app.api.operations;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How fast a rebuild may be. */
@Schema(name = "Throttle")
record ThrottleBody(
        @Nullable @Schema(example = "5000", description = "as many as it can when left out")
                Integer factsPerSecond,
        @Nullable @Schema(example = "the lunch peak", maxLength = 500) String reason) {

    String why() {
        return Optional.ofNullable(reason).orElse("");
    }
}
