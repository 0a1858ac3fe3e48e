package almanac.user;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Names one API key of a user. A positive integer that JavaScript can hold; {@link #toString()} is
 * the stream's name.
 */
public record ApiKeyId(@JsonValue long value) {

    @JsonCreator
    public ApiKeyId {
        if (value < 1) {
            throw new IllegalArgumentException("api-key id must be positive: " + value);
        }
    }

    @Override
    public String toString() {
        return "api-key-" + value;
    }
}
