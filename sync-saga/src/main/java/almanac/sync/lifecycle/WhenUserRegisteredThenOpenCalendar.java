package almanac.sync.lifecycle;

import almanac.calendar.CalendarCommand;
import almanac.calendar.CalendarDetails;
import almanac.message.Actor;
import almanac.message.Origin;
import almanac.message.Rejected;
import almanac.message.Rejection;
import almanac.user.UserFact;
import almanac.user.UserId;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.modelling.command.AggregateStreamCreationException;

/**
 * Opens the default calendar of a new user. The fact is handled again after a crash, and the number
 * of the calendar is the same then, so that a user has exactly one.
 */
@ProcessingGroup("policies")
@DisallowReplay
public final class WhenUserRegisteredThenOpenCalendar {

    /** What the calendar is called until its owner renames it. */
    public static final String NAME = "My Calendar";

    private final CommandGateway commands;
    private final FirstCalendarIds ids;

    public WhenUserRegisteredThenOpenCalendar(CommandGateway commands, FirstCalendarIds ids) {
        this.commands = commands;
        this.ids = ids;
    }

    @EventHandler
    void on(UserFact.UserRegistered fact) {
        try {
            commands.sendAndWait(
                    new GenericCommandMessage<>(open(fact.user()))
                            .andMetaData(asSystem(fact.user()).asMetaData()));
        } catch (AggregateStreamCreationException opened) {
            // an earlier attempt got this far
        } catch (Rejected refused) {
            if (!(refused.rejection() instanceof Rejection.Conflict)) {
                throw refused;
            }
        }
    }

    private CalendarCommand open(UserId owner) {
        return new CalendarCommand.CreateCalendar(
                ids.firstCalendarOf(owner), owner, CalendarDetails.named(NAME), true);
    }

    private static Actor asSystem(UserId user) {
        return new Actor(user, Origin.of(Origin.Kind.SYSTEM));
    }
}
