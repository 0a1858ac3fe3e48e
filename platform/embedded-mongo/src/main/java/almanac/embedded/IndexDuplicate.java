package almanac.embedded;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.DuplicateKeyError;
import java.util.List;

/** A duplicate key, with the pattern and the value that a real server adds to the message. */
final class IndexDuplicate extends DuplicateKeyError {

    private static final long serialVersionUID = 1L;

    private final Document pattern = new Document();
    private final Document value = new Document();

    IndexDuplicate(Index<?> index, MongoCollection<?> collection, List<?> values) {
        super(index, collection, index.getKeys(), new KeyValue(values));
        List<IndexKey> keys = index.getKeys();
        for (int i = 0; i < keys.size(); i++) {
            pattern.put(keys.get(i).getKey(), keys.get(i).isAscending() ? 1 : -1);
            value.put(keys.get(i).getKey(), values.get(i));
        }
    }

    void describe(Document error) {
        error.put("keyPattern", pattern);
        error.put("keyValue", value);
    }
}
