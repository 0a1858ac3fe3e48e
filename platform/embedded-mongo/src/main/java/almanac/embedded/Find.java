package almanac.embedded;

import de.bwaldvogel.mongo.backend.Cursor;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The cursor of a query: reads as many documents as each batch needs, under the lock of the
 * collection.
 */
final class Find implements Cursor {

    private static final int DEFAULT_BATCH = 1000;

    private final long id;
    private final Rows rows;
    private final Lock lock;
    private final UnaryOperator<List<Document>> projection;
    private long skip;
    private long left;

    /**
     * @param limit documents in all, 0 for no limit
     */
    Find(
            long id,
            Rows rows,
            Lock lock,
            UnaryOperator<List<Document>> projection,
            long skip,
            long limit) {
        this.id = id;
        this.rows = rows;
        this.lock = lock;
        this.projection = projection;
        this.skip = skip;
        this.left = limit == 0 ? Long.MAX_VALUE : limit;
    }

    @Override
    public long getId() {
        return id;
    }

    @Override
    public boolean isEmpty() {
        return left == 0 || rows.isAtEnd();
    }

    @Override
    public List<Document> takeDocuments(int numberToReturn) {
        return take(numberToReturn == 0 ? DEFAULT_BATCH : numberToReturn);
    }

    List<Document> takeAll() {
        return take(Integer.MAX_VALUE);
    }

    int count() {
        int count = 0;
        while (nextRow() != null) {
            count++;
        }
        rows.pause();
        return count;
    }

    private synchronized List<Document> take(int count) {
        List<Document> batch = new ArrayList<>();
        lock.lock();
        try {
            for (int i = 0; i < count; i++) {
                Document row = nextRow();
                if (row == null) {
                    break;
                }
                batch.add(row);
            }
            return projection.apply(batch);
        } finally {
            rows.pause();
            lock.unlock();
        }
    }

    private @Nullable Document nextRow() {
        if (left == 0) {
            return null;
        }
        Document row = rows.next();
        for (; row != null && skip > 0; skip--) {
            row = rows.next();
        }
        left -= row == null ? 0 : 1;
        return row;
    }
}
