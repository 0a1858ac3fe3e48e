package almanac.query.rebuild;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import org.bson.Document;

/** The one place that knows in which collection a read model lies. */
public final class ReadModels {

    private final MongoDatabase database;

    public ReadModels(MongoDatabase database) {
        this.database = database;
    }

    /** The documents of a read model in that version. */
    public MongoCollection<Document> documents(ReadModel model) {
        return database.getCollection(model.collection());
    }
}
