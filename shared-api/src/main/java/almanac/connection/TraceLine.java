package almanac.connection;

import almanac.entry.EntryId;
import java.time.Instant;

/**
 * One step of sync that concerned an entry: what was done and why.
 *
 * @param run groups the lines of one sync run
 * @param detail for a person: the provider's answer, the fields; no secrets
 */
public record TraceLine(
        Instant at,
        EntryId entry,
        ConnectionId connection,
        MappingId mapping,
        ProviderKind provider,
        String run,
        Step step,
        Reason reason,
        String detail) {

    public enum Step {
        FETCH,
        DECISION,
        PUSH
    }

    /** Why; every drop has one. */
    public enum Reason {
        APPLIED,
        ECHO,
        UNCHANGED,
        FILTERED,
        CONFLICT,
        DEFERRED,
        RETRIED,
        PARKED,
        PUSHED,
        CREATED,
        DELETED,
        ADOPTED,
        MERGED,
        READ_ONLY,
        OUTSIDE_WINDOW,
        UNSUPPORTED,
        LOOP_STOPPED
    }
}
