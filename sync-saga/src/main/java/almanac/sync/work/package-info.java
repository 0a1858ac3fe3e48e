/**
 * Work that is due: durable, claimed by one node at a time, retried and parked. Knows nobody's
 * steps.
 */
@NullMarked
package almanac.sync.work;

import org.jspecify.annotations.NullMarked;
