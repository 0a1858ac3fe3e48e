/** From us to the provider: what has to be pushed, and pushing it. */
@NullMarked
package almanac.sync.outbound;

import org.jspecify.annotations.NullMarked;
