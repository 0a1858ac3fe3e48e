package almanac.command.course;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import almanac.course.CourseCommand;
import almanac.course.CourseFact;
import almanac.course.CourseId;
import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** One course: routes each command to its decision and folds the facts. */
public class CourseAggregate {

    @AggregateIdentifier private @Nullable CourseId id;

    private CourseState state = new CourseState.Absent();

    CourseAggregate() {}

    /** A second creation of the same course changes nothing. */
    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(CourseCommand.CreateCourse command) {
        record(Describing.create(state, command));
    }

    @CommandHandler
    void handle(CourseCommand.ChangeCourse command) {
        record(Describing.change(state, command));
    }

    @CommandHandler
    void handle(CourseCommand.DeleteCourse command) {
        record(Describing.delete(state, command));
    }

    @EventSourcingHandler
    void on(CourseFact fact) {
        id = fact.course();
        state = CourseState.after(fact);
    }

    private static void record(List<? extends CourseFact> facts) {
        facts.forEach(fact -> apply(fact));
    }
}
