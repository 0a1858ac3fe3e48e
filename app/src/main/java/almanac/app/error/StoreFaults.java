package almanac.app.error;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoConnectionPoolClearedException;
import com.mongodb.MongoException;
import com.mongodb.MongoInterruptedException;
import com.mongodb.MongoSocketException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.MongoWriteConcernException;
import com.mongodb.WriteError;
import java.util.Set;

/**
 * What is wrong with the store for a moment only. The driver tries most operations once more, but
 * not an update or a deletion of many, nor the rest of a cursor; and while a replica set changes
 * its primary a second try fails as well.
 */
final class StoreFaults {

    private static final Set<Integer> PASSING =
            Set.of(
                    // what the driver tries again: of the network, and of a primary that steps down
                    6,
                    7,
                    89,
                    91,
                    134,
                    189,
                    262,
                    9001,
                    10107,
                    11600,
                    11602,
                    13435,
                    13436,
                    // a read that its server ended: the cursor or the collection went meanwhile
                    43,
                    175,
                    237,
                    11601,
                    // too busy: out of time, a write in the way of another, no room in the cache
                    50,
                    112,
                    365);

    private StoreFaults() {}

    /** Whether it was stored cannot be told: a majority did not say so in time. */
    static boolean unconfirmed(MongoException fault) {
        return fault instanceof MongoWriteConcernException
                || fault instanceof MongoBulkWriteException bulk
                        && bulk.getWriteConcernError() != null;
    }

    static boolean passes(MongoException fault) {
        return fault instanceof MongoTimeoutException
                || fault instanceof MongoSocketException
                || fault instanceof MongoConnectionPoolClearedException
                || fault instanceof MongoInterruptedException
                || PASSING.contains(fault.getCode())
                || fault instanceof MongoBulkWriteException bulk
                        && bulk.getWriteErrors().stream()
                                .map(WriteError::getCode)
                                .anyMatch(PASSING::contains);
    }
}
