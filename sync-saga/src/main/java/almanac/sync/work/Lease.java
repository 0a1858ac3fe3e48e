package almanac.sync.work;

import almanac.connection.ConnectionId;
import java.util.Optional;

/**
 * The right to run one unit's step until it ends or expires.
 *
 * @param fence rises with every claim; who holds an older one has lost the right
 * @param signal what was known of the unit when it was claimed
 * @param attempts failures in a row before this one
 * @param inherited whether who had it before never gave it back: what they did may be half noted
 * @param cause the trace in which the unit was made due
 */
public record Lease(
        Unit unit,
        ConnectionId account,
        Lane lane,
        long fence,
        long signal,
        int attempts,
        boolean inherited,
        Optional<String> cause) {}
