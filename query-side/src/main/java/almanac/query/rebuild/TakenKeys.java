package almanac.query.rebuild;

import com.mongodb.MongoBulkWriteException;

/** Tells keys that others had already from everything else that can be wrong with a bulk write. */
public final class TakenKeys {

    private static final int DUPLICATE_KEY = 11_000;

    private TakenKeys() {}

    /**
     * Whether all that was refused was refused because its key is taken, and the rest is stored. A
     * write that no majority confirmed is not: the next primary need not have it, and whoever went
     * on would leave facts out for good.
     */
    public static boolean only(MongoBulkWriteException failure) {
        return failure.getWriteConcernError() == null
                && failure.getWriteErrors().stream()
                        .allMatch(error -> error.getCode() == DUPLICATE_KEY);
    }
}
