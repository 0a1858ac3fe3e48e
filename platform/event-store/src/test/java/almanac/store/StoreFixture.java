package almanac.store;

import almanac.embedded.EmbeddedMongo;
import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.event.CommandListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.bson.Document;

/**
 * A database of its own for each test: on the server that ALMANAC_TEST_MONGODB_URI names, else on a
 * server in this process.
 */
final class StoreFixture implements AutoCloseable {

    private static final Supplier<MongoClientSettings.Builder> SETTINGS = settings();

    private final String database = "almanac_test_" + UUID.randomUUID().toString().substring(0, 8);
    private final List<MongoClient> clients = new ArrayList<>();
    private final MongoDatabase admin = connect();

    StoreFixture() {
        StoreIndexes.forFacts(facts());
    }

    private static Supplier<MongoClientSettings.Builder> settings() {
        String given = System.getenv("ALMANAC_TEST_MONGODB_URI");
        return given != null
                ? () ->
                        MongoClientSettings.builder()
                                .applyConnectionString(new ConnectionString(given))
                : EmbeddedMongo.inMemory()::settings;
    }

    /** A connection of its own, as another node has one. */
    MongoDatabase connect(CommandListener... listeners) {
        MongoClientSettings.Builder settings =
                SETTINGS.get()
                        .applyToClusterSettings(c -> c.serverSelectionTimeout(2, TimeUnit.SECONDS));
        for (CommandListener listener : listeners) {
            settings.addCommandListener(listener);
        }
        MongoClient client = MongoClients.create(settings.build());
        clients.add(client);
        return client.getDatabase(database);
    }

    MongoCollection<Document> facts() {
        return admin.getCollection("facts");
    }

    MongoDatabase database() {
        return admin;
    }

    SequencedEngine engine() {
        return engine(UnaryOperator.identity());
    }

    SequencedEngine engine(UnaryOperator<SequencedEngine.Builder> change) {
        return engine(connect().getCollection("facts"), change);
    }

    SequencedEngine engine(
            MongoCollection<Document> facts, UnaryOperator<SequencedEngine.Builder> change) {
        FactSerializer serializer = new FactSerializer(Noted.NAMES);
        return change.apply(
                        SequencedEngine.builder()
                                .facts(facts)
                                .snapshots(admin.getCollection("snapshots"))
                                .eventSerializer(serializer)
                                .snapshotSerializer(serializer)
                                .durability(durability())
                                .patience(Duration.ofSeconds(5)))
                .build();
    }

    private static Durability durability() {
        return SETTINGS.get().build().getClusterSettings().getRequiredReplicaSetName() != null
                ? Durability.REPLICA_SET
                : Durability.SINGLE_SERVER;
    }

    @Override
    public void close() {
        admin.drop();
        clients.forEach(MongoClient::close);
    }
}
