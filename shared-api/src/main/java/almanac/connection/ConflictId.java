package almanac.connection;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Names one disagreement between an entry and its copy at a provider; {@link #toString()} is the
 * stream's name.
 */
public record ConflictId(@JsonValue long value) {

    @JsonCreator
    public ConflictId {
        if (value < 1) {
            throw new IllegalArgumentException("conflict id must be positive: " + value);
        }
    }

    @Override
    public String toString() {
        return "conflict-" + value;
    }
}
