package almanac.query.course;

import almanac.course.CoursePage;
import almanac.course.CourseQuery;
import almanac.course.CourseView;
import almanac.message.Rejected;
import almanac.message.Rejection;
import java.util.List;
import java.util.Set;
import org.axonframework.queryhandling.QueryHandler;

/** Answers {@link CourseQuery}. */
final class CourseQueries {

    private final Courses courses;

    CourseQueries(Courses courses) {
        this.courses = courses;
    }

    @QueryHandler
    CoursePage on(CourseQuery.CoursesOf query) {
        return courses.page(query.viewer(), query.offset(), query.limit());
    }

    @QueryHandler
    CourseView on(CourseQuery.CourseById query) {
        var number = Long.toString(query.course().value());
        return courses.of(query.viewer(), Set.of(query.course())).stream()
                .findFirst()
                .orElseThrow(() -> new Rejected(new Rejection.NotFound("Course", number)));
    }

    @QueryHandler
    List<CourseView> on(CourseQuery.CoursesByIds query) {
        return courses.of(query.viewer(), query.courses());
    }
}
