/** Who may do what, on every endpoint there is. */
@NullMarked
package almanac.app.access;

import org.jspecify.annotations.NullMarked;
