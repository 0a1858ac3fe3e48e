package almanac.embedded;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import java.nio.file.Path;
import org.bson.Document;

/** A store with a real driver talking to it. */
record Opened(EmbeddedMongo store, MongoClient client) implements AutoCloseable {

    static Opened inMemory() {
        return of(EmbeddedMongo.inMemory());
    }

    static Opened on(Path file) {
        return of(EmbeddedMongo.open(file));
    }

    static Opened of(EmbeddedMongo store) {
        return new Opened(store, MongoClients.create(store.settings().build()));
    }

    MongoDatabase database() {
        return client.getDatabase("test");
    }

    MongoCollection<Document> collection() {
        return database().getCollection("things");
    }

    @Override
    public void close() {
        client.close();
        store.close();
    }
}
