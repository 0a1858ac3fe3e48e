package almanac.command.guard;

import static almanac.command.guard.Refusals.denied;
import static almanac.command.guard.Refusals.missing;
import static almanac.command.guard.Refusals.requireSelf;

import almanac.automation.Action;
import almanac.automation.RuleCommand;
import almanac.automation.RuleDetails;
import almanac.automation.RuleId;
import almanac.automation.RunCommand;
import almanac.calendar.CalendarCommand;
import almanac.calendar.CalendarId;
import almanac.calendar.Permission;
import almanac.comment.CommentCommand;
import almanac.connection.ConflictCommand;
import almanac.connection.ConnectionCommand;
import almanac.course.CourseCommand;
import almanac.entry.EntryCommand;
import almanac.entry.EntryId;
import almanac.message.Actor;
import almanac.message.Origin;
import almanac.message.Rejected;
import almanac.message.Rejection;
import almanac.operation.OperationCommand;
import almanac.user.UserCommand;
import almanac.user.UserId;
import almanac.webhook.EndpointCommand;
import java.util.Optional;
import java.util.OptionalLong;

/** Who may send which command. The system itself may send any. */
final class Access {

    private static final OptionalLong NO_ENTRY = OptionalLong.of(-1);

    private final Grants grants;
    private final Belongings belongings;

    Access(Grants grants) {
        this.grants = grants;
        this.belongings = new Belongings(grants);
    }

    /**
     * @throws Rejected with NotFound or NotPermitted
     */
    void check(Actor actor, Object command) {
        if (actor.origin().kind() == Origin.Kind.SYSTEM) {
            return;
        }
        var operates = actor.origin().kind() == Origin.Kind.OPERATOR;
        switch (command) {
            case EntryCommand entry -> checkEntry(actor.user(), entry);
            case CalendarCommand calendar -> checkCalendar(actor.user(), calendar);
            case CommentCommand comment -> checkComment(actor.user(), comment);
            case CourseCommand course -> belongings.check(actor.user(), course);
            case RuleCommand rule -> checkRule(actor.user(), rule);
            case RunCommand run -> throw new Rejected(denied("Run", "Access denied."));
            case UserCommand user -> UserAccess.check(actor, user);
            case ConnectionCommand connection -> checkConnection(actor.user(), connection);
            case ConflictCommand conflict -> belongings.check(actor.user(), conflict);
            case EndpointCommand endpoint -> belongings.check(actor.user(), endpoint);
            case OperationCommand operation when operates -> {}
            default -> throw new Rejected(denied("Command", "Access denied."));
        }
    }

    private void checkEntry(UserId user, EntryCommand command) {
        switch (command) {
            case EntryCommand.CreateEntry create ->
                    require(user, create.calendar(), Permission.WRITE);
            case EntryCommand.ImportEntry imported -> {
                require(user, imported.calendar(), Permission.WRITE);
                requireWhereItIs(user, imported);
            }
            case EntryCommand.ImportOccurrence imported -> requireToWrite(user, imported);
            case EntryCommand.WelcomeEntry welcome ->
                    require(user, welcome.calendar(), Permission.WRITE);
            case EntryCommand.MergeEntry merge -> requireToMerge(user, merge);
            case EntryCommand.UpdatePart update -> requireToWrite(user, update);
            case EntryCommand.DeletePart delete -> requireToWrite(user, delete);
            case EntryCommand.UpdateEntry update -> {
                requireToWrite(user, update);
                update.to().ifPresent(to -> require(user, to, Permission.WRITE));
            }
            case EntryCommand.DeleteEntry delete -> requireToWrite(user, delete);
            case EntryCommand.TagEntry tag -> requireToWrite(user, tag);
            case EntryCommand.Respond respond -> requireToWrite(user, respond);
            case EntryCommand.RestoreEntry restore -> requireToRestore(user, restore);
            case EntryCommand.RestoreOccurrence restore -> requireToWrite(user, restore);
            case EntryCommand.BlankEntry blank ->
                    throw new Rejected(denied("Event", "only the system takes words out"));
            case EntryCommand.MoveEntry move -> {
                requireToWrite(user, move);
                require(user, move.to(), Permission.WRITE);
            }
        }
    }

    /** An entry that was moved elsewhere is fetched back only by who may take it from there. */
    private void requireWhereItIs(UserId user, EntryCommand.ImportEntry imported) {
        if (grants.calendarOf(imported.entry())
                .filter(on -> !on.equals(imported.calendar()) && grants.exists(on))
                .isPresent()) {
            requireToWrite(user, imported);
        }
    }

