package almanac.store;

import org.axonframework.eventsourcing.eventstore.EventStoreException;

/**
 * The store could not be reached for so long that it is not known whether the commit was stored. It
 * is stored at most once. A caller that tries again must load the aggregate anew.
 */
public final class OutcomeUnknown extends EventStoreException {

    OutcomeUnknown(String message) {
        super(message);
    }

    OutcomeUnknown(String message, Throwable cause) {
        super(message, cause);
    }
}
