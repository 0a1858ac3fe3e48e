package almanac.store;

import org.axonframework.eventsourcing.eventstore.EventStoreException;

/**
 * A commit this store refuses as a whole: over two aggregates, with a hole in its sequence numbers,
 * or too large for one document. Nothing of it was stored and trying again will not help.
 */
public final class UnsupportedCommit extends EventStoreException {

    UnsupportedCommit(String message) {
        super(message);
    }
}
