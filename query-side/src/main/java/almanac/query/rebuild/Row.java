package almanac.query.rebuild;

import java.time.Instant;

/**
 * What the facts of one aggregate add up to.
 *
 * @param revision sequence number of the last fact in it
 */
public record Row<S>(S state, Instant createdAt, Instant updatedAt, long revision) {}
