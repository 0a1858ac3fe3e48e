package almanac.command.calendar;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import almanac.calendar.CalendarCommand;
import almanac.calendar.CalendarFact;
import almanac.calendar.CalendarId;
import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** One calendar: routes each command to its decision and folds the facts. */
public class CalendarAggregate {

    @AggregateIdentifier private @Nullable CalendarId id;

    private CalendarState state = new CalendarState.Absent();

    CalendarAggregate() {}

    /**
     * A second creation of the same calendar changes nothing: the policy that sends it may repeat.
     */
    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(CalendarCommand.CreateCalendar command) {
        record(Describing.create(state, command));
    }

    @CommandHandler
    void handle(CalendarCommand.ChangeCalendar command) {
        record(Describing.change(state, command));
    }

    @CommandHandler
    void handle(CalendarCommand.DeleteCalendar command) {
        record(Describing.delete(state, command));
    }

    @CommandHandler
    void handle(CalendarCommand.RestoreCalendar command) {
        record(Describing.restore(state, command));
    }

    @CommandHandler
    void handle(CalendarCommand.CloseCalendar command) {
        record(Describing.close(state, command));
    }

    @CommandHandler
    void handle(CalendarCommand.ShareCalendar command) {
        record(Sharing.share(state, command));
    }

    @CommandHandler
    void handle(CalendarCommand.UnshareCalendar command) {
        record(Sharing.unshare(state, command));
    }

    @CommandHandler
    void handle(CalendarCommand.ResetFeed command) {
        record(Sharing.resetFeed(state, command));
    }

    @EventSourcingHandler
    void on(CalendarFact fact) {
        id = fact.calendar();
        state = state.evolve(fact);
    }

    private static void record(List<? extends CalendarFact> facts) {
        facts.forEach(fact -> apply(fact));
    }
}
