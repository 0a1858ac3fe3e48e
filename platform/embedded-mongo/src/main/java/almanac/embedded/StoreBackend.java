package almanac.embedded;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.AbstractMongoBackend;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.wire.message.MongoMessage;
import de.bwaldvogel.mongo.wire.message.MongoQuery;
import io.netty.channel.Channel;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Answers commands, each only after what it changed is durable. */
final class StoreBackend extends AbstractMongoBackend {

    private final Store store;
    private final Map<String, StoredDatabase> known = new ConcurrentHashMap<>();

    StoreBackend(Store store, Clock clock) {
        super(clock);
        this.store = store;
        store.catalog().databases().forEach(this::resolveDatabase);
    }

    @Override
    protected MongoDatabase openOrCreateDatabase(String name) {
        return known.computeIfAbsent(
                name, missing -> new StoredDatabase(missing, getCursorRegistry(), store));
    }

    @Override
    public void dropDatabase(String name) {
        super.dropDatabase(name);
        known.remove(name);
    }

    @Override
    public Document handleMessage(MongoMessage message) {
        AnswerEncoder.on(message.getChannel());
        try {
            return super.handleMessage(message);
        } catch (MongoServerError e) {
            return WriteErrors.answer(e);
        } finally {
            store.awaitDurable(wantsDisk(message.getDocument()));
        }
    }

    @Override
    public Document handleCommand(
            Channel channel, String databaseName, String command, Document query) {
        Refusals.check(command, query);
        return super.handleCommand(channel, databaseName, command, query);
    }

    /** What drivers before MongoDB 3.6 sent; no server since 5.1 answers it either. */
    @Override
    public QueryResult handleQuery(MongoQuery query) {
        throw new MongoServerError(
                352, "UnsupportedOpQueryCommand", "OP_QUERY is no longer supported");
    }

    private static boolean wantsDisk(Document command) {
        return command.get("writeConcern") instanceof Document concern
                && Boolean.TRUE.equals(concern.get("j"));
    }

    int collections() {
        return known.values().stream().mapToInt(StoredDatabase::collections).sum();
    }

    long documents() {
        return known.values().stream().mapToLong(StoredDatabase::documents).sum();
    }
}
