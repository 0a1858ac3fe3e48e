package almanac.query.operation;

import almanac.operation.OperationFact;
import almanac.operation.OperationKind;
import almanac.operation.OperationOutcome;
import java.util.Map;
import java.util.Optional;

/**
 * One operation.
 *
 * @param outcome empty until it has ended
 * @param detail what became of it; empty where nothing is to be said
 */
record OperationState(
        OperationKind kind,
        String target,
        Map<String, String> details,
        String reason,
        Optional<OperationOutcome> outcome,
        Optional<String> detail) {

    static OperationState after(Optional<OperationState> state, OperationFact fact) {
        return switch (fact) {
            case OperationFact.OperationBegun(var id, var kind, var target, var details, var why) ->
                    new OperationState(
                            kind, target, details, why, Optional.empty(), Optional.empty());
            case OperationFact.OperationEnded(var id, var outcome, var detail) ->
                    state.orElseThrow().ended(outcome, detail);
        };
    }

    private OperationState ended(OperationOutcome how, String what) {
        return new OperationState(
                kind,
                target,
                details,
                reason,
                Optional.of(how),
                Optional.of(what).filter(it -> !it.isBlank()));
    }
}
