package almanac.store;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import org.bson.Document;

/** Creates the indexes the stores rely on. Each call is idempotent. */
public final class StoreIndexes {

    /** The optimistic lock; its name tells a lost aggregate race from a lost position race. */
    static final String STREAM_FIRST = "stream_first";

    private StoreIndexes() {}

    /** For {@link SequencedEngine}; without it the engine does not protect aggregates. */
    public static void forFacts(MongoCollection<Document> facts) {
        facts.createIndex(
                Indexes.ascending(CommitCodec.STREAM, CommitCodec.FIRST),
                new IndexOptions().unique(true).name(STREAM_FIRST));
    }

    /** For axon-mongo's {@code MongoSagaStore}, which creates none and looks sagas up by both. */
    public static void forSagas(MongoCollection<Document> sagas) {
        sagas.createIndex(
                Indexes.ascending("sagaIdentifier"),
                new IndexOptions().unique(true).name("saga_identifier"));
        sagas.createIndex(
                Indexes.ascending("sagaType", "associations"),
                new IndexOptions().name("saga_associations"));
    }

    /** For axon-mongo's {@code MongoTokenStore}; the same index it creates for itself. */
    public static void forTokens(MongoCollection<Document> tokens) {
        tokens.createIndex(
                Indexes.ascending("processorName", "segment"), new IndexOptions().unique(true));
    }
}
