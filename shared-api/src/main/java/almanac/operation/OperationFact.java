package almanac.operation;

import almanac.message.Personal;
import java.util.Map;

/** What operators did, and what became of it. */
public sealed interface OperationFact {

    OperationId operation();

    /** An operator set about it; who is in the metadata. */
    record OperationBegun(
            OperationId operation,
            OperationKind kind,
            String target,
            Map<String, String> details,
            @Personal String reason)
            implements OperationFact {
        public OperationBegun {
            details = Map.copyOf(details);
        }
    }

    record OperationEnded(OperationId operation, OperationOutcome outcome, String detail)
            implements OperationFact {}
}
