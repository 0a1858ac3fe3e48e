/** From the provider to us: rounds over a calendar's changes. */
@NullMarked
package almanac.sync.inbound;

import org.jspecify.annotations.NullMarked;
