/** Why an entry did or did not sync. */
@NullMarked
package almanac.sync.trace;

import org.jspecify.annotations.NullMarked;
