package almanac.app.api.operations;

import almanac.app.ledger.CheckpointView;
import almanac.app.ledger.Ledger;
import almanac.app.ledger.LedgerView;
import almanac.app.web.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** How far the notary is that signs history. */
@RestController
@Tag(name = "Operations")
class LedgerStateController {

    private final Ledger ledger;

    LedgerStateController(Ledger ledger) {
        this.ledger = ledger;
    }

    /**
     * How far the notary is; every field is there.
     *
     * @param position of the last fact that it noted
     * @param unsigned facts that no checkpoint covers yet
     * @param unsignedSeconds the age of the first of them
     * @param checkpoint the last one
     * @param node that is the notary until then, if it is not heard of again
     * @param problem why the notary of the node that was asked cannot go on
     */
    @Schema(name = "Notary")
    record Notary(
            long position,
            long head,
            long lag,
            long unsigned,
            double unsignedSeconds,
            @Nullable CheckpointView checkpoint,
            @Nullable String node,
            Instant until,
            @Nullable String problem) {

        static Notary of(LedgerView view) {
            return new Notary(
                    view.position(),
                    view.head(),
                    view.lag(),
                    view.unsigned(),
                    view.unsignedSeconds(),
                    view.checkpoint().orElse(null),
                    view.node().orElse(null),
                    view.until(),
                    view.problem().orElse(null));
        }
    }

    @Operation(
            summary = "How far history is noted and signed",
            description =
                    "The notary follows the store behind every write. A growing lag, or a problem,"
                            + " means that it cannot go on: history or what was noted of it was"
                            + " changed, or the store is out of reach.")
    @GetMapping("/api/operations/ledger")
    Notary ledger(Caller caller) {
        Operators.require(caller);
        return Notary.of(ledger.view());
    }
}
