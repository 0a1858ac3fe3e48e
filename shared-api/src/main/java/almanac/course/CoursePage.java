package almanac.course;

import java.util.List;

/**
 * A part of a list.
 *
 * @param total how many the whole list has
 */
public record CoursePage(List<CourseView> courses, long total) {

    public CoursePage {
        courses = List.copyOf(courses);
    }
}
