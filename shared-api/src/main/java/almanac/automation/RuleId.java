package almanac.automation;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Names one rule. A positive integer that JavaScript can hold; {@link #toString()} is the stream's
 * name.
 */
public record RuleId(@JsonValue long value) {

    @JsonCreator
    public RuleId {
        if (value < 1) {
            throw new IllegalArgumentException("rule id must be positive: " + value);
        }
    }

    @Override
    public String toString() {
        return "rule-" + value;
    }
}
