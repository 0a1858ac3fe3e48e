package almanac.app.config;

import almanac.calendar.CalendarId;
import almanac.calendar.Permission;
import almanac.command.guard.Grants;
import almanac.course.CourseId;
import almanac.entry.EntryId;
import almanac.query.QuerySide;
import almanac.user.UserId;
import java.util.Optional;

/** Lets command-side ask the read models without knowing them. */
record ReadModelGrants(QuerySide querySide) implements Grants {

    @Override
    public boolean exists(CalendarId calendar) {
        return querySide.calendarExists(calendar);
    }

    @Override
    public Optional<Permission> permission(UserId user, CalendarId calendar) {
        return querySide.permission(user, calendar);
    }

    @Override
    public Optional<CalendarId> calendarOf(EntryId entry) {
        return querySide.calendarOf(entry);
    }

    @Override
    public Optional<UserId> ownerOf(CourseId course) {
        return querySide.ownerOf(course);
    }
}
