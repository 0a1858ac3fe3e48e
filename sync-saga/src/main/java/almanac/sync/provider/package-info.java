/**
 * The port that every provider's adapter implements. An adapter translates and classifies; it holds
 * no policy, retries nothing and stores nothing.
 */
@NullMarked
package almanac.sync.provider;

import org.jspecify.annotations.NullMarked;
