package almanac.app.api.operations;

import almanac.app.api.operations.OperationsJson.DeadLetter;
import almanac.app.api.operations.OperationsJson.Listed;
import almanac.app.api.operations.OperationsJson.Retried;
import almanac.app.web.Caller;
import almanac.operation.Operations;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What gave up and waits for a person. */
@RestController
@RequestMapping("/api/operations/dead-letters")
@Tag(name = "Operations")
class DeadLettersController {

    private final Operations operations;

    DeadLettersController(Operations operations) {
        this.operations = operations;
    }

    @Operation(
            summary = "What gave up, the latest first",
            description =
                    "Facts that a policy could not handle, with what waits behind them; edits that"
                            + " a provider refuses, and objects of its that cannot be read; units of"
                            + " sync that do not run, which cannot be discarded; mails and webhook"
                            + " deliveries that were given up.")
    @GetMapping
    Listed<DeadLetter> latest(Caller caller, @RequestParam(defaultValue = "100") int limit) {
        Operators.require(caller);
        return new Listed<>(
                operations.deadLetters(Operators.limit(limit)).stream()
                        .map(DeadLetter::of)
                        .toList());
    }

    @Operation(
            summary = "One of them, with its payload",
            description =
                    "Texts are stars unless unmasked=true; that is recorded, with the reason.")
    @GetMapping("/{id}")
    DeadLetter one(
            Caller caller,
            @PathVariable String id,
            @RequestParam(defaultValue = "false") boolean unmasked,
            @RequestParam(defaultValue = "") String reason) {
        var operator = Operators.require(caller);
        return DeadLetter.of(
                unmasked ? operations.unmasked(operator, id, reason) : operations.deadLetter(id));
    }

    @Operation(
            summary = "Try once more",
            description =
                    "Together with what waits behind it; answers whether that ended well. Mails and"
                            + " deliveries go by themselves from then on.")
    @PostMapping("/{id}/retry")
    Retried retry(Caller caller, @PathVariable String id, @RequestBody ReasonBody body) {
        return new Retried(
                id, operations.retry(Operators.require(caller), id, ReasonBody.of(body)));
    }

    @Operation(summary = "Give it up for good; the reason is recorded")
    @PostMapping("/{id}/discard")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void discard(Caller caller, @PathVariable String id, @RequestBody ReasonBody body) {
        operations.discard(Operators.require(caller), id, ReasonBody.of(body));
    }
}
