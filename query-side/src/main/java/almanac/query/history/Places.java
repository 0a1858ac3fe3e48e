package almanac.query.history;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;

import almanac.query.rebuild.ReadModel;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.WriteModel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.bson.Document;

/**
 * What facts do not say of what they concern: on which calendar an entry is, whose a connection is.
 * Kept for one batch and written after it.
 */
final class Places {

    static final ReadModel MODEL = new ReadModel("history_places", 1);

    private static final String VALUE = "value";

    private final MongoCollection<Document> documents;

    Places(MongoCollection<Document> documents) {
        this.documents = documents;
    }

    /** The places as one batch finds and leaves them. */
    final class Batch {

        private final Map<String, Optional<Long>> known = new HashMap<>();
        private final Map<String, Long> fresh = new HashMap<>();

        Optional<Long> of(String name) {
            return known.computeIfAbsent(name, Places.this::load);
        }

        void put(String name, long value) {
            known.put(name, Optional.of(value));
            fresh.put(name, value);
        }

        void write() {
            var writes = new ArrayList<WriteModel<Document>>();
            fresh.forEach((name, value) ->
                    writes.add(
                            new ReplaceOneModel<>(
                                    eq("_id", name),
                                    new Document("_id", name).append(VALUE, value),
                                    new ReplaceOptions().upsert(true))));
            if (!writes.isEmpty()) {
                documents.bulkWrite(writes);
            }
        }
    }

    /**
     * A batch that will ask for these, which are read at once, and perhaps for others.
     *
     * @param names each once
     */
    Batch batch(Collection<String> names) {
        var batch = new Batch();
        if (!names.isEmpty()) {
            names.forEach(name -> batch.known.put(name, Optional.empty()));
            documents
                    .find(in("_id", names))
                    .forEach(found ->
                            batch.known.put(
                                    found.getString("_id"), Optional.of(found.getLong(VALUE))));
        }
        return batch;
    }

    private Optional<Long> load(String name) {
        return Optional.ofNullable(documents.find(eq("_id", name)).first())
                .map(found -> found.getLong(VALUE));
    }
}
