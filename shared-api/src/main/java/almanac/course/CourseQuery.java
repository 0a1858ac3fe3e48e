package almanac.course;

import almanac.time.AsOf;
import almanac.user.UserId;
import java.util.Set;

/** What can be asked about courses. A course of somebody else is not there. */
public sealed interface CourseQuery {

    /**
     * A part of the viewer's courses in the order of their ids; answers a {@link CoursePage}.
     *
     * @param offset how many to pass over
     * @param limit how many to answer at most, from 1
     */
    record CoursesOf(UserId viewer, int offset, int limit) implements CourseQuery {}

    /** One course of the viewer; Rejected with NotFound when there is none. */
    record CourseById(CourseId course, UserId viewer) implements CourseQuery {}

    /**
     * Those of the courses that are the viewer's, in one read; answers a list of CourseView in the
     * order of their ids, without those that are deleted, unknown or somebody else's.
     */
    record CoursesByIds(Set<CourseId> courses, UserId viewer) implements CourseQuery {
        public CoursesByIds {
            courses = Set.copyOf(courses);
        }
    }

    /** As {@link CoursesOf}, but as they were. */
    record CoursesAsOf(AsOf asOf, UserId viewer, int offset, int limit) implements CourseQuery {}

    /** As {@link CourseById}, but as it was. */
    record CourseAsOf(CourseId course, AsOf asOf, UserId viewer) implements CourseQuery {}
}
