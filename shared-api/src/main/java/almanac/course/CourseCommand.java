package almanac.course;

import almanac.user.UserId;
import java.util.Optional;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** What can be asked of a course; only its owner may. */
public sealed interface CourseCommand {

    CourseId course();

    record CreateCourse(
            @TargetAggregateIdentifier CourseId course, UserId owner, CourseDetails details)
            implements CourseCommand {}

    /** Changes what is present; an empty Optional within clears. */
    record ChangeCourse(
            @TargetAggregateIdentifier CourseId course,
            Optional<String> name,
            Optional<Optional<String>> code,
            Optional<Optional<String>> professor,
            Optional<Optional<String>> semester,
            Optional<Optional<String>> location,
            Optional<Optional<String>> description,
            Optional<Optional<String>> color,
            Optional<Optional<String>> emoji)
            implements CourseCommand {}

    /** Deletes the course; entries that name it keep its name. */
    record DeleteCourse(@TargetAggregateIdentifier CourseId course) implements CourseCommand {}
}
