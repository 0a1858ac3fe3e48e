package almanac.comment;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Names one comment among those of all threads. A positive integer that JavaScript can hold. */
public record CommentId(@JsonValue long value) {

    @JsonCreator
    public CommentId {
        if (value < 1) {
            throw new IllegalArgumentException("comment id must be positive: " + value);
        }
    }

    @Override
    public String toString() {
        return "comment-" + value;
    }
}
