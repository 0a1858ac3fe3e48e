package almanac.command.calendar;

import almanac.calendar.CalendarCommand;
import almanac.calendar.CalendarFact;
import almanac.calendar.Permission;
import almanac.message.Rejected;
import almanac.user.UserId;
import java.util.Comparator;
import java.util.List;

/** Who else may see a calendar, by share or by its subscription address. */
final class Sharing {

    private Sharing() {}

    static List<CalendarFact> share(CalendarState state, CalendarCommand.ShareCalendar command) {
        var open = CalendarState.open(state, command.calendar());
        if (command.users().contains(open.owner())) {
            throw Rejected.invalid("userIds", "the owner has every permission already");
        }
        if (command.permission() == Permission.OWNER) {
            throw Rejected.invalid("permission", "permission must be read, write or admin");
        }
        return command.users().stream()
                .filter(user -> command.permission() != open.shares().get(user))
                .sorted(Comparator.comparing(UserId::value))
                .<CalendarFact>map(user ->
                        new CalendarFact.CalendarShared(
                                command.calendar(), user, command.permission()))
                .toList();
    }

    static List<CalendarFact> unshare(
            CalendarState state, CalendarCommand.UnshareCalendar command) {
        var open = CalendarState.open(state, command.calendar());
        return command.users().stream()
                .filter(open.shares()::containsKey)
                .sorted(Comparator.comparing(UserId::value))
                .<CalendarFact>map(
                        user -> new CalendarFact.CalendarUnshared(command.calendar(), user))
                .toList();
    }

    static List<CalendarFact> resetFeed(CalendarState state, CalendarCommand.ResetFeed command) {
        var open = CalendarState.open(state, command.calendar());
        return List.of(new CalendarFact.FeedReset(command.calendar(), open.feedGeneration() + 1));
    }
}
