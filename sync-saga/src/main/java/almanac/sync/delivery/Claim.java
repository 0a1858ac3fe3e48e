package almanac.sync.delivery;

import java.time.Instant;
import java.util.Optional;

/**
 * The right to carry one parcel until it is given back or expires.
 *
 * @param fence rises with every claim; who holds an older one has lost the right
 * @param attempts failures in a row before this one
 * @param since when it was added
 * @param cause the trace in which it was added
 */
public record Claim<T>(
        Parcel<T> parcel, long fence, int attempts, Instant since, Optional<String> cause) {}
