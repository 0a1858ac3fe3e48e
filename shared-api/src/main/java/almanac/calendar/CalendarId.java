package almanac.calendar;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Names one calendar. A positive integer that JavaScript can hold; {@link #toString()} is the
 * stream's name.
 */
public record CalendarId(@JsonValue long value) {

    @JsonCreator
    public CalendarId {
        if (value < 1) {
            throw new IllegalArgumentException("calendar id must be positive: " + value);
        }
    }

    @Override
    public String toString() {
        return "calendar-" + value;
    }
}
