package almanac.app.api.operations;

import almanac.app.api.operations.OperationsJson.DeadLetter;
import almanac.app.api.operations.OperationsJson.Listed;
import almanac.app.api.operations.OperationsJson.Problem;
import almanac.app.api.operations.OperationsJson.Rebuild;
import almanac.app.api.operations.OperationsJson.Retried;
import almanac.app.web.Caller;
import almanac.message.Rejected;
import almanac.message.Rejection;
import almanac.operation.Operations;
import almanac.operation.ProcessorView;
import almanac.operation.RebuildMode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The same operations under the paths of contract 8.5, where no reason is asked for. */
@RestController
@RequestMapping("/api/admin")
@Tag(name = "Operations")
class AdminController {

    private static final String UNSAID = "asked for under /api/admin";

    private final Operations operations;

    AdminController(Operations operations) {
        this.operations = operations;
    }

    record Projection(
            String name,
            String status,
            long position,
            long head,
            long lag,
            @Nullable Problem lastError,
            @Nullable Instant rebuiltAt,
            @Nullable Rebuild rebuild) {

        static Projection of(ProcessorView view) {
            var shown = OperationsJson.Processor.of(view);
            return new Projection(
                    shown.name(),
                    shown.status(),
                    shown.position(),
                    shown.head(),
                    shown.lag(),
                    shown.lastError(),
                    shown.rebuiltAt(),
                    shown.rebuild());
        }
    }

    record Begun(String name, long jobId, String status) {}

    @Operation(summary = "All projections")
    @GetMapping("/projections")
    Listed<Projection> projections(Caller caller) {
        Operators.require(caller);
        return new Listed<>(
                operations.processors().stream()
                        .filter(AdminController::isProjection)
                        .map(Projection::of)
                        .toList());
    }

    @Operation(summary = "One projection with the progress of its rebuild")
    @GetMapping("/projections/{name}")
    Projection projection(Caller caller, @PathVariable String name) {
        Operators.require(caller);
        return Optional.of(operations.processor(name))
                .filter(AdminController::isProjection)
                .map(Projection::of)
                .orElseThrow(() -> new Rejected(new Rejection.NotFound("Projection", name)));
    }

    private static boolean isProjection(ProcessorView its) {
        return its.kind() == ProcessorView.Kind.PROJECTION;
    }

    @Operation(
            summary = "Make a projection again",
            description = "Swapped when it equals the live one; 409 while one is under way.")
    @PostMapping("/projections/{name}/rebuild")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Begun rebuild(
            Caller caller,
            @PathVariable String name,
            @RequestBody(required = false) @Nullable ReasonBody body) {
        var begun =
                operations
                        .rebuild(
                                Operators.require(caller),
                                List.of(name),
                                RebuildMode.WHEN_EQUAL,
                                OptionalInt.empty(),
                                Operators.reason(body, UNSAID))
                        .getFirst();
        return new Begun(name, begun.id().value(), "rebuilding");
    }

    @Operation(summary = "What gave up, the latest first")
    @GetMapping("/dead-letters")
    Listed<DeadLetter> deadLetters(Caller caller, @RequestParam(defaultValue = "100") int limit) {
        Operators.require(caller);
        return new Listed<>(
                operations.deadLetters(Operators.limit(limit)).stream()
                        .map(DeadLetter::of)
                        .toList());
    }

    @Operation(summary = "Try one of them once more")
    @PostMapping("/dead-letters/{id}/retry")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Retried retry(
            Caller caller,
            @PathVariable String id,
            @RequestBody(required = false) @Nullable ReasonBody body) {
        return new Retried(
                id,
                operations.retry(Operators.require(caller), id, Operators.reason(body, UNSAID)));
    }
}
