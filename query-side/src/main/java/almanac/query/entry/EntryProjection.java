package almanac.query.entry;

import almanac.entry.EntryFact;
import almanac.query.rebuild.Batches;
import almanac.query.rebuild.ReadModel;
import almanac.query.rebuild.Rebuildable;
import almanac.query.rebuild.Stamped;
import java.time.Instant;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;

/** Keeps {@link Entries}. */
@ProcessingGroup("entries")
public final class EntryProjection implements Rebuildable {

    private final Entries entries;
    private final Batches<EntryFact> batches;

    public EntryProjection(Entries entries) {
        this.entries = entries;
        this.batches = new Batches<>(EntryFact.class, Entries.MODEL.name(), entries.rows()::write);
    }

    @EventHandler
    void on(EntryFact fact, @SequenceNumber long sequence, @Timestamp Instant at) {
        batches.add(new Stamped<>(fact, sequence, at));
    }

    @Override
    public ReadModel model() {
        return Entries.MODEL;
    }

    @Override
    public void ensureIndexes() {
        entries.ensureIndexes();
    }

    @ResetHandler
    @Override
    public void reset() {
        entries.clear();
    }
}
