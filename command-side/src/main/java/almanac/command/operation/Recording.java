package almanac.command.operation;

import almanac.operation.OperationCommand;
import almanac.operation.OperationFact;
import java.util.List;

/** Recording operations; the same twice changes nothing. */
final class Recording {

    private Recording() {}

    static List<OperationFact> begin(
            OperationState state, OperationCommand.BeginOperation command) {
        return state == OperationState.ABSENT
                ? List.of(
                        new OperationFact.OperationBegun(
                                command.operation(),
                                command.kind(),
                                command.target(),
                                command.details(),
                                command.reason()))
                : List.of();
    }

    static List<OperationFact> end(OperationState state, OperationCommand.EndOperation command) {
        return state == OperationState.BEGUN
                ? List.of(
                        new OperationFact.OperationEnded(
                                command.operation(), command.outcome(), command.detail()))
                : List.of();
    }
}
