package almanac.operation;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Names one operation. A positive integer that JavaScript can hold; {@link #toString()} is the
 * stream's name.
 */
public record OperationId(@JsonValue long value) {

    @JsonCreator
    public OperationId {
        if (value < 1) {
            throw new IllegalArgumentException("operation id must be positive: " + value);
        }
    }

    @Override
    public String toString() {
        return "operation-" + value;
    }
}
