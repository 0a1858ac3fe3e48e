package almanac.embedded;

import de.bwaldvogel.mongo.backend.Cursor;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.function.Function;
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
    private final Optional<UnaryOperator<List<Document>>> projection;
    private long skip;
    private long left;
    private volatile long lastUsed = System.nanoTime();

    /**
     * @param limit documents in all, 0 for no limit
     */
    Find(
            long id,
            Rows rows,
            Lock lock,
            Optional<UnaryOperator<List<Document>>> projection,
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

    /** The next ones for an answer to a client: those that nobody has to read stay as they are. */
    @Override
    public List<Document> takeDocuments(int numberToReturn) {
        return take(
                numberToReturn == 0 ? DEFAULT_BATCH : numberToReturn,
                projection.isPresent() ? Row::document : AnswerEncoder::unread);
    }

    /** All that are left, to be read. */
    List<Document> takeAll() {
        return take(Integer.MAX_VALUE, Row::document);
    }

    long lastUsed() {
        return lastUsed;
    }

    int count() {
        int count = 0;
        while (nextRow() != null) {
            count++;
        }
        rows.pause();
        return count;
    }

    private synchronized List<Document> take(int count, Function<Row, Document> as) {
        List<Document> batch = new ArrayList<>();
        lock.lock();
        try {
            for (int i = 0; i < count; i++) {
                Row row = nextRow();
                if (row == null) {
                    break;
                }
                batch.add(as.apply(row));
            }
            return projection.map(fields -> fields.apply(batch)).orElse(batch);
        } finally {
            rows.pause();
            lastUsed = System.nanoTime();
            lock.unlock();
        }
    }

    private @Nullable Row nextRow() {
        if (left == 0) {
            return null;
        }
        Row row = rows.next();
        for (; row != null && skip > 0; skip--) {
            row = rows.next();
        }
        left -= row == null ? 0 : 1;
        return row;
    }
}
