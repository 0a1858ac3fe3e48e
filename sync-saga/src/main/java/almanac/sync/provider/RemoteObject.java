package almanac.sync.provider;

import almanac.entry.ImportedEntry;
import java.time.Instant;
import java.util.Optional;

/**
 * One object at the provider, whole.
 *
 * @param id the provider's name of the single event or of the master; for CalDAV the resource
 * @param version equal exactly when nothing of the object changed; for a series it covers the
 *     exceptions
 * @param handle what the adapter needs to write to it later (ids and etags of its parts); opaque to
 *     everyone else, no secrets
 * @param content in our language; fields that the provider does not have are as in an entry that
 *     says nothing of them
 * @param operation the {@link Draft#operation} with which we created it, where the provider kept it
 * @param updatedAt when it was last changed, where the provider tells
 */
public record RemoteObject(
        String id,
        String version,
        String handle,
        ImportedEntry content,
        Standing standing,
        Optional<String> operation,
        Optional<Instant> updatedAt) {

    /** What we may do with it, as far as its calendar may be written at all. */
    public enum Standing {
        /** Everything. */
        OURS,
        /** The account is invited: only its own response may be changed. */
        INVITED,
        /** Nothing, such as a birthday. */
        READ_ONLY,
        /** Nothing, and only its time is known, as the calendar shows no more of any. */
        BUSY_ONLY
    }
}
