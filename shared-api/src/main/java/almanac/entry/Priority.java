package almanac.entry;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * How much an entry matters (RFC 5545 3.8.1.9). The number is kept as another program wrote it, so
 * that it goes back unchanged.
 *
 * @param number 1, the most, to 9, the least
 */
public record Priority(@JsonValue int number) {

    /** The three that people tell apart. */
    public enum Level {
        LOW,
        MEDIUM,
        HIGH
    }

    @JsonCreator
    public Priority {
        if (number < 1 || number > 9) {
            throw new IllegalArgumentException("a priority is 1 to 9: " + number);
        }
    }

    /** The number that we write for a level. */
    public static Priority of(Level level) {
        return new Priority(
                switch (level) {
                    case HIGH -> 1;
                    case MEDIUM -> 5;
                    case LOW -> 9;
                });
    }

    public Level level() {
        return number < 5 ? Level.HIGH : number == 5 ? Level.MEDIUM : Level.LOW;
    }
}
