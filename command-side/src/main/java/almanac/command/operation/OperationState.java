package almanac.command.operation;

import almanac.operation.OperationFact;

/** How far an operation is. */
enum OperationState {
    ABSENT,
    BEGUN,
    ENDED;

    static OperationState after(OperationFact fact) {
        return switch (fact) {
            case OperationFact.OperationBegun begun -> BEGUN;
            case OperationFact.OperationEnded ended -> ENDED;
        };
    }
}
