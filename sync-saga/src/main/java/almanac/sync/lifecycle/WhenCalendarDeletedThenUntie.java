package almanac.sync.lifecycle;

import almanac.calendar.CalendarFact;
import almanac.connection.ConnectionCommand;
import almanac.message.Rejected;
import almanac.sync.link.Mappings;
import almanac.sync.local.Acting;
import almanac.sync.local.Writes;
import java.util.Optional;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;

/**
 * A mapping of a calendar that is not there any more ends; nothing is deleted at the provider. One
 * that was tied to another calendar meanwhile goes on, once that is told.
 */
@ProcessingGroup("sync")
@DisallowReplay
public final class WhenCalendarDeletedThenUntie {

    private final Mappings mappings;
    private final Writes writes;

    WhenCalendarDeletedThenUntie(Mappings mappings, Writes writes) {
        this.mappings = mappings;
        this.writes = writes;
    }

    @EventHandler
    void on(CalendarFact.CalendarDeleted fact) {
        for (var mapping : mappings.on(fact.calendar())) {
            mappings.ended(mapping.id());
            try {
                writes.<Object>send(
                        Acting.through(mapping.connection(), mapping.user()),
                        new ConnectionCommand.EndMapping(
                                mapping.connection(),
                                mapping.id(),
                                "the calendar was deleted",
                                Optional.of(fact.calendar())));
            } catch (Rejected gone) {
                // the connection ended at the same time
            }
        }
    }
}
