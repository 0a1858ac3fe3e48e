/** Hands out the numbers of new things. */
@NullMarked
package almanac.app.ids;

import org.jspecify.annotations.NullMarked;
