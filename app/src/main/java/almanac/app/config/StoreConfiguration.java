package almanac.app.config;

import almanac.app.setting.WrongSetting;
import almanac.embedded.EmbeddedMongo;
import almanac.store.Durability;
import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.ReadPreference;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.bson.UuidRepresentation;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.data.mongodb.MongoDatabaseFactory;
import org.springframework.data.mongodb.core.SimpleMongoClientDatabaseFactory;

/** Where everything is kept: one MongoDB, embedded or not. */
@Configuration(proxyBeanMethods = false)
class StoreConfiguration {

    private static final String URI = "spring.mongodb.uri";

    /** Longer than one command should take; a store that says nothing for so long is away. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Bean(destroyMethod = "close")
    @ConditionalOnProperty(name = "almanac.store", havingValue = "embedded", matchIfMissing = true)
    EmbeddedMongo embeddedMongo(AlmanacProperties properties) {
        return EmbeddedMongo.open(properties.dataDir().resolve("almanac.db"));
    }

    @Bean(destroyMethod = "close")
    MongoClient mongoClient(
            AlmanacProperties properties,
            Optional<EmbeddedMongo> embedded,
            Environment environment) {
        var settings =
                embedded.map(EmbeddedMongo::settings)
                        .or(() ->
                                Optional.ofNullable(environment.getProperty(URI))
                                        .map(StoreConfiguration::settings))
                        .orElseThrow(() ->
                                new WrongSetting(
                                        "almanac.store=" + properties.store() + " needs " + URI));
        return MongoClients.create(
                settings.applicationName("almanac")
                        .uuidRepresentation(UuidRepresentation.STANDARD)
                        .build());
    }

    /**
     * What the address says itself, such as {@code socketTimeoutMS}, goes first, except where it
     * asks others than the primary: they may not have yet what somebody was told is stored.
     */
    static MongoClientSettings.Builder settings(String uri) {
        return MongoClientSettings.builder()
                .applyToSocketSettings(socket ->
                        socket.readTimeout((int) PATIENCE.toMillis(), TimeUnit.MILLISECONDS))
                .applyConnectionString(new ConnectionString(uri))
                .readPreference(ReadPreference.primary());
    }

    @Bean
    MongoDatabaseFactory mongoDatabaseFactory(
            MongoClient client, AlmanacProperties properties, Environment environment) {
        var named =
                properties.store() == Store.MONGODB
                        ? Optional.ofNullable(environment.getProperty(URI))
                                .map(uri -> new ConnectionString(uri).getDatabase())
                        : Optional.<String>empty();
        return new SimpleMongoClientDatabaseFactory(client, named.orElse(properties.database()));
    }

    @Bean
    MongoDatabase mongoDatabase(MongoDatabaseFactory factory) {
        return factory.getMongoDatabase();
    }

    /** Anything but one lone server can lose what its majority has not. */
    @Bean
    Durability durability(
            AlmanacProperties properties, MongoClient client, MongoDatabase database) {
        if (properties.store() == Store.EMBEDDED) {
            return Durability.SINGLE_SERVER;
        }
        // the driver knows what it speaks to once it has spoken
        database.runCommand(new Document("ping", 1));
        return switch (client.getClusterDescription().getType()) {
            case STANDALONE -> Durability.SINGLE_SERVER;
            case REPLICA_SET, SHARDED, LOAD_BALANCED, UNKNOWN -> Durability.REPLICA_SET;
        };
    }
}
