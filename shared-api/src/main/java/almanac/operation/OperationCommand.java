package almanac.operation;

import java.util.Map;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** What is to be recorded of an operation. */
public sealed interface OperationCommand {

    OperationId operation();

    /**
     * It is about to be done.
     *
     * @param target what it is done to
     * @param details more about how, no secrets
     * @param reason why, in the operator's words
     */
    record BeginOperation(
            @TargetAggregateIdentifier OperationId operation,
            OperationKind kind,
            String target,
            Map<String, String> details,
            String reason)
            implements OperationCommand {
        public BeginOperation {
            details = Map.copyOf(details);
        }
    }

    /**
     * It is done, or is not.
     *
     * @param detail what became of it
     */
    record EndOperation(
            @TargetAggregateIdentifier OperationId operation,
            OperationOutcome outcome,
            String detail)
            implements OperationCommand {}
}
