package almanac.command.guard;

import almanac.automation.RuleId;
import almanac.calendar.CalendarId;
import almanac.calendar.Permission;
import almanac.connection.ConflictId;
import almanac.connection.ConnectionId;
import almanac.course.CourseId;
import almanac.entry.EntryId;
import almanac.user.UserId;
import almanac.webhook.EndpointId;
import java.util.Optional;

/** What is known about who may do what; the assembly supplies it. */
public interface Grants {

    /** Whether the calendar is there and not deleted. */
    boolean exists(CalendarId calendar);

    /** What the user may do on the calendar; empty when nothing. */
    Optional<Permission> permission(UserId user, CalendarId calendar);

    /** The calendar that a live entry is on. */
    Optional<CalendarId> calendarOf(EntryId entry);

    /** Whose course it is; empty when it is not there. */
    Optional<UserId> ownerOf(CourseId course);

    /** Whose rule it is; empty when it is not there. */
    Optional<UserId> ownerOf(RuleId rule);

    /** Whose connection it is, at once after the first consent; empty when it was never there. */
    Optional<UserId> ownerOf(ConnectionId connection);

    /** Whose conflict it is, at once after it was recorded; empty when it was never there. */
    Optional<UserId> ownerOf(ConflictId conflict);

    /** Whose endpoint it is, at once after it was registered; empty when it was never there. */
    Optional<UserId> ownerOf(EndpointId endpoint);
}
