/** Rules about the whole code. */
@NullMarked
package almanac;

import org.jspecify.annotations.NullMarked;
