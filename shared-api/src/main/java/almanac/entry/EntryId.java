package almanac.entry;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Names one entry. A positive integer that JavaScript can hold; {@link #toString()} is the stream's
 * name.
 */
public record EntryId(@JsonValue long value) {

    @JsonCreator
    public EntryId {
        if (value < 1) {
            throw new IllegalArgumentException("entry id must be positive: " + value);
        }
    }

    @Override
    public String toString() {
        return "entry-" + value;
    }
}
