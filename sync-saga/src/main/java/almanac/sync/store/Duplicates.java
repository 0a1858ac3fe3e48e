package almanac.sync.store;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.MongoWriteException;
import java.util.function.Supplier;

/** How MongoDB says that a unique key is taken. */
public final class Duplicates {

    private static final int CODE = 11_000;
    private static final int ATTEMPTS = 5;

    private Duplicates() {}

    public static boolean is(MongoException failure) {
        return failure instanceof MongoWriteException write
                        && write.getError().getCategory() == ErrorCategory.DUPLICATE_KEY
                || failure instanceof MongoCommandException command && command.getCode() == CODE;
    }

    /** Whether it was inserted; false where the key is taken. */
    public static boolean inserted(Runnable insert) {
        try {
            insert.run();
            return true;
        } catch (MongoException failure) {
            if (is(failure)) {
                return false;
            }
            throw failure;
        }
    }

    /** Two upserts of one document at once both try to insert: the loser updates. */
    public static <T> T upserted(Supplier<T> upsert) {
        for (var attempt = 1; ; attempt++) {
            try {
                return upsert.get();
            } catch (MongoException failure) {
                if (!is(failure) || attempt == ATTEMPTS) {
                    throw failure;
                }
            }
        }
    }
}
