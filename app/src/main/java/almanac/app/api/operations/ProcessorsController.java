package almanac.app.api.operations;

import almanac.app.api.operations.OperationsJson.Listed;
import almanac.app.api.operations.OperationsJson.Processor;
import almanac.app.web.Caller;
import almanac.operation.NodeView;
import almanac.operation.Operations;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Processors, the work of sync, and the store. */
@RestController
@RequestMapping("/api/operations")
@Tag(name = "Operations")
class ProcessorsController {

    private final Operations operations;

    ProcessorsController(Operations operations) {
        this.operations = operations;
    }

    @Operation(
            summary = "All processors",
            description =
                    "Position, lag in facts and in seconds, rate of the last half minute, segments"
                            + " with the node that holds them, and what stopped it last.")
    @GetMapping("/processors")
    Listed<Processor> processors(Caller caller) {
        Operators.require(caller);
        return new Listed<>(operations.processors().stream().map(Processor::of).toList());
    }

    @Operation(summary = "One processor")
    @GetMapping("/processors/{name}")
    Processor processor(Caller caller, @PathVariable String name) {
        Operators.require(caller);
        return Processor.of(operations.processor(name));
    }

    @Operation(
            summary = "Pause a processor on all nodes",
            description =
                    "While a projection is paused, writes that it has to show answer 503 after"
                            + " they are stored. A policy catches up once it is resumed.")
    @PostMapping("/processors/{name}/pause")
    Processor pause(Caller caller, @PathVariable String name, @RequestBody ReasonBody body) {
        operations.pause(Operators.require(caller), name, ReasonBody.of(body));
        return Processor.of(operations.processor(name));
    }

    @Operation(summary = "Resume a processor")
    @PostMapping("/processors/{name}/resume")
    Processor resume(Caller caller, @PathVariable String name, @RequestBody ReasonBody body) {
        operations.resume(Operators.require(caller), name, ReasonBody.of(body));
        return Processor.of(operations.processor(name));
    }

    @Operation(
            summary = "Split a segment in two",
            description = "Refused for what takes all facts in their order, and during a rebuild.")
    @PostMapping("/processors/{name}/segments/{segment}/split")
    Processor split(
            Caller caller,
            @PathVariable String name,
            @PathVariable int segment,
            @RequestBody ReasonBody body) {
        operations.split(Operators.require(caller), name, segment, ReasonBody.of(body));
        return Processor.of(operations.processor(name));
    }

    @Operation(summary = "Merge a segment with the one it was split from")
    @PostMapping("/processors/{name}/segments/{segment}/merge")
    Processor merge(
            Caller caller,
            @PathVariable String name,
            @PathVariable int segment,
            @RequestBody ReasonBody body) {
        operations.merge(Operators.require(caller), name, segment, ReasonBody.of(body));
        return Processor.of(operations.processor(name));
    }

    @Operation(
            summary = "What sync has to do and when",
            description = "Its units with their deadlines, the earliest due first.")
    @GetMapping("/work")
    Listed<OperationsJson.Work> work(Caller caller, @RequestParam(defaultValue = "100") int limit) {
        Operators.require(caller);
        return new Listed<>(
                operations.work(Operators.limit(limit)).stream()
                        .map(OperationsJson.Work::of)
                        .toList());
    }

    @Operation(summary = "The node that answers")
    @GetMapping("/node")
    NodeView node(Caller caller) {
        Operators.require(caller);
        return operations.node();
    }

    @Operation(summary = "What lies in the store")
    @GetMapping("/store")
    OperationsJson.Store store(Caller caller) {
        Operators.require(caller);
        var view = operations.store();
        return new OperationsJson.Store(
                view.facts(), view.commits(), view.lastAt().orElse(null), view.collections());
    }
}
