/** When something happens: spans and windows. Nothing here reads a clock. */
@NullMarked
package almanac.time;

import org.jspecify.annotations.NullMarked;
