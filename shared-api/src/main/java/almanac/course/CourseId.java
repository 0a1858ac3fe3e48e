package almanac.course;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Names one course. A positive integer that JavaScript can hold; {@link #toString()} is the
 * stream's name.
 */
public record CourseId(@JsonValue long value) {

    @JsonCreator
    public CourseId {
        if (value < 1) {
            throw new IllegalArgumentException("course id must be positive: " + value);
        }
    }

    @Override
    public String toString() {
        return "course-" + value;
    }
}
