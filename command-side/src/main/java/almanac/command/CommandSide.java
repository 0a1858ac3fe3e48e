package almanac.command;

import almanac.command.calendar.CalendarAggregate;
import almanac.command.course.CourseAggregate;
import almanac.command.entry.EntryAggregate;
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
                CourseAggregate.class,
                UserAggregate.class);
    }
}
