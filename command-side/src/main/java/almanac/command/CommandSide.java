package almanac.command;

import almanac.command.automation.RuleAggregate;
import almanac.command.automation.RunAggregate;
import almanac.command.calendar.CalendarAggregate;
import almanac.command.comment.ThreadAggregate;
import almanac.command.connection.ConflictAggregate;
import almanac.command.connection.ConnectionAggregate;
import almanac.command.course.CourseAggregate;
import almanac.command.entry.EntryAggregate;
import almanac.command.operation.OperationAggregate;
import almanac.command.user.UserAggregate;
import java.util.List;

/** What this module offers to the assembly. */
public final class CommandSide {

    private CommandSide() {}

    /** The aggregates, to be registered with Axon. */
    public static List<Class<?>> aggregates() {
        return List.of(
                EntryAggregate.class,
                CalendarAggregate.class,
                ThreadAggregate.class,
                ConnectionAggregate.class,
                ConflictAggregate.class,
                CourseAggregate.class,
                OperationAggregate.class,
                RuleAggregate.class,
                RunAggregate.class,
                UserAggregate.class);
    }
}
