package almanac.webhook;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Names one endpoint. A positive integer that JavaScript can hold; {@link #toString()} is the
 * stream's name.
 */
public record EndpointId(@JsonValue long value) {

    @JsonCreator
    public EndpointId {
        if (value < 1) {
            throw new IllegalArgumentException("endpoint id must be positive: " + value);
        }
    }

    @Override
    public String toString() {
        return "webhook-endpoint-" + value;
    }
}
