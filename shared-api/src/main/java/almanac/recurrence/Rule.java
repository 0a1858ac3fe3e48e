package almanac.recurrence;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** An RFC 5545 recurrence rule in canonical text. */
public record Rule(@JsonValue String text) {
    @JsonCreator
    public static Rule parse(String text) {
        return new Rule(text);
    }
}
