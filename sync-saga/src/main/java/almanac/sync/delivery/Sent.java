package almanac.sync.delivery;

import java.time.Instant;
import java.util.Optional;

/**
 * A parcel as it stands.
 *
 * @param attempts failures in a row
 * @param note why it waits or was given up, or what was answered; empty before the first attempt
 * @param due when it is tried next, while it waits; since when it could go, if nothing keeps it
 * @param changedAt of the last attempt, or when it was added
 */
public record Sent<T>(
        Parcel<T> parcel,
        State state,
        int attempts,
        String note,
        Optional<Instant> due,
        Instant changedAt) {

    /** Where it is. */
    public enum State {
        WAITING,
        GONE,
        /** Given up: the dead letters. */
        DEAD,
        DROPPED
    }
}
