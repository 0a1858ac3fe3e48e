package almanac.app.operation;

import almanac.operation.StoreView;
import almanac.operation.StoreView.CollectionView;
import almanac.operation.WorkView;
import almanac.store.SequencedEngine;
import almanac.sync.SyncSide;
import com.mongodb.client.MongoDatabase;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;

/** What lies in the store, and what sync has to do. */
final class StoreOverview {

    private final MongoDatabase database;
    private final SequencedEngine engine;
    private final SyncSide sync;

    StoreOverview(MongoDatabase database, SequencedEngine engine, SyncSide sync) {
        this.database = database;
        this.engine = engine;
        this.sync = sync;
    }

    List<WorkView> work(int limit) {
        return sync.dueWork(limit);
    }

    StoreView store() {
        var last = engine.scan().lastPosition();
        try (var facts = engine.readEvents(new GlobalSequenceTrackingToken(last - 1), false)) {
            return new StoreView(
                    last + 1,
                    database.getCollection("facts").estimatedDocumentCount(),
                    facts.findFirst().map(fact -> fact.getTimestamp()),
                    collections());
        }
    }

    private List<CollectionView> collections() {
        return database.listCollectionNames().into(new ArrayList<>()).stream()
                .sorted()
                .map(name ->
                        new CollectionView(
                                name, database.getCollection(name).estimatedDocumentCount()))
                .toList();
    }
}
