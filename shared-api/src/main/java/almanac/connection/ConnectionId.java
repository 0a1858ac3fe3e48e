package almanac.connection;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Names one link of a user to one provider account; {@link #toString()} is the stream's name. */
public record ConnectionId(@JsonValue long value) {

    @JsonCreator
    public ConnectionId {
        if (value < 1) {
            throw new IllegalArgumentException("connection id must be positive: " + value);
        }
    }

    @Override
    public String toString() {
        return "connection-" + value;
    }
}
