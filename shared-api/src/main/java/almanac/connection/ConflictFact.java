package almanac.connection;

import almanac.entry.EntryId;
import almanac.user.UserId;
import java.util.List;

/** What happened to a conflict. */
public sealed interface ConflictFact {

    ConflictId conflict();

    /**
     * Both sides changed the same fields since they last agreed.
     *
     * @param user whose connection it is
     * @param standing whose values stand now
     */
    record ConflictDetected(
            ConflictId conflict,
            UserId user,
            ConnectionId connection,
            MappingId mapping,
            EntryId entry,
            List<Disagreement> fields,
            Side standing)
            implements ConflictFact {}

    /** A person chose a side, for the first time or another than before. */
    record ConflictResolved(ConflictId conflict, Side chosen) implements ConflictFact {}
}
