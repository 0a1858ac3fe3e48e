package almanac.query.rebuild;

import java.util.Optional;

/**
 * What one fact did to the state of its aggregate.
 *
 * @param position of the fact among all facts
 * @param before empty where the fact was the first
 */
public record Step<S>(long position, Optional<S> before, S after) {}
