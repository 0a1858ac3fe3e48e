package almanac.query.course;

import almanac.course.CourseDetails;
import almanac.course.CourseFact;
import almanac.course.CourseId;
import almanac.user.UserId;
import java.util.Optional;

/** What the facts say of a course. */
record CourseState(CourseId id, UserId owner, CourseDetails details, boolean deleted) {

    static CourseState after(Optional<CourseState> before, CourseFact fact) {
        if (fact instanceof CourseFact.CourseCreated(var id, var owner, var details)) {
            return new CourseState(id, owner, details, false);
        }
        return before.orElseThrow(() -> new IllegalStateException("no course yet: " + fact))
                .after(fact);
    }

    private CourseState after(CourseFact fact) {
        return switch (fact) {
            case CourseFact.CourseCreated(var course, var by, var as) ->
                    new CourseState(course, by, as, false);
            case CourseFact.CourseChanged(var course, var to) ->
                    new CourseState(id, owner, to, deleted);
            case CourseFact.CourseDeleted(var course) -> new CourseState(id, owner, details, true);
        };
    }
}
