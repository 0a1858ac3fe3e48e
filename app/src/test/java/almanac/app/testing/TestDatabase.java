package almanac.app.testing;

import almanac.embedded.EmbeddedMongo;
import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** One store for all tests: in memory, or the MongoDB that ALMANAC_TEST_MONGODB_URI names. */
public final class TestDatabase {

    private static final MongoClient CLIENT =
            MongoClients.create(
                    Optional.ofNullable(System.getenv("ALMANAC_TEST_MONGODB_URI"))
                            .map(uri ->
                                    MongoClientSettings.builder()
                                            .applyConnectionString(new ConnectionString(uri)))
                            .orElseGet(() -> EmbeddedMongo.inMemory().settings())
                            .build());
    private static final AtomicInteger COUNT = new AtomicInteger();

    private TestDatabase() {}

    /** A database that nobody else uses; to be dropped after the test. */
    public static MongoDatabase fresh() {
        var name = "edge_" + ProcessHandle.current().pid() + "_" + COUNT.incrementAndGet();
        var database = CLIENT.getDatabase(name);
        database.drop();
        return database;
    }
}
