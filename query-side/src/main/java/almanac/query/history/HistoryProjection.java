package almanac.query.history;

import almanac.query.rebuild.Batches;
import almanac.query.rebuild.Making;
import almanac.query.rebuild.ReadModel;
import almanac.query.rebuild.Rebuildable;
import almanac.query.rebuild.Stamped;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.eventhandling.TrackingToken;

/** Keeps {@link HistoryLog}; needs all facts in order, hence a processor of one segment. */
@ProcessingGroup("history")
final class HistoryProjection implements Rebuildable {

    private final HistoryLog log;
    private final Batches<Object> batches;

    HistoryProjection(HistoryLog log) {
        this.log = log;
        this.batches =
                new Batches<>(
                        Object.class,
                        HistoryLog.MODEL.name(),
                        facts -> log.write(facts.stream().map(HistoryProjection::noted).toList()));
    }

    @EventHandler
    void on(DomainEventMessage<?> message, TrackingToken token) {
        var noted = Noted.of(message, token.position().orElseThrow());
        batches.add(new Stamped<>(noted, noted.sequence(), noted.at(), noted.position()));
    }

    private static Stamped<Noted> noted(Stamped<Object> stamped) {
        return ((Noted) stamped.fact()).stamped();
    }

    @Override
    public ReadModel model() {
        return HistoryLog.MODEL;
    }

    @Override
    public Making<Noted> making() {
        return log.making();
    }

    @Override
    public void ensureIndexes() {
        log.ensureIndexes();
    }

    @ResetHandler
    @Override
    public void reset() {
        log.making().clear();
    }
}
