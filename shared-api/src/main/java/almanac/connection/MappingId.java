package almanac.connection;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Names one external calendar tied to one local calendar; part of a connection's stream. */
public record MappingId(@JsonValue long value) {

    @JsonCreator
    public MappingId {
        if (value < 1) {
            throw new IllegalArgumentException("mapping id must be positive: " + value);
        }
    }
}
