package almanac.sync.work;

import almanac.connection.ConnectionId;
import java.util.Optional;

/**
 * The right to run one unit's step until it ends or expires.
 *
 * @param fence rises with every claim; who holds an older one has lost the right
 * @param signal what was known of the unit when it was claimed
 * @param attempts failures in a row before this one
 * @param cause the trace in which the unit was made due
 */
public record Lease(
        Unit unit,
        ConnectionId account,
        Lane lane,
        long fence,
        long signal,
        int attempts,
        Optional<String> cause) {}
