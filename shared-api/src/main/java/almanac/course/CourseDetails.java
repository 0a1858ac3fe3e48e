package almanac.course;

import almanac.message.Personal;
import java.util.Optional;

/**
 * What a course says about itself.
 *
 * @param code the short name that a timetable prints, such as BIO101
 * @param color a hex code or a color name, as it was sent
 */
public record CourseDetails(
        @Personal String name,
        @Personal Optional<String> code,
        @Personal Optional<String> professor,
        @Personal Optional<String> semester,
        @Personal Optional<String> location,
        @Personal Optional<String> description,
        Optional<String> color,
        Optional<String> emoji) {

    public static CourseDetails named(String name) {
        return new CourseDetails(
                name,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
