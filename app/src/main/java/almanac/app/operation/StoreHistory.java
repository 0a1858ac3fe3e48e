package almanac.app.operation;

import almanac.query.rebuild.History;
import almanac.store.ProjectionProgress;
import almanac.store.SegmentPosition;
import almanac.store.SequencedEngine;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.axonframework.eventhandling.GenericTrackedDomainEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;

/** The store's facts, as rebuilds read them. */
final class StoreHistory implements History {

    /** A page is in memory, where the collector copies it while requests wait: no more. */
    private static final int COMMITS = 500;

    private static final int FACTS = 2000;

    private final SequencedEngine engine;
    private final ProjectionProgress progress;

    StoreHistory(SequencedEngine engine, ProjectionProgress progress) {
        this.engine = engine;
        this.progress = progress;
    }

    @Override
    public long lastPosition() {
        return engine.scan().lastPosition();
    }

    @Override
    public long commits(String streams) {
        return engine.scan().commits(streams);
    }

    @Override
    public Page page(String streams, String after, long upTo) {
        var page = engine.scan().page(streams, after, upTo, COMMITS);
        return new Page(page.facts(), page.lastStream(), page.commits(), page.ended());
    }

    @Override
    public List<? extends TrackedEventMessage<?>> from(long position) {
        try (var facts = engine.readEvents(new GlobalSequenceTrackingToken(position - 1), false)) {
            return facts.limit(FACTS).toList();
        }
    }

    /** The position of a fact of one stream says nothing to a document, so none is looked up. */
    @Override
    public List<? extends TrackedEventMessage<?>> of(String stream) {
        return engine.readEvents(stream)
                .asStream()
                .map(fact ->
                        new GenericTrackedDomainEventMessage<>(
                                new GlobalSequenceTrackingToken(-1), fact))
                .toList();
    }

    @Override
    public Set<Integer> segments(String processor) {
        return progress.segments(processor).stream()
                .map(SegmentPosition::segment)
                .collect(Collectors.toSet());
    }

    @Override
    public Set<Integer> held(String processor) {
        return progress.held(processor);
    }
}
