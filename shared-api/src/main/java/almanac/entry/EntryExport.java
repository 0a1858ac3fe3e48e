package almanac.entry;

import java.time.Instant;

/** A whole live entry with its state, for export and for sync. */
public record EntryExport(
        EntryId id, EntryState state, Instant createdAt, Instant updatedAt, long revision) {}
