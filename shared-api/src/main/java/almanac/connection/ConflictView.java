package almanac.connection;

import almanac.entry.EntryId;
import almanac.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A conflict as its facts left it.
 *
 * @param standing whose values stand now: the chosen side's, else those of whom the mapping's
 *     policy let win
 * @param chosen what a person decided; empty while open
 */
public record ConflictView(
        ConflictId id,
        UserId user,
        ConnectionId connection,
        MappingId mapping,
        EntryId entry,
        List<Disagreement> fields,
        Side standing,
        Optional<Side> chosen,
        Instant detectedAt,
        Instant updatedAt) {}
