package almanac.command.course;

import almanac.course.CourseDetails;
import almanac.course.CourseFact;
import almanac.course.CourseId;
import almanac.message.Rejected;
import almanac.message.Rejection;

/** A course as its facts left it. */
sealed interface CourseState {

    record Absent() implements CourseState {}

    record Open(CourseDetails details) implements CourseState {}

    record Deleted() implements CourseState {}

    /** The course as it stands; refuses what was never there or was deleted. */
    static Open open(CourseState state, CourseId id) {
        if (state instanceof Open open) {
            return open;
        }
        throw new Rejected(new Rejection.NotFound("Course", Long.toString(id.value())));
    }

    static CourseState after(CourseFact fact) {
        return switch (fact) {
            case CourseFact.CourseCreated created -> new Open(created.details());
            case CourseFact.CourseChanged changed -> new Open(changed.details());
            case CourseFact.CourseDeleted deleted -> new Deleted();
        };
    }
}
