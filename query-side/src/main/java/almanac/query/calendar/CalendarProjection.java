package almanac.query.calendar;

import almanac.calendar.CalendarFact;
import almanac.query.rebuild.Batches;
import almanac.query.rebuild.Making;
import almanac.query.rebuild.ReadModel;
import almanac.query.rebuild.Rebuildable;
import almanac.query.rebuild.Stamped;
import java.time.Instant;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;

/** Keeps {@link Calendars}; in one processor with the users, so that the two never disagree. */
@ProcessingGroup("directory")
final class CalendarProjection implements Rebuildable {

    private final Calendars calendars;
    private final Batches<CalendarFact> batches;

    CalendarProjection(Calendars calendars) {
        this.calendars = calendars;
        this.batches =
                new Batches<>(CalendarFact.class, Calendars.MODEL.name(), calendars.rows()::write);
    }

    @EventHandler
    void on(CalendarFact fact, @SequenceNumber long sequence, @Timestamp Instant at) {
        batches.add(new Stamped<>(fact, sequence, at));
    }

    @Override
    public ReadModel model() {
        return Calendars.MODEL;
    }

    @Override
    public Making<CalendarFact> making() {
        return calendars.rows();
    }

    @Override
    public void ensureIndexes() {
        calendars.rows().ensureIndexes();
    }

    @ResetHandler
    @Override
    public void reset() {
        calendars.rows().clear();
    }
}
