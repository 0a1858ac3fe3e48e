package almanac.sync.webhook;

import almanac.user.UserId;
import almanac.webhook.EndpointDetails;
import almanac.webhook.EndpointId;
import java.time.Instant;
import java.util.Optional;

/**
 * An endpoint and how it fares.
 *
 * @param failures in a row, of whatever was sent
 * @param failingSince when the first of them was
 * @param restsUntil before then it is left alone
 * @param again what of history it is told again
 */
record Endpoint(
        EndpointId id,
        UserId owner,
        EndpointDetails details,
        boolean enabled,
        int failures,
        Optional<Instant> failingSince,
        Optional<Instant> restsUntil,
        Optional<Again> again) {

    /**
     * A stretch of history.
     *
     * @param done up to where it was added
     */
    record Again(long done, long until) {}

    /** Whether that place in history has to wait until what lies before it was added again. */
    boolean waitsFor(long position) {
        return again.filter(stretch -> position > stretch.done()).isPresent();
    }
}
