package almanac.query.feed;

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

/** Keeps {@link Feed}. */
@ProcessingGroup("feed")
final class FeedProjection implements Rebuildable {

    private final Feed feed;
    private final Batches<EntryFact> batches;

    FeedProjection(Feed feed) {
        this.feed = feed;
        this.batches = new Batches<>(EntryFact.class, Feed.MODEL.name(), feed::write);
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
        return Feed.MODEL;
    }

    @Override
    public Making<EntryFact> making() {
        return feed.making();
    }

    @Override
    public void ensureIndexes() {
        feed.ensureIndexes();
    }

    @ResetHandler
    @Override
    public void reset() {
        feed.clear();
    }
}
