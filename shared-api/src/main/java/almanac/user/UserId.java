package almanac.user;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Names one user. A positive integer that JavaScript can hold; {@link #toString()} is the stream's
 * name.
 */
public record UserId(@JsonValue long value) {

    @JsonCreator
    public UserId {
        if (value < 1) {
            throw new IllegalArgumentException("user id must be positive: " + value);
        }
    }

    @Override
    public String toString() {
        return "user-" + value;
    }
}
