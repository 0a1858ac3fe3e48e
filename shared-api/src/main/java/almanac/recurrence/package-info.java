/** RFC 5545 recurrence rules in local time. The library underneath shows nowhere else. */
@NullMarked
package almanac.recurrence;

import org.jspecify.annotations.NullMarked;