    /**
     * A merge moves nothing: only an entry that is not there comes to be on its calendar. One that
     * expects no entry is refused where there is one, so nobody asks where that is.
     */
    private void requireToMerge(UserId user, EntryCommand.MergeEntry merge) {
        if (!merge.expectedRevision().equals(NO_ENTRY)
                && grants.calendarOf(merge.entry()).isPresent()) {
            requireToWrite(user, merge);
        } else {
            require(user, merge.calendar(), Permission.WRITE);
        }
    }

    /** Where it is, as long as it is there, and where it comes to. */
    private void requireToRestore(UserId user, EntryCommand.RestoreEntry restore) {
        if (grants.calendarOf(restore.entry()).isPresent()) {
            requireToWrite(user, restore);
        }
        require(user, restore.content().calendar(), Permission.WRITE);
    }

    private void requireToWrite(UserId user, EntryCommand command) {
        requireEntry(user, command.entry(), Permission.WRITE);
    }

    /** Who may read an entry may say something about it, in their own name. */
    private void checkComment(UserId user, CommentCommand command) {
        requireEntry(user, command.thread().entry(), Permission.READ);
        requireSelf(user, command.by());
    }

    private void requireEntry(UserId user, EntryId entry, Permission needed) {
        var calendar = grants.calendarOf(entry);
        if (calendar.filter(on -> allowed(user, on, needed)).isPresent()) {
            return;
        }
        throw new Rejected(
                calendar.filter(grants::exists).isPresent()
                        ? denied("Event", "Access denied to this event")
                        : new Rejection.NotFound("Event", Long.toString(entry.value())));
    }

    private void checkCalendar(UserId user, CalendarCommand command) {
        switch (command) {
            case CalendarCommand.CreateCalendar create -> requireSelf(user, create.owner());
            case CalendarCommand.RestoreCalendar restore -> requireSelf(user, restore.owner());
            case CalendarCommand.ChangeCalendar change ->
                    require(user, change.calendar(), Permission.ADMIN);
            case CalendarCommand.DeleteCalendar delete ->
                    require(user, delete.calendar(), Permission.OWNER);
            case CalendarCommand.CloseCalendar close ->
                    throw new Rejected(denied("Calendar", "only the system closes calendars"));
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

    /** A rule moves events only to where its owner may put them. */
    private void checkRule(UserId user, RuleCommand command) {
        switch (command) {
            case RuleCommand.CreateRule create -> {
                requireSelf(user, create.owner());
                requireTargets(user, create.details());
            }
            case RuleCommand.ChangeRule change -> {
                requireOwn(user, change.rule());
                requireTargets(user, change.details());
            }
            case RuleCommand.DeleteRule delete -> requireOwn(user, delete.rule());
        }
    }

    private void requireOwn(UserId user, RuleId rule) {
        var owner = grants.ownerOf(rule).orElseThrow(() -> missing("Rule", rule.value()));
        if (!owner.equals(user)) {
            throw new Rejected(denied("Rule", "Access denied to this rule"));
        }
    }

    private void requireTargets(UserId user, RuleDetails details) {
        for (var action : details.actions()) {
            if (action instanceof Action.MoveTo(var calendar)) {
                require(user, calendar, Permission.WRITE);
            }
        }
    }

    /** A connection of somebody else is not there; only its own user links an account to it. */
    private void checkConnection(UserId user, ConnectionCommand command) {
        var owner = grants.ownerOf(command.connection());
        if (command instanceof ConnectionCommand.Connect connect) {
            requireSelf(user, connect.user());
        }
        var first = command instanceof ConnectionCommand.Connect && owner.isEmpty();
        if (!first && !owner.equals(Optional.of(user))) {
            throw missing("Connection", command.connection().value());
        }
        if (command instanceof ConnectionCommand.MapCalendar map) {
            // what comes in is written in the user's name
            require(user, map.terms().calendar(), Permission.WRITE);
        }
    }

    private void require(UserId user, CalendarId calendar, Permission needed) {
        if (!allowed(user, calendar, needed)) {
            throw new Rejected(
                    grants.exists(calendar)
                            ? denied("Calendar", "Access denied to this calendar")
                            : new Rejection.NotFound("Calendar", Long.toString(calendar.value())));
        }
    }

    /** Asked first, since most commands are allowed: why not is worth a second question. */
    private boolean allowed(UserId user, CalendarId calendar, Permission needed) {
        return grants.permission(user, calendar).map(given -> given.includes(needed)).orElse(false);
    }
}
