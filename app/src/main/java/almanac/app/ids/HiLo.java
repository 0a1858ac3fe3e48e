package almanac.app.ids;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Updates;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * Numbers of one kind from 1 on. The store counts blocks; within a block this node counts alone.
 */
final class HiLo {

    private static final String TAKEN = "taken";

    private final MongoCollection<Document> counters;
    private final String kind;
    private final int block;
    private final long largest;
    private long next = 1;
    private long end;

    HiLo(MongoCollection<Document> counters, String kind, int block, long largest) {
        this.counters = counters;
        this.kind = kind;
        this.block = block;
        this.largest = largest;
    }

    synchronized long next() {
        if (next > end) {
            var taken = takeBlock();
            next = taken + 1;
            end = Math.min(taken + block, largest);
        }
        if (next > end) {
            throw new IllegalStateException("no " + kind + " number is left below " + largest);
        }
        return next++;
    }

    /**
     * What was taken before this block. Asks for the document before the change, because the
     * embedded store answers the one after it with a race.
     */
    private long takeBlock() {
        while (true) {
            var before = increment();
            if (before != null) {
                return before.get(TAKEN, Number.class).longValue();
            }
            create();
        }
    }

    private @Nullable Document increment() {
        return counters.findOneAndUpdate(
                eq("_id", kind),
                Updates.inc(TAKEN, (long) block),
                new FindOneAndUpdateOptions().returnDocument(ReturnDocument.BEFORE));
    }

    private void create() {
        try {
            counters.insertOne(new Document("_id", kind).append(TAKEN, 0L));
        } catch (MongoWriteException taken) {
            if (taken.getError().getCode() != DuplicateKeys.CODE) {
                throw taken;
            }
        }
    }
}
