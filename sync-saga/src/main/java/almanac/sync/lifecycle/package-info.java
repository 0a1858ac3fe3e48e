/**
 * Policies that begin and end things: what must follow when a user or a connection comes or goes.
 */
@NullMarked
package almanac.sync.lifecycle;

import org.jspecify.annotations.NullMarked;
