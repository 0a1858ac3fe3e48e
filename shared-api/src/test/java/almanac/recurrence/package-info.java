@NullMarked
package almanac.recurrence;

import org.jspecify.annotations.NullMarked;
