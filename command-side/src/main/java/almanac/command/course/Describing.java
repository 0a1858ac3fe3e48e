package almanac.command.course;

import almanac.course.CourseCommand;
import almanac.course.CourseDetails;
import almanac.course.CourseFact;
import java.util.List;

/** Creating, describing and deleting courses. */
final class Describing {

    private Describing() {}

    static List<CourseFact> create(CourseState state, CourseCommand.CreateCourse command) {
        return state instanceof CourseState.Absent
                ? List.of(
                        new CourseFact.CourseCreated(
                                command.course(), command.owner(), command.details()))
                : List.of();
    }

    static List<CourseFact> change(CourseState state, CourseCommand.ChangeCourse command) {
        var before = CourseState.open(state, command.course()).details();
        var after =
                new CourseDetails(
                        command.name().orElse(before.name()),
                        command.code().orElse(before.code()),
                        command.professor().orElse(before.professor()),
                        command.semester().orElse(before.semester()),
                        command.location().orElse(before.location()),
                        command.description().orElse(before.description()),
                        command.color().orElse(before.color()),
                        command.emoji().orElse(before.emoji()));
        return after.equals(before)
                ? List.of()
                : List.of(new CourseFact.CourseChanged(command.course(), after));
    }

    static List<CourseFact> delete(CourseState state, CourseCommand.DeleteCourse command) {
        CourseState.open(state, command.course());
        return List.of(new CourseFact.CourseDeleted(command.course()));
    }
}
