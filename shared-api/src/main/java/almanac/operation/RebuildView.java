package almanac.operation;

import almanac.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One making of a projection's read models beside the live ones, how far it is or how it ended.
 *
 * @param id of the operation that began it
 * @param operator who began it
 * @param percent of the commits that hold facts for it, 100 once it follows the live one
 * @param position the position up to which the new documents are; -1 while streams are replayed
 * @param head the position of the store's last fact when it was looked at
 * @param facts how many facts were replayed
 * @param rate facts a second, lately
 * @param left how long the replay lasts at that rate; empty when it is over or nobody can say
 * @param mostPerSecond the bound that operators set; empty for none
 * @param node which works on it now
 * @param problem why it failed, or what it waits for
 * @param report what the comparison with the live documents found; empty before it
 */
public record RebuildView(
        OperationId id,
        UserId operator,
        String projection,
        RebuildMode mode,
        RebuildState state,
        double percent,
        long position,
        long head,
        long facts,
        double rate,
        Optional<Duration> left,
        Optional<Integer> mostPerSecond,
        Optional<String> node,
        Instant startedAt,
        Instant changedAt,
        Optional<Instant> endedAt,
        Optional<String> problem,
        Optional<ComparisonReport> report) {}
