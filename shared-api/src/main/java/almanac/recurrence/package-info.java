/**
 * RFC 5545 recurrence in local time: rules, their expansion, and the numbering of their
 * occurrences. No I/O, no clock, no instants; a foreign recurrence library, should one ever be
 * used, stays inside.
 */
@NullMarked
package almanac.recurrence;

import org.jspecify.annotations.NullMarked;
