package almanac.connection;

import java.time.Instant;
import java.util.Optional;

/**
 * One run of a mapping's sync, and what it did.
 *
 * @param id as facts and trace lines name it: the mapping and a number, {@code 5/17}
 * @param fetched objects that the provider told of
 * @param applied entries that were changed here
 * @param pushed objects that were changed there
 * @param conflicts entries of which both sides had changed the same
 * @param reason why it failed; for a person, no secrets
 */
public record SyncRun(
        String id,
        ConnectionId connection,
        MappingId mapping,
        Instant startedAt,
        Instant endedAt,
        Counts counts,
        Result result,
        Optional<String> reason) {

    /** How it ended. */
    public enum Result {
        /** It came to its end. */
        DONE,
        /** It broke off; what it had done stays, and another run goes on. */
        FAILED
    }

    /** How much it did. */
    public record Counts(int fetched, int applied, int pushed, int conflicts) {

        /** Whether it found nothing to do. */
        public boolean idle() {
            return fetched + applied + pushed + conflicts == 0;
        }
    }
}
