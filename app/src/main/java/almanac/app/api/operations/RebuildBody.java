package almanac.app.api.operations;

import almanac.operation.RebuildMode;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which read models are to be made again, and what then. */
@Schema(name = "Rebuild wanted")
record RebuildBody(
        @Nullable @Schema(example = "entries", description = "a projection, or all")
                String projection,
        @Nullable
                @Schema(
                        example = "when-equal",
                        description =
                                "when-equal swaps if the new documents equal the live ones and"
                                        + " otherwise waits for a decision; always swaps whatever"
                                        + " the comparison finds; verify compares and drops them")
                String mode,
        @Nullable @Schema(example = "20000", description = "as many as it can when left out")
                Integer factsPerSecond,
        @Nullable @Schema(example = "the fold of all-day events was mended", maxLength = 500)
                String reason) {

    RebuildMode wanted() {
        return Optional.ofNullable(mode)
                .map(sent -> Operators.of("mode", sent, RebuildMode.values()))
                .orElse(RebuildMode.WHEN_EQUAL);
    }

    String why() {
        return Optional.ofNullable(reason).orElse("");
    }
}
