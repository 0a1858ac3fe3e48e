package almanac.app.api.operations;

import almanac.app.api.operations.OperationsJson.Listed;
import almanac.app.web.Caller;
import almanac.message.Rejected;
import almanac.message.Rejection;
import almanac.operation.Erasures;
import almanac.operation.OperationId;
import almanac.user.UserId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Erasing people, and the receipts. */
@RestController
@RequestMapping("/api/operations/erasures")
@Tag(name = "Operations")
class ErasuresController {

    private final Erasures erasures;

    ErasuresController(Erasures erasures) {
        this.erasures = erasures;
    }

    @Operation(
            summary = "Erase a person",
            description =
                    "Ends their sign-ins, deletes what is theirs here and what Almanac put at their"
                            + " providers, takes their words out of the calendars of others, and"
                            + " destroys the key of all they ever wrote, so that the history cannot be"
                            + " read there any more. There is no way back. confirm is their username;"
                            + " the reason stays in the receipt, so it should not name them. With"
                            + " dryRun, tells what would go and changes nothing. It goes on by itself:"
                            + " ask for the receipt. 409 for an operator.")
    @PostMapping
    ResponseEntity<ErasureJson> begin(Caller caller, @RequestBody ErasureBody body) {
        var operator = Operators.require(caller);
        var user = user(body);
        if (body.isDryRun()) {
            return ResponseEntity.ok(ErasureJson.of(erasures.preview(user)));
        }
        var begun = erasures.begin(operator, user, body.confirmed(), body.why());
        return ResponseEntity.status(HttpStatus.ACCEPTED).body(ErasureJson.of(begun));
    }

    @Operation(summary = "The last erasures, the latest first")
    @GetMapping
    Listed<ErasureJson> latest(Caller caller, @RequestParam(defaultValue = "20") int limit) {
        Operators.require(caller);
        return new Listed<>(
                erasures.latest(Operators.limit(limit)).stream().map(ErasureJson::of).toList());
    }

    @Operation(
            summary = "How an erasure stands; once it has ended, its receipt",
            description =
                    "What was done in each step, what could not be made sure of, and the position"
                            + " in history of the fact that tells of it.")
    @GetMapping("/{id}")
    ErasureJson one(Caller caller, @PathVariable long id) {
        Operators.require(caller);
        if (id < 1) {
            throw new Rejected(new Rejection.NotFound("Erasure", Long.toString(id)));
        }
        return ErasureJson.of(erasures.find(new OperationId(id)));
    }

    private static UserId user(ErasureBody body) {
        return Optional.ofNullable(body.user())
                .filter(id -> id > 0)
                .map(UserId::new)
                .orElseThrow(() -> Rejected.invalid("user", "user must be the number of a user"));
    }
}
