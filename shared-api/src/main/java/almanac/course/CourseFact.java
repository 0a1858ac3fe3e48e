package almanac.course;

import almanac.user.UserId;

/** What happened to a course. */
public sealed interface CourseFact {

    CourseId course();

    record CourseCreated(CourseId course, UserId owner, CourseDetails details)
            implements CourseFact {}

    record CourseChanged(CourseId course, CourseDetails details) implements CourseFact {}

    record CourseDeleted(CourseId course) implements CourseFact {}
}
