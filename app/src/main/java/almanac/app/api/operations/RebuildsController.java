package almanac.app.api.operations;

import almanac.app.api.operations.OperationsJson.Listed;
import almanac.app.api.operations.OperationsJson.Rebuild;
import almanac.app.web.Caller;
import almanac.message.Rejected;
import almanac.operation.Operations;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Making read models again while they are read and written. */
@RestController
@RequestMapping("/api/operations")
@Tag(name = "Operations")
class RebuildsController {

    private final Operations operations;

    RebuildsController(Operations operations) {
        this.operations = operations;
    }

    @Operation(
            summary = "Make the read models of a projection again, or compare only",
            description =
                    "The new documents are folded beside the live ones, compared with them one by"
                            + " one, and take their place at once; the ones before are kept up to"
                            + " go back to until they are dropped or the next swap. 409 while one"
                            + " of the projection is under way, of all then none is begun, or for"
                            + " what acts upon facts.")
    @PostMapping("/rebuilds")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Listed<Rebuild> begin(Caller caller, @RequestBody RebuildBody body) {
        var operator = Operators.require(caller);
        var projection =
                Optional.ofNullable(body.projection())
                        .orElseThrow(
                                () -> Rejected.invalid("projection", "projection is required"));
        var names = projection.equals("all") ? operations.projections() : List.of(projection);
        var begun =
                operations.rebuild(
                        operator,
                        names,
                        body.wanted(),
                        Operators.bound(body.factsPerSecond()),
                        body.why());
        return new Listed<>(begun.stream().map(Rebuild::of).toList());
    }

    @Operation(summary = "The last rebuilds, the latest first")
    @GetMapping("/rebuilds")
    Listed<Rebuild> latest(Caller caller, @RequestParam(defaultValue = "20") int limit) {
        Operators.require(caller);
        return new Listed<>(
                operations.rebuilds(Operators.limit(limit)).stream().map(Rebuild::of).toList());
    }

    @Operation(
            summary = "One rebuild",
            description = "With progress, rate, time left, and the report of the comparison.")
    @GetMapping("/rebuilds/{id}")
    Rebuild one(Caller caller, @PathVariable long id) {
        Operators.require(caller);
        return Rebuild.of(operations.rebuild(Operators.rebuild(id)));
    }

    @Operation(summary = "Cancel a rebuild; what it made goes")
    @PostMapping("/rebuilds/{id}/cancel")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Rebuild cancel(Caller caller, @PathVariable long id, @RequestBody ReasonBody body) {
        var rebuild = Operators.rebuild(id);
        operations.cancel(Operators.require(caller), rebuild, ReasonBody.of(body));
        return Rebuild.of(operations.rebuild(rebuild));
    }

    @Operation(summary = "Swap a rebuild that differs from the live documents")
    @PostMapping("/rebuilds/{id}/swap")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Rebuild swap(Caller caller, @PathVariable long id, @RequestBody ReasonBody body) {
        var rebuild = Operators.rebuild(id);
        operations.swap(Operators.require(caller), rebuild, ReasonBody.of(body));
        return Rebuild.of(operations.rebuild(rebuild));
    }

    @Operation(summary = "Bound how many facts a second a rebuild takes")
    @PostMapping("/rebuilds/{id}/throttle")
    Rebuild throttle(Caller caller, @PathVariable long id, @RequestBody ThrottleBody body) {
        var rebuild = Operators.rebuild(id);
        operations.throttle(
                Operators.require(caller),
                rebuild,
                Operators.bound(body.factsPerSecond()),
                body.why());
        return Rebuild.of(operations.rebuild(rebuild));
    }

    @Operation(
            summary = "Go back to the documents before the last swap",
            description = "At once: they were kept up. 409 when they were dropped.")
    @PostMapping("/projections/{name}/rollback")
    OperationsJson.Processor rollBack(
            Caller caller, @PathVariable String name, @RequestBody ReasonBody body) {
        operations.rollBack(Operators.require(caller), name, ReasonBody.of(body));
        return OperationsJson.Processor.of(operations.processor(name));
    }

    @Operation(summary = "Drop the documents before the last swap")
    @PostMapping("/projections/{name}/drop")
    OperationsJson.Processor drop(
            Caller caller, @PathVariable String name, @RequestBody ReasonBody body) {
        operations.drop(Operators.require(caller), name, ReasonBody.of(body));
        return OperationsJson.Processor.of(operations.processor(name));
    }

    @Operation(
            summary = "Make the documents of one stream again, in place",
            description = "A stream is named as facts are, such as entry-42.")
    @PostMapping("/projections/{name}/streams/{stream}/rebuild")
    OperationsJson.Processor stream(
            Caller caller,
            @PathVariable String name,
            @PathVariable String stream,
            @RequestBody ReasonBody body) {
        operations.rebuildStream(Operators.require(caller), name, stream, ReasonBody.of(body));
        return OperationsJson.Processor.of(operations.processor(name));
    }
}
