package almanac.entry;

import almanac.message.Personal;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;

/**
 * What an entry is for; each is empty unless somebody said so.
 *
 * @param course the course it belongs to, as the client sent it: nothing need be known of it here
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Purpose(
        Optional<EntryKind> kind, Optional<Priority> priority, @Personal Optional<String> course) {

    /** Longest name of a course that is kept. */
    public static final int LONGEST_COURSE = 100;

    boolean says() {
        return kind.isPresent() || priority.isPresent() || course.isPresent();
    }
}
