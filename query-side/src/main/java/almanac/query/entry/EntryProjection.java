package almanac.query.entry;

import almanac.entry.EntryFact;
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
import org.axonframework.eventhandling.TrackingToken;

/** Keeps {@link Entries} and, before each change to them, their {@link Tallies}. */
@ProcessingGroup("entries")
final class EntryProjection implements Rebuildable {

    private final Entries entries;
    private final Batches<EntryFact> batches;

    EntryProjection(Entries entries) {
        this.entries = entries;
        this.batches = new Batches<>(EntryFact.class, Entries.MODEL.name(), entries::write);
    }

    @EventHandler
    void on(
            EntryFact fact,
            @SequenceNumber long sequence,
            @Timestamp Instant at,
            TrackingToken token) {
        batches.add(new Stamped<>(fact, sequence, at, token.position().orElseThrow()));
    }

    @Override
    public ReadModel model() {
        return Entries.MODEL;
    }

    @Override
    public Making<EntryFact> making() {
        return entries.making();
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
