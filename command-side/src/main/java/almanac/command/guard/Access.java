package almanac.command.guard;

import almanac.calendar.CalendarCommand;
import almanac.calendar.CalendarId;
import almanac.calendar.Permission;
import almanac.entry.EntryCommand;
import almanac.message.Actor;
import almanac.message.Origin;
import almanac.message.Rejected;
import almanac.message.Rejection;
import almanac.user.UserCommand;
import almanac.user.UserId;

/** Who may send which command. The system itself may send any. */
final class Access {

    private final Grants grants;

    Access(Grants grants) {
        this.grants = grants;
    }

    /**
     * @throws Rejected with NotFound or NotPermitted
     */
    void check(Actor actor, Object command) {
        if (actor.origin().kind() == Origin.Kind.SYSTEM) {
            return;
        }
        switch (command) {
            case EntryCommand entry -> checkEntry(actor.user(), entry);
            case CalendarCommand calendar -> checkCalendar(actor.user(), calendar);
            case UserCommand user -> checkUser(actor, user);
            default -> throw new Rejected(denied("Command", "Access denied."));
        }
    }

    private void checkEntry(UserId user, EntryCommand command) {
        switch (command) {
            case EntryCommand.CreateEntry create ->
                    require(user, create.calendar(), Permission.WRITE);
            case EntryCommand.ImportEntry imported ->
                    require(user, imported.calendar(), Permission.WRITE);
            case EntryCommand.UpdateEntry update -> requireEntry(user, update);
            case EntryCommand.DeleteEntry delete -> requireEntry(user, delete);
            case EntryCommand.MoveEntry move -> {
                requireEntry(user, move);
                require(user, move.to(), Permission.WRITE);
            }
        }
    }

    private void requireEntry(UserId user, EntryCommand command) {
        var calendar = grants.calendarOf(command.entry());
        if (calendar.isEmpty() || !grants.exists(calendar.get())) {
            throw new Rejected(
                    new Rejection.NotFound("Event", Long.toString(command.entry().value())));
        }
        if (!grants.permission(user, calendar.get())
                .map(p -> p.includes(Permission.WRITE))
                .orElse(false)) {
            throw new Rejected(denied("Event", "Access denied to this event"));
        }
    }

    private void checkCalendar(UserId user, CalendarCommand command) {
        switch (command) {
            case CalendarCommand.CreateCalendar create -> requireSelf(user, create.owner());
            case CalendarCommand.ChangeCalendar change ->
                    require(user, change.calendar(), Permission.ADMIN);
            case CalendarCommand.DeleteCalendar delete ->
                    require(user, delete.calendar(), Permission.OWNER);
            case CalendarCommand.ShareCalendar share ->
                    require(user, share.calendar(), Permission.ADMIN);
            case CalendarCommand.UnshareCalendar unshare ->
                    // whoever was given a calendar may give it back
                    require(
                            user,
                            unshare.calendar(),
                            unshare.users().equals(java.util.Set.of(user))
                                    ? Permission.READ
                                    : Permission.ADMIN);
            case CalendarCommand.ResetFeed reset ->
                    require(user, reset.calendar(), Permission.ADMIN);
        }
    }

    private void require(UserId user, CalendarId calendar, Permission needed) {
        if (!grants.exists(calendar)) {
            throw new Rejected(new Rejection.NotFound("Calendar", Long.toString(calendar.value())));
        }
        if (!grants.permission(user, calendar).map(p -> p.includes(needed)).orElse(false)) {
            throw new Rejected(denied("Calendar", "Access denied to this calendar"));
        }
    }

    private static void checkUser(Actor actor, UserCommand command) {
        if (actor.origin().kind() != Origin.Kind.OPERATOR) {
            requireSelf(actor.user(), command.user());
        }
        if (command instanceof UserCommand.GrantRole
                && actor.origin().kind() != Origin.Kind.OPERATOR) {
            throw new Rejected(denied("User", "only an operator grants roles"));
        }
    }

    private static void requireSelf(UserId user, UserId other) {
        if (!user.equals(other)) {
            throw new Rejected(denied("User", "Access denied."));
        }
    }

    private static Rejection denied(String kind, String message) {
        return new Rejection.NotPermitted(kind, message);
    }
}
