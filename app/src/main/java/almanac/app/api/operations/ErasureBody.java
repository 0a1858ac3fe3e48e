package almanac.app.api.operations;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whom to erase, and why. */
@Schema(name = "Erasure wish")
record ErasureBody(
        @Nullable @Schema(example = "42") Long user,
        @Nullable @Schema(description = "the username, unless dryRun", example = "ana")
                String confirm,
        @Nullable @Schema(example = "asked for by the person, ticket 17", maxLength = 500)
                String reason,
        @Nullable @Schema(description = "tell what would go, change nothing", example = "false")
                Boolean dryRun) {

    boolean isDryRun() {
        return Boolean.TRUE.equals(dryRun);
    }

    String confirmed() {
        return Optional.ofNullable(confirm).orElse("");
    }

    String why() {
        return Optional.ofNullable(reason).orElse("");
    }
}
