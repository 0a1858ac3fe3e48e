/** Entries, found by number, by calendar and by time. */
@NullMarked
package almanac.query.entry;

import org.jspecify.annotations.NullMarked;
