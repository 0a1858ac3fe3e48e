package almanac.operation;

import java.time.Instant;
import java.util.Optional;

/**
 * A unit of sync and when it is due: its deadline.
 *
 * @param lane how urgent
 * @param due when it is to run; empty until something happens
 * @param notBefore what a failure or a provider's word holds it back to
 * @param node which runs it now
 * @param attempts failures in a row
 * @param reason of the last wait
 */
public record WorkView(
        String unit,
        long connection,
        String lane,
        Optional<Instant> due,
        Optional<Instant> notBefore,
        Optional<String> node,
        int attempts,
        Optional<String> reason,
        boolean parked) {}
